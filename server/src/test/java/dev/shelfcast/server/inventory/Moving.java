package dev.shelfcast.server.inventory;

import dev.shelfcast.server.inventory.PaperBooks.Entry;
import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.inventory.transfers.TransferSteps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transfers through all their steps: on the road lot by lot, arriving short, over or damaged, or going back. */
final class Moving implements LedgerStory.Chapter {

    private static final class Transfer {
        long id;
        long from;
        long to;
        boolean approved;
        boolean shipped;
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
        if (open.size() < 2) {
            request();
            return;
        }
        Transfer transfer = story.one(open);
        if (!transfer.approved) {
            story.reallyDone(false, () -> transfers.ship(transfer.id));
            story.reallyDone(true, () -> transfers.approve(transfer.id));
            transfer.approved = true;
        } else if (!transfer.shipped) {
            ship(transfer);
        } else if (story.random.nextInt(5) == 0 && !transfer.touched) {
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
                lines.add(new TransferSteps.Line(story.products.get(product), wish));
            }
        }
        transfer.id = story.transaction.run(
                () -> transfers.request(story.stores.get(transfer.from), story.stores.get(transfer.to), lines));
        open.add(transfer);
    }

    private void ship(Transfer transfer) {
        List<Movement> movements = new ArrayList<>();
        for (int line = 0; line < transfer.products.size(); line++) {
            movements.add(Movement.of(
                    MovementKind.TRANSFER_OUT,
                    transfer.from,
                    transfer.products.get(line),
                    transfer.wished.get(line),
                    Origin.unnamed("STORY")));
        }
        Optional<List<List<Entry>>> onPaper = story.paper.post(movements);
        if (story.reallyDone(onPaper.isPresent(), () -> transfers.ship(transfer.id))) {
            transfer.shipped = true;
            onPaper.orElseThrow().forEach(entries -> {
                Map<String, BigDecimal> lots = new LinkedHashMap<>();
                entries.forEach(
                        entry -> lots.put(entry.spot().lot(), entry.change().negate()));
                transfer.road.add(lots);
            });
        } else if (story.random.nextInt(3) == 0) {
            story.reallyDone(true, () -> transfers.cancel(transfer.id));
            open.remove(transfer);
        }
    }

    private void receive(Transfer transfer) {
        int line = story.random.nextInt(transfer.products.size());
        Map<String, BigDecimal> road = transfer.road.get(line);
        BigDecimal good =
                story.random.nextInt(4) == 0 ? story.quantity(9) : sum(road).max(BigDecimal.ZERO);
        BigDecimal damaged = story.random.nextInt(4) == 0 ? story.quantity(2) : BigDecimal.ZERO;
        BigDecimal lost = story.random.nextInt(4) == 0 ? story.quantity(2) : BigDecimal.ZERO;
        boolean says = good.add(damaged).add(lost).signum() > 0;
        boolean fits = damaged.add(lost).compareTo(sum(road)) <= 0;
        if (!says) {
            return;
        }
        List<TransferSteps.Arrival> arrival = List.of(new TransferSteps.Arrival(line + 1, good, damaged, lost));
        if (!story.reallyDone(fits, () -> transfers.receive(transfer.id, arrival))) {
            return;
        }
        transfer.touched = true;
        Instant now = Instant.now();
        take(road, damaged);
        take(road, lost);
        long product = transfer.products.get(line);
        BigDecimal surplus = good;
        for (Map.Entry<String, BigDecimal> part : take(road, good).entrySet()) {
            story.paper.change(new Spot(transfer.to, product, part.getKey()), part.getValue(), now);
            surplus = surplus.subtract(part.getValue());
        }
        if (surplus.signum() > 0) {
            story.paper.change(new Spot(transfer.to, product, ""), surplus, now);
        }
        if (transfer.road.stream().allMatch(Map::isEmpty)) {
            open.remove(transfer);
        }
    }

    private void goBack(Transfer transfer) {
        story.reallyDone(true, () -> transfers.cancel(transfer.id));
        for (int line = 0; line < transfer.products.size(); line++) {
            long product = transfer.products.get(line);
            transfer.road
                    .get(line)
                    .forEach((lot, quantity) ->
                            story.paper.change(new Spot(transfer.from, product, lot), quantity, Instant.now()));
        }
        open.remove(transfer);
    }

    private static BigDecimal sum(Map<String, BigDecimal> road) {
        return road.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Takes goods off the road, in the order in which they expire; answers how much of which lot. */
    private static Map<String, BigDecimal> take(Map<String, BigDecimal> road, BigDecimal quantity) {
        Map<String, BigDecimal> taken = new LinkedHashMap<>();
        BigDecimal left = quantity;
        for (String lot : List.copyOf(road.keySet())) {
            BigDecimal part = road.get(lot).min(left);
            if (part.signum() > 0) {
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
