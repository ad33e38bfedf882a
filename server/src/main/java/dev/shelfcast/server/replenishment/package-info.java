/** What to order, when and why. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "jobs",
            "forecasting",
            "demand",
            "orders",
            "inventory",
            "catalog",
            "stores"
        })
package dev.shelfcast.server.replenishment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
