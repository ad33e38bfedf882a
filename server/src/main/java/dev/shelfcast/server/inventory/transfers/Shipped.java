package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is put on the van for a line; without a lot, what expires first. */
record Shipped(int line, BigDecimal quantity, @Nullable String lot) {

    Shipped {
        quantity = Decimals.quantity(quantity);
        if (quantity.signum() <= 0) {
            throw new Invalid("QUANTITY_INVALID", "Line %d ships more than 0, not %s.".formatted(line, quantity));
        }
    }
}
