/** News for open pages: facts sent on as WebSocket messages. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "jobs",
            "alerts",
            "analytics",
            "replenishment",
            "forecasting",
            "demand",
            "ingestion",
            "orders",
            "inventory",
            "catalog",
            "stores"
        })
package dev.shelfcast.server.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
