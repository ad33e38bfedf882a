/** The stock ledger: movements, balances and lots. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "jobs", "catalog", "stores"})
package dev.shelfcast.server.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
