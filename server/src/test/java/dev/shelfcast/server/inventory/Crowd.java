package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.shared.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * People who work at the same time on the same goods, some of them on the very same request. Who comes first is not
 * known, so the sums are compared: all that was taken, and nothing of what was refused, has happened.
 */
final class Crowd implements LedgerStory.Chapter {

    private static final int PEOPLE = 4;
    private static final int REQUESTS = 4;

    private final LedgerStory story;
    private final Trades trades;
    private int times;

    Crowd(LedgerStory story, Trades trades) {
        this.story = story;
        this.trades = trades;
    }

    /** By product and store (as the spot without a lot): what has come or gone, and what was promised or given back. */
    static final class Tally {
        final TreeMap<Spot, BigDecimal> moved = new TreeMap<>();
        final TreeMap<Spot, BigDecimal> promised = new TreeMap<>();

        void moved(long store, long product, BigDecimal quantity) {
            moved.merge(new Spot(store, product, ""), quantity, BigDecimal::add);
        }

        void promised(long store, long product, BigDecimal quantity) {
            promised.merge(new Spot(store, product, ""), quantity, BigDecimal::add);
        }
    }

    @Override
    public void step() {
        Tally sum = new Tally();
        story.paper.stock().forEach((spot, quantity) -> sum.moved(spot.store(), spot.product(), quantity));
        story.paper.reserved().forEach((spot, quantity) -> sum.promised(spot.store(), spot.product(), quantity));
        int time = ++times;
        Trades.Shared shared = trades.shared(story, sum);
        AtomicBoolean shipped = new AtomicBoolean();
        List<Callable<Tally>> people = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            long seed = story.random.nextLong();
            people.add(() -> work(new Random(seed), time, shared, shipped));
        }
        ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
        try {
            for (Future<Tally> done : threads.invokeAll(people)) {
                Tally one = done.get();
                one.moved.forEach((spot, quantity) -> sum.moved(spot.store(), spot.product(), quantity));
                one.promised.forEach((spot, quantity) -> sum.promised(spot.store(), spot.product(), quantity));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
        if (shipped.get()) {
            shared.hasLeft(sum);
        }
        SortedMap<Spot, BigDecimal> real = story.real();
        Tally found = new Tally();
        real.forEach((spot, quantity) -> found.moved(spot.store(), spot.product(), quantity));
        assertThat(plain(found.moved)).as("on hand").isEqualTo(plain(sum.moved));
        assertThat(story.realReserved()).as("reserved").isEqualTo(plain(sum.promised));
        SortedMap<Spot, BigDecimal> before = story.paper.reserved();
        sum.promised.forEach((spot, quantity) -> story.paper.promise(
                spot.store(), spot.product(), quantity.subtract(before.getOrDefault(spot, BigDecimal.ZERO))));
        story.paper.learn(real, story.realLots());
    }

    private static SortedMap<Spot, BigDecimal> plain(SortedMap<Spot, BigDecimal> sums) {
        SortedMap<Spot, BigDecimal> plain = new TreeMap<>();
        sums.forEach((spot, quantity) -> {
            if (quantity.signum() != 0) {
                plain.put(spot, quantity.stripTrailingZeros());
            }
        });
        return plain;
    }

    /** Answers what was taken. */
    private Tally work(Random random, int time, Trades.Shared shared, AtomicBoolean shipped) {
        Tally tally = new Tally();
        // the same of all people: only one of them gets it in
        hand(List.of(receiptForAll(time)), tally);
        attempt(() -> {
            shared.ship(story);
            shipped.set(true);
        });
        for (int n = 1; n < REQUESTS; n++) {
            if (random.nextBoolean()) {
                List<Movement> request = new ArrayList<>();
                for (int line = random.nextInt(3); line >= 0; line--) {
                    request.add(movement(random));
                }
                hand(request, tally);
            } else {
                trades.any(story, random, tally);
            }
        }
        return tally;
    }

    private void hand(List<Movement> request, Tally tally) {
        attempt(() -> {
            List<PostedMovement> posted = story.transaction.run(() -> story.ledger.post(request));
            for (int i = 0; i < request.size(); i++) {
                if (!posted.get(i).repeated()) {
                    Movement movement = request.get(i);
                    BigDecimal quantity = movement.quantity().abs();
                    tally.moved(
                            movement.storeId(),
                            movement.productId(),
                            movement.inbound() ? quantity : quantity.negate());
                }
            }
        });
    }

    /** Too little of something is the one thing that people may be refused for here. */
    static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Refusal shortage) {
            assertThat(shortage.code()).as(shortage.detail()).isEqualTo("INSUFFICIENT_STOCK");
            return false;
        }
    }

    private Movement receiptForAll(int time) {
        return Movement.of(
                MovementKind.RECEIPT,
                story.stores.keySet().iterator().next(),
                story.products.keySet().iterator().next(),
                BigDecimal.valueOf(5),
                Origin.once(story.source, "C" + time, 0));
    }

    private Movement movement(Random random) {
        List<Long> stores = List.copyOf(story.stores.keySet());
        List<Long> products = List.copyOf(story.products.keySet());
        boolean in = random.nextInt(5) < 2;
        String lot = in && random.nextBoolean() ? "L" + random.nextInt(6) : null;
        return Movement.of(
                        in ? MovementKind.RECEIPT : MovementKind.WASTE,
                        stores.get(random.nextInt(stores.size())),
                        products.get(random.nextInt(products.size())),
                        BigDecimal.valueOf(1 + random.nextInt(6_000), 3),
                        Origin.unnamed("STORY"))
                .ofLot(lot, lot == null ? null : PaperBooks.expiryOf(lot));
    }
}
