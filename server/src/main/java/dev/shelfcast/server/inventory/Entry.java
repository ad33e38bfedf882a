package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the ledger that is about to be written, for the movement at an index of the request. */
record Entry(
        int index,
        MovementKind kind,
        long productId,
        long lotId,
        long from,
        long to,
        BigDecimal quantity,
        Instant occurredAt,
        @Nullable String reason,
        Origin origin,
        @Nullable Long reversesId) {}
