/** Who is asking: users, roles, store scopes, tokens, the audit log and repeat-safe requests. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package dev.shelfcast.server.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
