/** What makes it a server: security chain, error advice, JSON, OpenAPI, embedded database, page fallback. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity"})
package dev.shelfcast.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
