package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One product in one store while its balances are locked: what lies there by lot, and what is to change. */
final class Shelf {

    /** The "lot" of stock without one. */
    static final long NO_LOT = 0;

    /** First expired, first out; what has no expiry is last, but never left out. */
    private static final Comparator<Lot> FEFO = Comparator.comparing(
                    Lot::expiry, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Lot::receivedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Lot::id);

    record Lot(
            long id,
            @Nullable LocalDate expiry,
            @Nullable Instant receivedAt,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal unavailable) {

        BigDecimal there(boolean onlyAvailable) {
            return onlyAvailable ? onHand.subtract(unavailable) : onHand;
        }

        BigDecimal free(boolean onlyAvailable) {
            return onlyAvailable ? there(true).subtract(reserved) : onHand;
        }
    }

    /** Part of a movement that comes from one lot. */
    record Part(long lotId, BigDecimal quantity) {}

    /** Parts that together are the movement, and how much of it the books did not have. */
    record Taken(List<Part> parts, BigDecimal oversold) {}

    private final List<Lot> lots = new ArrayList<>();
    private final Map<Long, BigDecimal> changes = new HashMap<>();

    void add(Lot lot) {
        lots.add(lot);
        lots.sort(FEFO);
    }

    boolean knows(long lotId) {
        return lots.stream().anyMatch(lot -> lot.id() == lotId);
    }

    void put(long lotId, BigDecimal quantity) {
        changes.merge(lotId, quantity, BigDecimal::add);
    }

    /**
     * What could be taken now, out of one lot or of all. Reservations name no lot, although their sum stands on the
     * stock without one: so a lot has all that lies there, but no more left for others than all lots have.
     */
    BigDecimal free(@Nullable Long lotId, boolean onlyAvailable) {
        BigDecimal own = sum(lotId, onlyAvailable);
        boolean promised = onlyAvailable
                && lotId != null
                && lots.stream().anyMatch(lot -> lot.reserved().signum() > 0);
        return promised ? own.min(sum(null, true)) : own;
    }

    private BigDecimal sum(@Nullable Long lotId, boolean onlyAvailable) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Lot lot : lots) {
            if (lotId == null || lotId == lot.id()) {
                sum = sum.add(lotId == null ? lot.free(onlyAvailable) : lot.there(onlyAvailable));
            }
        }
        for (Map.Entry<Long, BigDecimal> change : changes.entrySet()) {
            if (lotId == null || lotId.equals(change.getKey())) {
                sum = sum.add(change.getValue());
            }
        }
        return sum;
    }

    /** Empty when the books have less and overselling is refused; then nothing has changed. */
    Optional<Taken> take(BigDecimal quantity, @Nullable Long lotId, boolean onlyAvailable, Oversell oversell) {
        BigDecimal free = free(lotId, onlyAvailable);
        BigDecimal missing = quantity.subtract(free.max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
        if (missing.signum() > 0 && oversell == Oversell.REFUSE) {
            return Optional.empty();
        }
        List<Part> parts = lotId == null ? firstExpiring(quantity, onlyAvailable) : List.of(new Part(lotId, quantity));
        parts.forEach(part -> put(part.lotId(), part.quantity().negate()));
        return Optional.of(new Taken(parts, missing));
    }

    private List<Part> firstExpiring(BigDecimal quantity, boolean onlyAvailable) {
        List<Part> parts = new ArrayList<>();
        BigDecimal left = quantity;
        for (Lot lot : lots) {
            BigDecimal free = lot.free(onlyAvailable).add(changes.getOrDefault(lot.id(), BigDecimal.ZERO));
            if (left.signum() > 0 && free.signum() > 0) {
                BigDecimal part = free.min(left);
                parts.add(new Part(lot.id(), part));
                left = left.subtract(part);
            }
        }
        if (left.signum() > 0) {
            addTo(parts, left);
        }
        return parts;
    }

    /** What nobody has on the books is owed by the stock without a lot. */
    private static void addTo(List<Part> parts, BigDecimal rest) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).lotId() == NO_LOT) {
                parts.set(i, new Part(NO_LOT, parts.get(i).quantity().add(rest)));
                return;
            }
        }
        parts.add(new Part(NO_LOT, rest));
    }

    /** What to add to each lot's balance, by lot id. */
    SortedMap<Long, BigDecimal> changes() {
        SortedMap<Long, BigDecimal> real = new TreeMap<>(changes);
        real.values().removeIf(change -> change.signum() == 0);
        return real;
    }
}
