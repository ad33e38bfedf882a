package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An override as lists show it.
 *
 * @param store null for all stores
 * @param series products in stores that it covered when it was made
 * @param seriesInForce those whose forecast it changes now; fewer where a later one goes before it
 * @param units what it adds to the statistical forecast, over all days that it has covered so far
 * @param status ACTIVE, OVER or WITHDRAWN
 */
record OverrideRow(
        long id,
        @Nullable StoreCode store,
        @Nullable Sku sku,
        @Nullable String productName,
        @Nullable String category,
        LocalDate from,
        LocalDate to,
        PlannerOverride.Kind kind,
        BigDecimal value,
        PlannerOverride.Reason reason,
        @Nullable String note,
        String status,
        int series,
        int seriesInForce,
        BigDecimal units,
        String createdBy,
        OffsetDateTime createdAt,
        @Nullable String withdrawnBy,
        @Nullable OffsetDateTime withdrawnAt) {}
