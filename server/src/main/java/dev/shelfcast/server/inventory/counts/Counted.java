package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has counted of a product: {@code add} puts it to what was counted before (another place of the store),
 * otherwise it stands instead of it. A lot that the books don't know yet is made, with its expiry.
 */
record Counted(
        Sku sku,
        @Nullable String lot,
        @Nullable LocalDate expiry,
        BigDecimal quantity,
        @Nullable Boolean add) {

    Counted {
        quantity = Decimals.quantity(quantity);
        if (quantity.signum() < 0) {
            throw new Invalid("QUANTITY_INVALID", "Nobody counts %s of %s.".formatted(quantity, sku));
        }
        if (lot != null && (lot.isBlank() || lot.length() > 64)) {
            throw new Invalid("LOT_INVALID", "A lot has 1 to 64 characters.");
        }
    }

    boolean adds() {
        return Boolean.TRUE.equals(add);
    }
}
