package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.shared.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * People who work at the same time on the same goods, some of them on the very same request. Who comes first is not
 * known, so the sums are compared: all that was taken, and nothing of what was refused, has happened.
 */
final class Crowd implements LedgerStory.Chapter {

    private static final int PEOPLE = 4;
    private static final int REQUESTS = 4;

    private final LedgerStory story;
    private int times;

    Crowd(LedgerStory story) {
        this.story = story;
    }

    @Override
    public void step() {
        Map<String, BigDecimal> expected = new TreeMap<>();
        story.stores
                .keySet()
                .forEach(store -> story.products
                        .keySet()
                        .forEach(product -> expected.put(store + " " + product, story.paper.total(store, product))));
        int time = ++times;
        List<Callable<List<Movement>>> people = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            long seed = story.random.nextLong();
            people.add(() -> work(new Random(seed), time));
        }
        ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
        try {
            for (Future<List<Movement>> done : threads.invokeAll(people)) {
                done.get()
                        .forEach(movement -> expected.merge(
                                movement.storeId() + " " + movement.productId(),
                                movement.inbound()
                                        ? movement.quantity().abs()
                                        : movement.quantity().abs().negate(),
                                BigDecimal::add));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
        Map<String, BigDecimal> found = new TreeMap<>();
        expected.keySet().forEach(key -> found.put(key, BigDecimal.ZERO));
        story.real()
                .forEach((spot, quantity) ->
                        found.merge(spot.store() + " " + spot.product(), quantity, BigDecimal::add));
        expected.replaceAll((key, sum) -> sum.stripTrailingZeros());
        found.replaceAll((key, sum) -> sum.stripTrailingZeros());
        assertThat(found).isEqualTo(expected);
        story.paper.learn(story.real(), story.realLots());
    }

    /** Answers what was taken. */
    private List<Movement> work(Random random, int time) {
        List<Movement> taken = new ArrayList<>();
        for (int n = 0; n < REQUESTS; n++) {
            List<Movement> request = new ArrayList<>();
            for (int line = 0; line <= random.nextInt(3); line++) {
                request.add(movement(random));
            }
            if (n == 0) {
                // the same of all people: only one of them gets it in
                request = List.of(shared(time));
            }
            List<Movement> sent = request;
            try {
                List<PostedMovement> posted = story.transaction.run(() -> story.ledger.post(sent));
                for (int i = 0; i < sent.size(); i++) {
                    if (!posted.get(i).repeated()) {
                        taken.add(sent.get(i));
                    }
                }
            } catch (Refusal shortage) {
                assertThat(shortage.code()).isEqualTo("INSUFFICIENT_STOCK");
            }
        }
        return taken;
    }

    private Movement shared(int time) {
        return Movement.of(
                MovementKind.RECEIPT,
                story.stores.keySet().iterator().next(),
                story.products.keySet().iterator().next(),
                BigDecimal.valueOf(5),
                Origin.once("STORY " + story.begin, "C" + time, 0));
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
