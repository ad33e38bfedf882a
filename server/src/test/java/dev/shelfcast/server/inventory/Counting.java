package dev.shelfcast.server.inventory;

import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.inventory.counts.CountSteps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts during which goods come and go: what is posted is the difference to the books of the moment of counting. */
final class Counting implements LedgerStory.Chapter {

    private static final class Sheet {
        long id;
        long store;
        boolean finished;
        boolean reviewed;
        final List<Spot> lines = new ArrayList<>();
        final Map<Spot, BigDecimal> variances = new TreeMap<>();
    }

    private final LedgerStory story;
    private final CountSteps counts;
    private Sheet sheet;

    Counting(LedgerStory story, CountSteps counts) {
        this.story = story;
        this.counts = counts;
    }

    @Override
    public void step() {
        if (sheet == null) {
            open();
        } else if (!sheet.finished) {
            if (sheet.variances.size() < 3) {
                count();
            } else {
                finish();
            }
        } else if (!sheet.reviewed) {
            story.reallyDone(true, () -> counts.review(sheet.id));
            sheet.reviewed = true;
        } else {
            post();
        }
    }

    private void open() {
        Sheet opened = new Sheet();
        opened.store = story.anyStore();
        opened.id = story.transaction.run(
                () -> counts.open(story.stores.get(opened.store), List.copyOf(story.products.values())));
        for (long product : story.products.keySet()) {
            List<Spot> spots = story.paper.stock().keySet().stream()
                    .filter(spot -> spot.store() == opened.store && spot.product() == product)
                    .toList();
            opened.lines.addAll(spots.isEmpty() ? List.of(new Spot(opened.store, product, "")) : spots);
        }
        sheet = opened;
    }

    /** Mostly what is on the list, now and then a lot that nobody expected. */
    private void count() {
        Spot spot = story.random.nextInt(3) > 0
                ? story.one(sheet.lines)
                : new Spot(sheet.store, story.anyProduct(), "L" + story.random.nextInt(6));
        BigDecimal books = story.paper.stock(spot);
        BigDecimal seen = story.random.nextInt(4) == 0
                ? books.max(BigDecimal.ZERO)
                : story.quantity(9).subtract(BigDecimal.ONE).max(BigDecimal.ZERO);
        String lot = spot.lot().isEmpty() ? null : spot.lot();
        story.reallyDone(
                true,
                () -> counts.count(
                        sheet.id,
                        List.of(new CountSteps.Seen(
                                story.products.get(spot.product()),
                                lot,
                                lot == null ? null : PaperBooks.expiryOf(lot),
                                seen))));
        if (!sheet.lines.contains(spot)) {
            sheet.lines.add(spot);
        }
        sheet.variances.put(spot, seen.subtract(books));
    }

    private void finish() {
        boolean restIsNothing = story.random.nextInt(3) == 0;
        story.reallyDone(true, () -> counts.finish(sheet.id, restIsNothing));
        sheet.finished = true;
        if (restIsNothing) {
            for (Spot spot : sheet.lines) {
                sheet.variances.computeIfAbsent(
                        spot, line -> story.paper.stock(line).negate());
            }
        }
    }

    /** Refused where what is missing has been sold in the meantime; then the count is called off. */
    private void post() {
        List<Movement> movements = new ArrayList<>();
        sheet.variances.forEach((spot, variance) -> {
            if (variance.signum() != 0) {
                movements.add(Movement.of(
                                MovementKind.COUNT_VARIANCE,
                                spot.store(),
                                spot.product(),
                                variance,
                                Origin.unnamed("STORY"))
                        .ofLot(spot.lot(), null));
            }
        });
        boolean goes = story.paper.post(movements).isPresent();
        if (!story.reallyDone(goes, () -> counts.post(sheet.id))) {
            story.reallyDone(true, () -> counts.cancel(sheet.id));
        }
        sheet = null;
    }
}
