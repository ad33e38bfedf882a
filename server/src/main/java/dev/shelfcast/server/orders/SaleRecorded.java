package dev.shelfcast.server.orders;

import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sale has been recorded; published in its transaction. */
public record SaleRecorded(
        long saleId,
        StoreCode store,
        long storeId,
        @Nullable Pincode pincode,
        Set<Long> productIds,
        BigDecimal units,
        BigDecimal revenue,
        Instant occurredAt,
        LocalDate businessDay) {

    public SaleRecorded {
        productIds = Set.copyOf(productIds);
    }
}
