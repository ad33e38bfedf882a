package dev.shelfcast.server.inventory;

import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.inventory.counts.CountSteps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts during which goods come and go: what is posted is the difference to the books of the moment of counting, which
 * may be over. And whole stores written as one document.
 */
final class Counting implements LedgerStory.Chapter {

    /** What was seen of a spot, the difference to the books, and as of when. */
    private record Found(BigDecimal seen, BigDecimal variance, Instant at) {}

    private static final class Sheet {
        long id;
        long store;
        boolean finished;
        boolean reviewed;
        /** In the order of their numbers. */
        final List<Spot> lines = new ArrayList<>();

        final Map<Spot, Found> found = new TreeMap<>();
        final TreeSet<Spot> again = new TreeSet<>();
    }

    private final LedgerStory story;
    private final CountSteps counts;
    private @Nullable Sheet sheet;

    Counting(LedgerStory story, CountSteps counts) {
        this.story = story;
        this.counts = counts;
    }

    @Override
    public void step() {
        Sheet now = sheet;
        if (now == null) {
            if (story.random.nextInt(3) == 0) {
                writeDocument();
            } else {
                sheet = open();
            }
        } else if (!now.finished) {
            if (now.found.size() < 3 || !now.again.isEmpty() && story.random.nextInt(3) > 0) {
                count(now);
            } else {
                finish(now);
            }
        } else if (story.random.nextInt(6) == 0) {
            countAgain(now);
        } else if (!now.reviewed) {
            story.reallyDone(false, () -> counts.post(now.id));
            story.reallyDone(true, () -> counts.review(now.id));
            now.reviewed = true;
        } else {
            post(now);
        }
    }

    private Sheet open() {
        Sheet opened = new Sheet();
        opened.store = story.anyStore();
        boolean whole = story.random.nextBoolean();
        String code = story.stores.get(opened.store);
        for (Map.Entry<Long, String> product : story.productsBySku()) {
            for (String lot : inOrder(product.getKey())) {
                Spot spot = new Spot(opened.store, product.getKey(), lot);
                if (story.paper.stock(spot).signum() != 0) {
                    opened.lines.add(spot);
                }
            }
            if (!whole && opened.lines.stream().noneMatch(spot -> spot.product() == product.getKey())) {
                opened.lines.add(new Spot(opened.store, product.getKey(), ""));
            }
        }
        List<String> skus = whole ? null : List.copyOf(story.products.values());
        return story.really(!opened.lines.isEmpty(), () -> counts.open(code, skus))
                .map(id -> {
                    opened.id = id;
                    return opened;
                })
                .orElse(null);
    }

    /** As they are numbered: by expiry, then what has no lot, then what has no expiry. */
    private List<String> inOrder(long product) {
        List<String> lots = new ArrayList<>(story.paper.inOrder(product));
        lots.sort(Comparator.comparing(PaperBooks::expiryOf, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Comparator.naturalOrder()));
        return lots;
    }

    /** Mostly what is on the list, now and then a lot that nobody expected; instead of what was seen, or more. */
    private void count(Sheet sheet) {
        Spot spot = !sheet.again.isEmpty()
                ? sheet.again.first()
                : story.random.nextInt(3) > 0
                        ? story.one(sheet.lines)
                        : new Spot(sheet.store, story.anyProduct(), "L" + story.random.nextInt(6));
        Instant given = story.random.nextBoolean() ? story.anyTime() : null;
        Instant at = given == null ? Instant.now() : given;
        BigDecimal books = given == null
                ? story.paper.stock(spot)
                : story.paper.asOf(given).getOrDefault(spot, BigDecimal.ZERO);
        BigDecimal seen = story.random.nextInt(4) == 0
                ? books.max(BigDecimal.ZERO)
                : story.quantity(9).subtract(BigDecimal.ONE).max(BigDecimal.ZERO);
        boolean adds = story.random.nextInt(4) == 0;
        String lot = spot.lot().isEmpty() ? null : spot.lot();
        boolean open = !at.isBefore(story.paper.openSince(sheet.store));
        CountSteps.Seen entry = new CountSteps.Seen(
                story.products.get(spot.product()), lot, lot == null ? null : PaperBooks.expiryOf(lot), seen, adds);
        if (!story.reallyDone(open, () -> counts.count(sheet.id, List.of(entry), given))) {
            return;
        }
        if (!sheet.lines.contains(spot)) {
            sheet.lines.add(spot);
        }
        Found before = sheet.found.get(spot);
        BigDecimal sum = adds && before != null ? before.seen().add(seen) : seen;
        sheet.found.put(spot, new Found(sum, sum.subtract(books), at));
        sheet.again.remove(spot);
    }

