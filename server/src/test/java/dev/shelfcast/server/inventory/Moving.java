package dev.shelfcast.server.inventory;

import dev.shelfcast.server.inventory.PaperBooks.Entry;
import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.inventory.transfers.TransferSteps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Transfers through all their steps: on the road lot by lot, whole or less than was asked for, arriving short, over or
 * damaged, written down later than it happened, or going back.
 */
final class Moving implements LedgerStory.Chapter {

    private static final class Transfer {
        long id;
        long from;
        long to;
        boolean approved;
        Instant shipped;
        boolean touched;
        final List<Long> products = new ArrayList<>();
        final List<BigDecimal> wished = new ArrayList<>();
        /** By line: what is on the road of each lot, first expired first. */
        final List<Map<String, BigDecimal>> road = new ArrayList<>();
    }

    private final LedgerStory story;
    private final TransferSteps transfers;
    private final List<Transfer> open = new ArrayList<>();

    Moving(LedgerStory story, TransferSteps transfers) {
        this.story = story;
        this.transfers = transfers;
    }

    @Override
    public void step() {
        if (open.size() < 3) {
            request();
            return;
        }
        Transfer transfer = story.one(open);
        if (!transfer.approved) {
            story.reallyDone(false, () -> transfers.ship(transfer.id, List.of(), null));
            story.reallyDone(true, () -> transfers.approve(transfer.id));
            transfer.approved = true;
        } else if (transfer.shipped == null) {
            ship(transfer);
        } else if (story.random.nextInt(6) == 0) {
            goBack(transfer);
        } else {
            receive(transfer);
        }
    }

    private void request() {
        Transfer transfer = new Transfer();
        List<Long> stores = new ArrayList<>(story.stores.keySet());
        transfer.from = stores.remove(story.random.nextInt(2));
        transfer.to = stores.get(0);
        List<TransferSteps.Line> lines = new ArrayList<>();
        for (long product : story.products.keySet()) {
            if (lines.isEmpty() || story.random.nextBoolean()) {
                BigDecimal wish = story.quantity(8);
                transfer.products.add(product);
                transfer.wished.add(wish);
                transfer.road.add(Map.of());
                lines.add(new TransferSteps.Line(story.products.get(product), wish));
            }
        }
        transfer.id = story.transaction.run(
                () -> transfers.request(story.stores.get(transfer.from), story.stores.get(transfer.to), lines));
        open.add(transfer);
    }

    private void ship(Transfer transfer) {
        boolean all = story.random.nextBoolean();
        Instant at = story.anyTime();
        List<TransferSteps.Leaving> leaving = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        for (int line = 0; line < transfer.products.size(); line++) {
            BigDecimal quantity = all ? transfer.wished.get(line) : story.quantity(6);
            String lot = all ? null : story.anyLot();
            if (!all) {
                leaving.add(new TransferSteps.Leaving(line + 1, quantity, lot));
            }
            movements.add(Movement.of(
                            MovementKind.TRANSFER_OUT,
                            transfer.from,
                            transfer.products.get(line),
                            quantity,
                            Origin.unnamed("STORY"))
                    .ofLot(lot, null)
                    .at(at));
        }
        boolean asked = true;
        for (int line = 0; line < movements.size(); line++) {
            asked &= movements.get(line).quantity().compareTo(transfer.wished.get(line)) <= 0;
        }
        Optional<List<List<Entry>>> onPaper = asked ? story.paper.post(movements) : Optional.empty();
        if (story.reallyDone(onPaper.isPresent(), () -> transfers.ship(transfer.id, leaving, at))) {
            transfer.shipped = at == null ? Instant.now() : at;
            for (int line = 0; line < movements.size(); line++) {
                Map<String, BigDecimal> lots = new LinkedHashMap<>();
                onPaper.orElseThrow()
                        .get(line)
                        .forEach(entry ->
                                lots.put(entry.spot().lot(), entry.change().negate()));
                transfer.road.set(line, lots);
            }
        } else if (story.random.nextInt(3) == 0) {
            story.reallyDone(true, () -> transfers.cancel(transfer.id));
            open.remove(transfer);
        }
    }

