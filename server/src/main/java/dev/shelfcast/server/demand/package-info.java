/** Demand by hour and zone and by day and store, followed from the facts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "jobs", "orders", "inventory", "catalog", "stores"})
package dev.shelfcast.server.demand;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
