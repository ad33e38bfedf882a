package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses lots for the lines of one document: first expired, first out, and none after its use-by day. */
final class Picking {

    /** Goods of one lot on the shelf; {@code expired} is the use-by day that is over. */
    record Lot(
            long productId,
            String code,
            @Nullable LocalDate expiry,
            BigDecimal there,
            @Nullable LocalDate expired) {}

    /** Less than was wanted: what there is, and why a named lot is none. */
    record Short(BigDecimal there, @Nullable LocalDate expired) {}

    private final List<Lot> lots;
    private final List<BigDecimal> left = new ArrayList<>();
    /** What the books have of a product in all; a till that sold too much has taken it from the other lots. */
    private final Map<Long, BigDecimal> totals = new HashMap<>();

    private final List<Reservations.Picked> picked = new ArrayList<>();

    /** The lots in the order in which they go. */
    Picking(List<Lot> lots) {
        this.lots = lots;
        for (Lot lot : lots) {
            left.add(lot.there());
            if (lot.expired() == null) {
                totals.merge(lot.productId(), lot.there(), BigDecimal::add);
            }
        }
    }

    List<Reservations.Picked> picked() {
        return picked;
    }

    /** Picks what is wanted; when there is less, throws the refusal, or picks that without one. */
    void pick(Reservations.Wish wish, @Nullable Function<Short, RuntimeException> refusal) {
        BigDecimal bound =
                totals.getOrDefault(wish.productId(), BigDecimal.ZERO).max(BigDecimal.ZERO);
        BigDecimal open = wish.quantity().min(bound);
        LocalDate expired = null;
        for (int i = 0; i < lots.size(); i++) {
            Lot lot = lots.get(i);
            if (lot.productId() != wish.productId()
                    || wish.lot() != null && !wish.lot().equals(lot.code())) {
                continue;
            }
            if (lot.expired() != null) {
                expired = lot.expired();
                continue;
            }
            BigDecimal part = left.get(i).min(open);
            if (part.signum() > 0) {
                left.set(i, left.get(i).subtract(part));
                totals.merge(lot.productId(), part.negate(), BigDecimal::add);
                picked.add(new Reservations.Picked(wish.line(), lot.productId(), lot.code(), lot.expiry(), part));
                open = open.subtract(part);
            }
        }
        BigDecimal missing =
                wish.quantity().subtract(bound).max(BigDecimal.ZERO).add(open);
        if (refusal != null && missing.signum() > 0) {
            throw refusal.apply(new Short(wish.quantity().subtract(missing), expired));
        }
    }
}