    private void receive(Transfer transfer) {
        int line = story.random.nextInt(transfer.products.size());
        Map<String, BigDecimal> road = transfer.road.get(line);
        String lot = road.isEmpty() || story.random.nextInt(4) > 0 ? null : story.one(List.copyOf(road.keySet()));
        BigDecimal there = sum(road, lot);
        BigDecimal good = story.random.nextInt(4) == 0 ? story.quantity(9) : there;
        BigDecimal damaged = story.random.nextInt(4) == 0 ? story.quantity(2) : BigDecimal.ZERO;
        BigDecimal lost = story.random.nextInt(4) == 0 ? story.quantity(2) : BigDecimal.ZERO;
        if (good.add(damaged).add(lost).signum() == 0) {
            return;
        }
        Instant given = story.random.nextInt(3) == 0 ? laterThan(transfer.shipped) : null;
        Instant at = given == null ? Instant.now() : given;
        boolean fits = damaged.add(lost).compareTo(there) <= 0 && !at.isBefore(story.paper.openSince(transfer.to));
        List<TransferSteps.Arrival> arrival = List.of(new TransferSteps.Arrival(line + 1, good, damaged, lost, lot));
        if (!story.reallyDone(fits, () -> transfers.receive(transfer.id, arrival, given))) {
            return;
        }
        transfer.touched = true;
        take(road, damaged, lot);
        take(road, lost, lot);
        long product = transfer.products.get(line);
        BigDecimal surplus = good;
        for (Map.Entry<String, BigDecimal> part : take(road, good, lot).entrySet()) {
            story.paper.change(new Spot(transfer.to, product, part.getKey()), part.getValue(), at);
            surplus = surplus.subtract(part.getValue());
        }
        if (surplus.signum() > 0) {
            story.paper.change(new Spot(transfer.to, product, lot == null ? "" : lot), surplus, at);
        }
        if (transfer.road.stream().allMatch(Map::isEmpty)) {
            open.remove(transfer);
            story.reallyDone(false, () -> transfers.cancel(transfer.id));
        }
    }

    /** Between the moment at which the goods left and the beginning of the story. */
    private @Nullable Instant laterThan(Instant shipped) {
        long hours = Duration.between(shipped, story.begin).toHours();
        return hours <= 0 ? null : shipped.plus(Duration.ofHours(story.random.nextInt((int) hours)));
    }

    /** Until something of it has arrived. */
    private void goBack(Transfer transfer) {
        if (!story.reallyDone(!transfer.touched, () -> transfers.cancel(transfer.id))) {
            return;
        }
        for (int line = 0; line < transfer.products.size(); line++) {
            long product = transfer.products.get(line);
            transfer.road
                    .get(line)
                    .forEach((lot, quantity) ->
                            story.paper.change(new Spot(transfer.from, product, lot), quantity, Instant.now()));
        }
        open.remove(transfer);
    }

    private static BigDecimal sum(Map<String, BigDecimal> road, @Nullable String only) {
        return road.entrySet().stream()
                .filter(entry -> only == null || only.equals(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Takes goods off the road, in the order in which they expire; answers how much of which lot. */
    private static Map<String, BigDecimal> take(
            Map<String, BigDecimal> road, BigDecimal quantity, @Nullable String only) {
        Map<String, BigDecimal> taken = new LinkedHashMap<>();
        BigDecimal left = quantity;
        for (String lot : List.copyOf(road.keySet())) {
            BigDecimal part = road.get(lot).min(left);
            if ((only == null || only.equals(lot)) && part.signum() > 0) {
                taken.put(lot, part);
                left = left.subtract(part);
                if (road.merge(lot, part.negate(), BigDecimal::add).signum() == 0) {
                    road.remove(lot);
                }
            }
        }
        return taken;
    }
}
