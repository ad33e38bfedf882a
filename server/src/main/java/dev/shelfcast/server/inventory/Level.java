package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a store has of a product, or of one of its lots. As of a past moment only what was on hand is known; what is on
 * order belongs to the product and not to a lot.
 */
record Level(
        StoreCode store,
        Sku sku,
        String productName,
        @Nullable String category,
        @Nullable String lot,
        @Nullable LocalDate expiry,
        BigDecimal onHand,
        @Nullable BigDecimal reserved,
        @Nullable BigDecimal unavailable,
        @Nullable BigDecimal available,
        @Nullable BigDecimal incoming,
        @Nullable BigDecimal position) {

    Level {
        onHand = Decimals.plain(onHand);
        reserved = reserved == null ? null : Decimals.plain(reserved);
        unavailable = unavailable == null ? null : Decimals.plain(unavailable);
        available = available == null ? null : Decimals.plain(available);
        incoming = incoming == null ? null : Decimals.plain(incoming);
        position = position == null ? null : Decimals.plain(position);
    }
}