    private void finish(Sheet sheet) {
        boolean restIsNothing = story.random.nextInt(3) == 0;
        boolean complete = restIsNothing || sheet.again.isEmpty();
        if (!story.reallyDone(complete, () -> counts.finish(sheet.id, restIsNothing))) {
            return;
        }
        sheet.finished = true;
        for (Spot spot : sheet.lines) {
            if (restIsNothing && (!sheet.found.containsKey(spot) || sheet.again.contains(spot))) {
                BigDecimal books = story.paper.stock(spot);
                sheet.found.put(spot, new Found(BigDecimal.ZERO, books.negate(), Instant.now()));
            }
        }
        sheet.again.clear();
    }

    /** Until it is counted again, a line keeps what was seen before. */
    private void countAgain(Sheet sheet) {
        Spot spot = story.one(List.copyOf(sheet.found.keySet()));
        story.reallyDone(true, () -> counts.recount(sheet.id, List.of(sheet.lines.indexOf(spot) + 1)));
        sheet.again.add(spot);
        sheet.finished = false;
        sheet.reviewed = false;
    }

    /** Refused where what is missing has been sold in the meantime; then the count is called off. */
    private void post(Sheet sheet) {
        List<Movement> movements = new ArrayList<>();
        sheet.found.forEach((spot, found) -> {
            if (found.variance().signum() != 0) {
                movements.add(variance(spot, found.variance()).at(found.at()));
            }
        });
        boolean goes = story.paper.post(movements).isPresent();
        if (!story.reallyDone(goes, () -> counts.post(sheet.id))) {
            story.reallyDone(true, () -> counts.cancel(sheet.id));
        }
        this.sheet = null;
    }

    private static Movement variance(Spot spot, BigDecimal quantity) {
        return Movement.of(MovementKind.COUNT_VARIANCE, spot.store(), spot.product(), quantity, Origin.unnamed("STORY"))
                .ofLot(spot.lot(), null);
    }

    /** What is more has no lot; of what is less, the lots that expire last are left. Nothing is owed any more. */
    private void writeDocument() {
        long store = story.anyStore();
        Map<String, BigDecimal> totals = new TreeMap<>();
        List<Movement> movements = new ArrayList<>();
        for (Map.Entry<Long, String> product : story.productsBySku()) {
            if (story.random.nextBoolean()) {
                continue;
            }
            BigDecimal total = story.random.nextInt(3) == 0
                    ? story.paper.total(store, product.getKey()).max(BigDecimal.ZERO)
                    : story.quantity(25);
            totals.put(product.getValue(), total);
            if (total.compareTo(story.paper.total(store, product.getKey())) != 0) {
                movements.addAll(corrections(store, product.getKey(), total));
            }
        }
        boolean goes = !totals.isEmpty() && story.paper.post(movements).isPresent();
        story.reallyDone(goes, () -> counts.writeDocument(story.stores.get(store), totals));
    }

    private List<Movement> corrections(long store, long product, BigDecimal total) {
        List<String> lastFirst = new ArrayList<>(story.paper.inOrder(product));
        Collections.reverse(lastFirst);
        Map<Spot, BigDecimal> wanted = new TreeMap<>();
        BigDecimal left = total;
        for (String lot : lastFirst) {
            Spot spot = new Spot(store, product, lot);
            BigDecimal keeps = story.paper.stock(spot).max(BigDecimal.ZERO).min(left);
            wanted.put(spot, keeps);
            left = left.subtract(keeps);
        }
        wanted.merge(new Spot(store, product, ""), left, BigDecimal::add);
        List<Movement> movements = new ArrayList<>();
        wanted.forEach((spot, keeps) -> {
            BigDecimal variance = keeps.subtract(story.paper.stock(spot));
            if (variance.signum() != 0) {
                movements.add(variance(spot, variance));
            }
        });
        return movements;
    }
}
