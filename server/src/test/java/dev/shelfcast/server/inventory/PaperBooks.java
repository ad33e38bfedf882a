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
import java.util.TreeSet;

/** The ledger as somebody would keep it on paper: a list of entries, and rules so plain that they are seen to hold. */
final class PaperBooks {

    /** A product in a store, of one lot or (with the empty code) of none. */
    record Spot(long store, long product, String lot) implements Comparable<Spot> {
        private static final Comparator<Spot> ORDER = Comparator.comparingLong(Spot::store)
                .thenComparingLong(Spot::product)
                .thenComparing(Spot::lot);

        @Override
        public int compareTo(Spot other) {
            return ORDER.compare(this, other);
        }
    }

    /** Goods that came to a spot (positive) or left it, and when. */
    record Entry(Spot spot, BigDecimal change, Instant at) {}

    private static final class Short extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private List<Entry> entries = new ArrayList<>();
    private TreeMap<Spot, BigDecimal> stock = new TreeMap<>();
    private Map<Long, List<String>> lots = new HashMap<>();

    /** A lot's expiry follows from its code here: long over, the same for two lots, or none. */
    static LocalDate expiryOf(String lot) {
        return switch (lot) {
            case "L0" -> LocalDate.of(2020, 1, 1);
            case "L1", "L2" -> LocalDate.of(2027, 5, 1);
            case "L4" -> LocalDate.of(2026, 12, 1);
            default -> null;
        };
    }

    /** The entries of each movement, or empty where one of them is refused; then nothing has changed. */
    Optional<List<List<Entry>>> post(List<Movement> movements) {
        List<Entry> entriesBefore = new ArrayList<>(entries);
        TreeMap<Spot, BigDecimal> stockBefore = new TreeMap<>(stock);
        Map<Long, List<String>> lotsBefore = new HashMap<>();
        lots.forEach((product, codes) -> lotsBefore.put(product, new ArrayList<>(codes)));
        try {
            meetLots(movements);
            return Optional.of(movements.stream().map(this::post).toList());
        } catch (Short refused) {
            entries = entriesBefore;
            stock = stockBefore;
            lots = lotsBefore;
            return Optional.empty();
        }
    }

    private void meetLots(List<Movement> movements) {
        TreeSet<String> names = new TreeSet<>();
        for (Movement movement : movements) {
            if (movement.lot() != null && !movement.lot().isEmpty() && movement.inbound()) {
                names.add(movement.productId() + " " + movement.lot());
            }
        }
        for (String name : names) {
            List<String> known = lotsOf(Long.parseLong(name.split(" ")[0]));
            if (!known.contains(name.split(" ")[1])) {
                known.add(name.split(" ")[1]);
            }
        }
    }

    private List<String> lotsOf(long product) {
        return lots.computeIfAbsent(product, p -> new ArrayList<>());
    }

    private List<Entry> post(Movement movement) {
        String lot = movement.lot();
        BigDecimal quantity = movement.quantity().abs();
        Instant at = movement.occurredAt() == null ? Instant.now() : movement.occurredAt();
        long store = movement.storeId();
        long product = movement.productId();
        if (lot != null && !lot.isEmpty() && !lotsOf(product).contains(lot)) {
            throw new Short();
        }
        if (movement.inbound()) {
            return List.of(change(new Spot(store, product, lot == null ? "" : lot), quantity, at));
        }
        boolean refuse = movement.oversell() == Oversell.REFUSE;
        if (refuse && free(store, product, lot).compareTo(quantity) < 0) {
            throw new Short();
        }
        if (lot != null) {
            return List.of(change(new Spot(store, product, lot), quantity.negate(), at));
        }
        return takeWhatExpiresFirst(store, product, quantity, at);
    }

    private List<Entry> takeWhatExpiresFirst(long store, long product, BigDecimal quantity, Instant at) {
        SortedMap<String, BigDecimal> parts = new TreeMap<>(Comparator.comparingInt(inOrder(product)::indexOf));
        BigDecimal left = quantity;
        for (String lot : inOrder(product)) {
            BigDecimal part = stock(new Spot(store, product, lot)).min(left);
            if (part.signum() > 0) {
                parts.put(lot, part);
                left = left.subtract(part);
            }
        }
        if (left.signum() > 0) {
            parts.merge("", left, BigDecimal::add);
        }
        List<Entry> taken = new ArrayList<>();
        parts.forEach((lot, part) -> taken.add(change(new Spot(store, product, lot), part.negate(), at)));
        return taken;
    }

    /** First expired first; the older lot of two; without an expiry later, without a lot last. */
    List<String> inOrder(long product) {
        List<String> order = new ArrayList<>(lotsOf(product));
        order.sort(Comparator.comparing(PaperBooks::expiryOf, Comparator.nullsLast(Comparator.naturalOrder())));
        order.add("");
        return order;
    }

    private BigDecimal free(long store, long product, String lot) {
        return lot == null ? total(store, product) : stock(new Spot(store, product, lot));
    }

    Entry change(Spot spot, BigDecimal change, Instant at) {
        Entry entry = new Entry(spot, change, at);
        entries.add(entry);
        stock.merge(spot, change, BigDecimal::add);
        return entry;
    }

    BigDecimal stock(Spot spot) {
        return stock.getOrDefault(spot, BigDecimal.ZERO);
    }

    BigDecimal total(long store, long product) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Spot, BigDecimal> entry : stock.entrySet()) {
            if (entry.getKey().store() == store && entry.getKey().product() == product) {
                sum = sum.add(entry.getValue());
            }
        }
        return sum;
    }

    /** What there is, empty spots left out. */
    SortedMap<Spot, BigDecimal> stock() {
        return without0(stock);
    }

    /** What there was at a moment, by going through all entries. */
    SortedMap<Spot, BigDecimal> asOf(Instant moment) {
        SortedMap<Spot, BigDecimal> then = new TreeMap<>();
        entries.stream()
                .filter(entry -> !entry.at().isAfter(moment))
                .forEach(entry -> then.merge(entry.spot(), entry.change(), BigDecimal::add));
        return without0(then);
    }

    /** Takes over which lots were touched by people who worked at the same time; the sums must agree already. */
    void learn(SortedMap<Spot, BigDecimal> real, Map<Long, List<String>> realLots) {
        Instant now = Instant.now();
        TreeSet<Spot> spots = new TreeSet<>(real.keySet());
        spots.addAll(stock.keySet());
        for (Spot spot : spots) {
            BigDecimal difference = real.getOrDefault(spot, BigDecimal.ZERO).subtract(stock(spot));
            if (difference.signum() != 0) {
                change(spot, difference, now);
            }
        }
        realLots.forEach((product, codes) -> lots.put(product, new ArrayList<>(codes)));
    }

    private static SortedMap<Spot, BigDecimal> without0(SortedMap<Spot, BigDecimal> stock) {
        SortedMap<Spot, BigDecimal> real = new TreeMap<>();
        stock.forEach((spot, quantity) -> {
            if (quantity.signum() != 0) {
                real.put(spot, quantity.stripTrailingZeros());
            }
        });
        return real;
    }
}
