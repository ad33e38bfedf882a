/** Figures read from the modules below; decides nothing. */
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
package dev.shelfcast.server.analytics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
