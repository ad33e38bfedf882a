package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Goods that are to be moved into or out of a store. The quantity is positive, except that a variance or a conversion
 * may be negative. Without a lot (null), outgoing goods are taken from the lots that expire first. No time means now.
 */
public record Movement(
        MovementKind kind,
        long storeId,
        long productId,
        BigDecimal quantity,
        @Nullable String lot,
        @Nullable LocalDate expiry,
        @Nullable Instant occurredAt,
        @Nullable String reason,
        Origin origin,
        Oversell oversell) {

    /** The lot of goods that have none, where exactly these are meant and not whatever expires first. */
    public static final String WITHOUT_LOT = "";

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_LOT = 64;

    public Movement {
        if (kind == MovementKind.REVERSAL) {
            throw new Invalid("MOVEMENT_KIND_INVALID", "A reversal is made from the movement that it takes back.");
        }
        quantity = Decimals.quantity(quantity);
        if (quantity.signum() == 0 || quantity.signum() < 0 && !kind.signed()) {
            throw new Invalid(
                    "QUANTITY_INVALID",
                    "The quantity %s does not fit a %s: it has to be above zero.".formatted(quantity, kind));
        }
        if (lot != null && !lot.equals(WITHOUT_LOT) && (lot.isBlank() || lot.length() > LONGEST_LOT)) {
            throw new Invalid("LOT_INVALID", "A lot has 1 to %d characters.".formatted(LONGEST_LOT));
        }
        if (expiry != null && (lot == null || lot.equals(WITHOUT_LOT))) {
            throw new Invalid("LOT_INVALID", "An expiry of %s needs the lot that it belongs to.".formatted(expiry));
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new Invalid("REASON_INVALID", "A reason has at most %d characters.".formatted(LONGEST_REASON));
        }
    }

    /** Without lot, reason and time, refusing to oversell. */
    public static Movement of(MovementKind kind, long storeId, long productId, BigDecimal quantity, Origin origin) {
        return new Movement(kind, storeId, productId, quantity, null, null, null, null, origin, Oversell.REFUSE);
    }

    public Movement at(Instant time) {
        return new Movement(kind, storeId, productId, quantity, lot, expiry, time, reason, origin, oversell);
    }

    public Movement because(@Nullable String why) {
        return new Movement(kind, storeId, productId, quantity, lot, expiry, occurredAt, why, origin, oversell);
    }

    public Movement overselling(Oversell policy) {
        return new Movement(kind, storeId, productId, quantity, lot, expiry, occurredAt, reason, origin, policy);
    }

    public Movement ofLot(@Nullable String code, @Nullable LocalDate expires) {
        return new Movement(kind, storeId, productId, quantity, code, expires, occurredAt, reason, origin, oversell);
    }

    /** Out of one lot, or out of the stock without a lot where the code is null; never what expires first. */
    public Movement ofExactly(@Nullable String code, @Nullable LocalDate expires) {
        return ofLot(code == null ? WITHOUT_LOT : code, code == null ? null : expires);
    }

    boolean inbound() {
        return kind.inbound(quantity.signum());
    }

    /** What a repetition under the same name must agree in. */
    String content() {
        return String.join(
                "|",
                kind.name(),
                Long.toString(storeId),
                Long.toString(productId),
                quantity.toPlainString(),
                String.valueOf(lot),
                String.valueOf(expiry),
                String.valueOf(occurredAt),
                String.valueOf(reason));
    }
}
