package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line's goods: {@code quantity} came in good order, {@code damaged} came and cannot be sold, {@code
 * lost} will not come any more.
 */
record Arrived(
        int line,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal damaged,
        @Nullable BigDecimal lost,
        @Nullable String lot) {

    Arrived {
        quantity = checked(line, "quantity", quantity);
        damaged = checked(line, "damaged", damaged);
        lost = checked(line, "lost", lost);
        if (quantity.add(damaged).add(lost).signum() == 0) {
            throw new Invalid("QUANTITY_INVALID", "Line %d says nothing: all of it is 0.".formatted(line));
        }
    }

    BigDecimal good() {
        return known(quantity);
    }

    BigDecimal unsaleable() {
        return known(damaged);
    }

    BigDecimal missing() {
        return known(lost);
    }

    private static BigDecimal known(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }

    private static BigDecimal checked(int line, String field, @Nullable BigDecimal value) {
        BigDecimal checked = value == null ? BigDecimal.ZERO : Decimals.quantity(value);
        if (checked.signum() < 0) {
            throw new Invalid("QUANTITY_INVALID", "Line %d: %s is 0 or more, not %s.".formatted(line, field, checked));
        }
        return checked;
    }
}
