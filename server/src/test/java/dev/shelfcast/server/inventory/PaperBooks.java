package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

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

    /** A lot and when its first goods came. */
    record Lot(String code, Instant received) {}

    /** Goods out of a lot, or (with the empty code) out of the stock without one. */
    record Part(String lot, BigDecimal quantity) {}

    /** What the books refuse. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Goods that are promised to somebody may not leave in these ways. */
    private static final Set<MovementKind> TO_OTHERS =
            Set.of(MovementKind.SALE, MovementKind.TRANSFER_OUT, MovementKind.LIQUIDATION, MovementKind.DONATION);

    private List<Entry> entries = new ArrayList<>();
    private TreeMap<Spot, BigDecimal> stock = new TreeMap<>();
    /** By product, in the order in which they were made. */
    private Map<Long, List<Lot>> lots = new HashMap<>();
    /** By the spot without a lot. */
    private TreeMap<Spot, BigDecimal> reserved = new TreeMap<>();

    final Map<Long, LocalDate> closedUntil = new HashMap<>();
    /** Products that may not be sold after the day on their lot. */
    final Set<Long> useBy = new HashSet<>();

    /** A lot's expiry follows from its code here: long over, the same for two lots, or none. */
    static LocalDate expiryOf(String lot) {
        return switch (lot) {
            case "L0" -> LocalDate.of(2020, 1, 1);
            case "L1", "L2" -> LocalDate.of(2099, 5, 1);
            case "L4" -> LocalDate.of(2098, 12, 1);
            default -> null;
        };
    }

    /** All of it, or nothing where the books refuse a part of it. */
    <T> Optional<T> tryAll(Supplier<T> work) {
        List<Entry> entriesBefore = new ArrayList<>(entries);
        TreeMap<Spot, BigDecimal> stockBefore = new TreeMap<>(stock);
        TreeMap<Spot, BigDecimal> reservedBefore = new TreeMap<>(reserved);
        Map<Long, List<Lot>> lotsBefore = new HashMap<>();
        lots.forEach((product, known) -> lotsBefore.put(product, new ArrayList<>(known)));
        try {
            return Optional.of(work.get());
        } catch (Refused refused) {
            entries = entriesBefore;
            stock = stockBefore;
            reserved = reservedBefore;
            lots = lotsBefore;
            return Optional.empty();
        }
    }

    /** The entries of each movement, or empty where one of them is refused; then nothing has changed. */
    Optional<List<List<Entry>>> post(List<Movement> movements) {
        return tryAll(() -> postOrRefuse(movements));
    }

    List<List<Entry>> postOrRefuse(List<Movement> movements) {
        TreeSet<String> names = new TreeSet<>();
        for (Movement movement : movements) {
            if (movement.lot() != null && !movement.lot().isEmpty() && movement.inbound()) {
                names.add(movement.productId() + " " + movement.lot());
            }
        }
        names.forEach(name -> meet(Long.parseLong(name.split(" ")[0]), name.split(" ")[1], Instant.now()));
        return movements.stream().map(this::postOne).toList();
    }

    void meet(long product, String lot, Instant received) {
        if (!knows(product, lot)) {
            lotsOf(product).add(new Lot(lot, received));
        }
    }

    private boolean knows(long product, String lot) {
        return lotsOf(product).stream().anyMatch(known -> known.code().equals(lot));
    }

    private List<Lot> lotsOf(long product) {
        return lots.computeIfAbsent(product, p -> new ArrayList<>());
    }

    private List<Entry> postOne(Movement movement) {
        String lot = movement.lot();
        BigDecimal quantity = movement.quantity().abs();
        long store = movement.storeId();
        long product = movement.productId();
        boolean refuse = movement.oversell() == Oversell.REFUSE;
        Instant at = movement.occurredAt() == null ? Instant.now() : movement.occurredAt();
        if (at.isBefore(openSince(store))) {
            if (refuse) {
                throw new Refused();
            }
            at = openSince(store);
        }
        if (lot != null && !lot.isEmpty() && !knows(product, lot)) {
            throw new Refused();
        }
        if (movement.inbound()) {
            return List.of(change(new Spot(store, product, lot == null ? "" : lot), quantity, at));
        }
        if (refuse && free(movement).compareTo(quantity) < 0) {
            throw new Refused();
        }
        if (lot != null) {
            return List.of(change(new Spot(store, product, lot), quantity.negate(), at));
        }
        return takeWhatExpiresFirst(store, product, quantity, at);
    }

    /** What happened earlier is closed. */
    Instant openSince(long store) {
        LocalDate until = closedUntil.get(store);
        return until == null
                ? Instant.MIN
                : until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Out of a lot never more than is left of the product when what is promised has been put aside. */
    private BigDecimal free(Movement movement) {
        BigDecimal all = total(movement.storeId(), movement.productId());
        BigDecimal there = movement.lot() == null
                ? all
                : stock(new Spot(movement.storeId(), movement.productId(), movement.lot()));
        BigDecimal promised = reserved(movement.storeId(), movement.productId());
        return TO_OTHERS.contains(movement.kind()) && promised.signum() > 0 ? there.min(all.subtract(promised)) : there;
    }

    private List<Entry> takeWhatExpiresFirst(long store, long product, BigDecimal quantity, Instant at) {
        List<Entry> taken = new ArrayList<>();
        BigDecimal left = quantity;
        for (String lot : inOrder(product)) {
            BigDecimal there = stock(new Spot(store, product, lot)).max(BigDecimal.ZERO);
            // What nobody has is owed by the stock without a lot, which comes last.
            BigDecimal part = lot.isEmpty() ? left : there.min(left);
            if (part.signum() > 0) {
                taken.add(change(new Spot(store, product, lot), part.negate(), at));
                left = left.subtract(part);
            }
        }
        return taken;
    }

    /** First expired first; the older lot of two; without an expiry later, without a lot last. */
    List<String> inOrder(long product) {
        List<Lot> order = new ArrayList<>(lotsOf(product));
        order.sort(
                Comparator.comparing((Lot lot) -> expiryOf(lot.code()), Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Lot::received));
        List<String> codes = new ArrayList<>(order.stream().map(Lot::code).toList());
        codes.add("");
        return codes;
    }

    Entry change(Spot spot, BigDecimal change, Instant at) {
        Entry entry = new Entry(spot, change, at);
        entries.add(entry);
        stock.merge(spot, change, BigDecimal::add);
        return entry;
    }

    /** What of each line is promised: all of it, or of what there is as much as possible. */
    List<BigDecimal> reserve(long store, List<Long> products, List<BigDecimal> wishes, boolean partial) {
        List<BigDecimal> given = new ArrayList<>();
        for (int line = 0; line < products.size(); line++) {
            long product = products.get(line);
            BigDecimal free =
                    sellable(store, product).subtract(reserved(store, product)).max(BigDecimal.ZERO);
            if (!partial && wishes.get(line).compareTo(free) > 0) {
                throw new Refused();
            }
            given.add(wishes.get(line).min(free));
            promise(store, product, wishes.get(line).min(free));
        }
        return given;
    }

    /** A negative quantity gives goods back that were promised. */
    void promise(long store, long product, BigDecimal quantity) {
        reserved.merge(new Spot(store, product, ""), quantity, BigDecimal::add);
    }

    /** Takes goods for a customer who was promised them: of one lot, or what expires first; never what is expired. */
    List<Part> pick(long store, long product, BigDecimal quantity, String lot) {
        if (quantity.compareTo(sellable(store, product)) > 0) {
            throw new Refused();
        }
        List<Part> parts = new ArrayList<>();
        BigDecimal left = quantity;
        for (String code : inOrder(product)) {
            Spot spot = new Spot(store, product, code);
            BigDecimal part = stock(spot).min(left);
            if ((lot == null || lot.equals(code)) && !expired(product, code) && part.signum() > 0) {
                change(spot, part.negate(), Instant.now());
                parts.add(new Part(code, part));
                left = left.subtract(part);
            }
        }
        if (left.signum() > 0) {
            throw new Refused();
        }
        return parts;
    }

    private boolean expired(long product, String lot) {
        LocalDate expiry = expiryOf(lot);
        return useBy.contains(product) && expiry != null && expiry.isBefore(LocalDate.now(ZoneOffset.UTC));
    }

    private BigDecimal sellable(long store, long product) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String lot : inOrder(product)) {
            sum = expired(product, lot) ? sum : sum.add(stock(new Spot(store, product, lot)));
        }
        return sum;
    }

    BigDecimal reserved(long store, long product) {
        return reserved.getOrDefault(new Spot(store, product, ""), BigDecimal.ZERO);
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

    SortedMap<Spot, BigDecimal> reserved() {
        return without0(reserved);
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
    void learn(SortedMap<Spot, BigDecimal> real, Map<Long, List<Lot>> realLots) {
        Instant now = Instant.now();
        TreeSet<Spot> spots = new TreeSet<>(real.keySet());
        spots.addAll(stock.keySet());
        for (Spot spot : spots) {
            BigDecimal difference = real.getOrDefault(spot, BigDecimal.ZERO).subtract(stock(spot));
            if (difference.signum() != 0) {
                change(spot, difference, now);
            }
        }
        realLots.forEach((product, known) -> lots.put(product, new ArrayList<>(known)));
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
