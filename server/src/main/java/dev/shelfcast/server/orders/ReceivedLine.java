package dev.shelfcast.server.orders;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Goods that have arrived for a line of a purchase order. */
public record ReceivedLine(
        int line,
        BigDecimal quantity,
        @Nullable String lot,
        @Nullable LocalDate expiry) {

    public ReceivedLine {
        quantity = Decimals.quantity(quantity);
        if (quantity.signum() <= 0) {
            throw new Invalid("QUANTITY_INVALID", "Line %d receives more than 0, not %s.".formatted(line, quantity));
        }
    }
}
