/** Sales, the source of demand, and purchase orders. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "jobs", "mail", "inventory", "catalog", "stores"})
package dev.shelfcast.server.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
