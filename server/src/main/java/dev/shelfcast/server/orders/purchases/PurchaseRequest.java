package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have ordered. A line without supplier, store or day takes the request's own, and without
 * those the product's preferred supplier and the day that its lead time allows.
 */
record PurchaseRequest(
        @Nullable StoreCode store,
        @Nullable String supplier,
        @Nullable LocalDate deliveryDate,
        @Nullable String note,
        @Nullable Boolean acceptDeviations,
        @Nullable Integer version,
        @Nullable List<Line> lines) {

    /** The quantity counts packs where one is named, else base units. */
    record Line(
            @Nullable Sku sku,
            @Nullable BigDecimal quantity,
            @Nullable String pack,
            @Nullable BigDecimal unitCost,
            @Nullable String supplier,
            @Nullable StoreCode store,
            @Nullable LocalDate deliveryDate) {}
}
