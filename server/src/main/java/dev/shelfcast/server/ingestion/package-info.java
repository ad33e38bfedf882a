/** Files and messages from outside, turned into products, sales and counts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "jobs", "orders", "inventory", "catalog", "stores"})
package dev.shelfcast.server.ingestion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
