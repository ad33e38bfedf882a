/** The seeded demo chain, loaded through the other modules' own doors. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "jobs",
            "replenishment",
            "forecasting",
            "demand",
            "ingestion",
            "orders",
            "inventory",
            "catalog",
            "stores"
        })
package dev.shelfcast.server.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
