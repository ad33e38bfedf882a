package dev.shelfcast.server.inventory;

import dev.shelfcast.server.inventory.counts.CountSteps;
import dev.shelfcast.server.inventory.transfers.TransferSteps;
import dev.shelfcast.server.orders.PurchaseOrderDraft;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.SaleRequest;
import dev.shelfcast.server.orders.Sales;
import dev.shelfcast.server.orders.sales.DeliverySteps;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one of a {@link Crowd} does beside posting by hand: a whole document, step by step, while others do theirs. */
final class Trades {

    private final Sales sales;
    private final PurchaseOrders orders;
    private final TransferSteps transfers;
    private final CountSteps counts;
    private final DeliverySteps deliveries;

    Trades(Sales sales, PurchaseOrders orders, TransferSteps transfers, CountSteps counts, DeliverySteps deliveries) {
        this.sales = sales;
        this.orders = orders;
        this.transfers = transfers;
        this.counts = counts;
        this.deliveries = deliveries;
    }

    /** An order that all of them send out at the same time. */
    final class Shared {
        private final long store;
        private final long product;
        private final @Nullable Long id;

        private Shared(long store, long product, @Nullable Long id) {
            this.store = store;
            this.product = product;
            this.id = id;
        }

        void ship(LedgerStory story) {
            Long order = id;
            if (order != null) {
                story.reallyRun(() -> deliveries.ship(order, List.of(), "ALL"));
            }
        }

        void hasLeft(Crowd.Tally tally) {
            if (id != null) {
                tally.moved(store, product, BigDecimal.ONE.negate());
                tally.promised(store, product, BigDecimal.ONE.negate());
            }
        }
    }

    /** None where there is nothing left to be promised. */
    Shared shared(LedgerStory story, Crowd.Tally tally) {
        long store = story.anyStore();
        long product = story.anyProduct();
        Long[] id = new Long[1];
        boolean kept = Crowd.attempt(() -> id[0] = order(story, store, product, BigDecimal.ONE));
        if (kept) {
            tally.promised(store, product, BigDecimal.ONE);
        }
        return new Shared(store, product, id[0]);
    }

    private long order(LedgerStory story, long store, long product, BigDecimal quantity) {
        List<DeliverySteps.Line> lines = List.of(new DeliverySteps.Line(story.products.get(product), quantity));
        return story.transaction.run(() -> deliveries.create(story.stores.get(store), lines, true));
    }

    /** Where it is about, and what of it. */
    private record Deal(long store, long product, BigDecimal quantity) {}

    void any(LedgerStory story, Random random, Crowd.Tally tally) {
        List<Long> stores = List.copyOf(story.stores.keySet());
        List<Long> products = List.copyOf(story.products.keySet());
        Deal place = new Deal(
                stores.get(random.nextInt(stores.size())),
                products.get(random.nextInt(products.size())),
                BigDecimal.valueOf(1 + random.nextInt(3_000), 3));
        switch (random.nextInt(6)) {
            case 0 -> sell(story, place, random.nextBoolean(), tally);
            case 1 -> deliver(story, place, random.nextInt(4), tally);
            case 2 -> transfer(story, place, tally);
            case 3 -> count(story, place, tally);
            case 4 -> order(story, place, tally);
            default -> postAndReverse(story, place, tally);
        }
    }

    private void sell(LedgerStory story, Deal place, boolean till, Crowd.Tally tally) {
        SaleRequest request = new SaleRequest(
                StoreCode.of(story.stores.get(place.store())),
                story.source,
                till ? SaleRequest.TILL : "ONLINE",
                null,
                null,
                null,
                null,
                List.of(new SaleRequest.Line(
                        Sku.of(story.products.get(place.product())), place.quantity(), null, null)));
        if (Crowd.attempt(() -> sales.place(request))) {
            tally.moved(place.store(), place.product(), place.quantity().negate());
        }
    }

    private void deliver(LedgerStory story, Deal place, int what, Crowd.Tally tally) {
        long[] id = new long[1];
        if (!Crowd.attempt(() -> id[0] = order(story, place.store(), place.product(), place.quantity()))) {
            return;
        }
        boolean left = what > 0 && Crowd.attempt(() -> story.reallyRun(() -> deliveries.ship(id[0], List.of(), null)));
        if (!left) {
            story.reallyRun(() -> deliveries.cancel(id[0]));
        } else if (what == 1) {
            story.reallyRun(() -> deliveries.takeBack(id[0], List.of(), true, null));
        } else {
            tally.moved(place.store(), place.product(), place.quantity().negate());
        }
    }

    private void transfer(LedgerStory story, Deal place, Crowd.Tally tally) {
        long to = story.stores.keySet().stream()
                .filter(store -> store != place.store())
                .findFirst()
                .orElseThrow();
        List<TransferSteps.Line> lines =
                List.of(new TransferSteps.Line(story.products.get(place.product()), place.quantity()));
        long id = story.transaction.run(
                () -> transfers.request(story.stores.get(place.store()), story.stores.get(to), lines));
        story.reallyRun(() -> transfers.approve(id));
        if (Crowd.attempt(() -> story.reallyRun(() -> transfers.ship(id, List.of(), null)))) {
            story.reallyRun(() -> transfers.receive(id, List.of(), null));
            tally.moved(place.store(), place.product(), place.quantity().negate());
            tally.moved(to, place.product(), place.quantity());
        } else {
            story.reallyRun(() -> transfers.cancel(id));
        }
    }

    /** What the count found to differ is what it said of its lines, whatever happened before it was posted. */
    private void count(LedgerStory story, Deal place, Crowd.Tally tally) {
        String sku = story.products.get(place.product());
        long id = story.transaction.run(() -> counts.open(story.stores.get(place.store()), List.of(sku)));
        story.reallyRun(
                () -> counts.count(id, List.of(new CountSteps.Seen(sku, null, null, place.quantity(), false)), null));
        story.reallyRun(() -> counts.finish(id, false));
        story.reallyRun(() -> counts.review(id));
        if (Crowd.attempt(() -> story.reallyRun(() -> counts.post(id)))) {
            BigDecimal variance = story.jdbc
                    .sql("select coalesce(sum(counted - expected), 0) from inventory.count_line where count_id = :id")
                    .param("id", id)
                    .query(BigDecimal.class)
                    .single();
            tally.moved(place.store(), place.product(), variance);
        }
    }

    private void order(LedgerStory story, Deal place, Crowd.Tally tally) {
        Supplier<Long> draft = () -> orders.draft(new PurchaseOrderDraft(
                place.store(),
                story.supplier,
                null,
                List.of(new PurchaseOrderDraft.Line(place.product(), place.quantity(), BigDecimal.ONE))));
        long id = story.transaction.run(draft);
        story.reallyRun(() -> orders.approve(id));
        orders.receive(id, List.of());
        tally.moved(place.store(), place.product(), place.quantity());
    }

    /** The goods may have been sold in between. */
    private void postAndReverse(LedgerStory story, Deal place, Crowd.Tally tally) {
        Movement receipt = Movement.of(
                MovementKind.RECEIPT, place.store(), place.product(), place.quantity(), Origin.unnamed("STORY"));
        List<Long> ids = story.transaction
                .run(() -> story.ledger.post(List.of(receipt)))
                .get(0)
                .ids();
        boolean back = Crowd.attempt(
                () -> story.transaction.run(() -> story.ledger.reverse(ids, "a mistake", Oversell.REFUSE)));
        if (!back) {
            tally.moved(place.store(), place.product(), place.quantity());
        }
    }
}
