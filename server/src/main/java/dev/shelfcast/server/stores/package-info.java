/** Where it is sold: stores, zones, distances and calendars. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "jobs"})
package dev.shelfcast.server.stores;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
