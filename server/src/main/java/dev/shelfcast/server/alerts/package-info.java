/** What people have to know of: raised by facts of the modules below, acknowledged and resolved by people. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "identity", "jobs", "mail", "forecasting", "inventory", "catalog", "stores"})
package dev.shelfcast.server.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
