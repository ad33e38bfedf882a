package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A movement as a client sends it; ADJUSTMENT is understood as a count's variance. */
record TransactionBody(
        @Nullable String kind,
        @Nullable StoreCode store,
        @Nullable Sku sku,
        @Nullable String lot,
        @Nullable LocalDate expiry,
        @Nullable BigDecimal quantity,
        @Nullable OffsetDateTime occurredAt,
        @Nullable String reason,
        @Nullable String externalId) {}
