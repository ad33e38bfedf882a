/** Letters to the outside: the mail server and how it is spoken to. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package dev.shelfcast.server.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
