package dev.shelfcast.server.inventory;

import dev.shelfcast.server.orders.PurchaseOrderDraft;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.ReceivedLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Purchase orders that arrive in several deliveries, or not at all. */
final class Ordering implements LedgerStory.Chapter {

    private static final class Order {
        long id;
        long store;
        boolean approved;
        final List<Long> products = new ArrayList<>();
        final List<BigDecimal> open = new ArrayList<>();
    }

    private final LedgerStory story;
    private final PurchaseOrders orders;
    private final List<Order> waiting = new ArrayList<>();

    Ordering(LedgerStory story, PurchaseOrders orders) {
        this.story = story;
        this.orders = orders;
    }

    @Override
    public void step() {
        if (waiting.size() < 2) {
            draft();
            return;
        }
        Order order = story.one(waiting);
        if (!order.approved) {
            story.reallyDone(false, () -> orders.receive(order.id, List.of()));
            story.reallyDone(true, () -> orders.approve(order.id));
            order.approved = true;
        } else if (story.random.nextInt(6) == 0) {
            cancel(order);
        } else {
            receive(order);
        }
    }

    private void draft() {
        Order order = new Order();
        order.store = story.anyStore();
        List<PurchaseOrderDraft.Line> lines = new ArrayList<>();
        for (int line = 0; line <= story.random.nextInt(2); line++) {
            order.products.add(story.anyProduct());
            order.open.add(story.quantity(20));
            lines.add(new PurchaseOrderDraft.Line(order.products.get(line), order.open.get(line), BigDecimal.ONE));
        }
        order.id = story.transaction.run(() -> orders.draft(new PurchaseOrderDraft(order.store, null, null, lines)));
        waiting.add(order);
    }

    private void receive(Order order) {
        int line = story.random.nextInt(order.open.size());
        BigDecimal quantity = story.quantity(15);
        String lot = story.anyLot();
        String code = lot == null || lot.isEmpty() ? null : lot;
        boolean fits = quantity.compareTo(order.open.get(line)) <= 0;
        ReceivedLine arrived =
                new ReceivedLine(line + 1, quantity, code, code == null ? null : PaperBooks.expiryOf(code));
        if (story.reallyDone(fits, () -> orders.receive(order.id, List.of(arrived)))) {
            story.paper.post(List.of(Movement.of(
                            MovementKind.RECEIPT,
                            order.store,
                            order.products.get(line),
                            quantity,
                            Origin.unnamed("STORY"))
                    .ofLot(code, null)));
            order.open.set(line, order.open.get(line).subtract(quantity));
            if (order.open.stream().allMatch(open -> open.signum() == 0)) {
                waiting.remove(order);
            }
        }
    }

    private void cancel(Order order) {
        try {
            story.transaction.run(() -> {
                orders.cancel(order.id);
                return true;
            });
        } catch (dev.shelfcast.server.shared.Conflict alreadyPartlyHere) {
            // what has arrived keeps it from being cancelled; the rest is awaited
            return;
        }
        waiting.remove(order);
    }
}
