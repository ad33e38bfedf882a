package dev.shelfcast.server.inventory;

import dev.shelfcast.server.orders.PurchaseOrderDraft;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.ReceivedLine;
import dev.shelfcast.server.shared.IfMatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Purchase orders that are changed, sent, arrive in several deliveries with their lots, are closed or cancelled. */
final class Ordering implements LedgerStory.Chapter {

    /** Of what was ordered, the supplier may bring so much more. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.10");

    private enum Stage {
        DRAFT,
        APPROVED,
        SENT,
        PARTLY_HERE
    }

    private static final class Order {
        long id;
        long store;
        boolean ofSupplier;
        int version = 1;
        Stage stage = Stage.DRAFT;
        final List<Long> products = new ArrayList<>();
        final List<BigDecimal> ordered = new ArrayList<>();
        final List<BigDecimal> arrived = new ArrayList<>();

        BigDecimal open(int line) {
            return ordered.get(line).subtract(arrived.get(line));
        }

        boolean isOver() {
            for (int line = 0; line < ordered.size(); line++) {
                if (open(line).signum() > 0) {
                    return false;
                }
            }
            return true;
        }
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
            Order order = new Order();
            order.store = story.anyStore();
            order.ofSupplier = story.random.nextBoolean();
            order.id = story.transaction.run(() -> orders.draft(write(order)));
            waiting.add(order);
            return;
        }
        Order order = story.one(waiting);
        int choice = story.random.nextInt(8);
        if (choice == 0) {
            boolean nothingHere = order.stage != Stage.PARTLY_HERE;
            if (story.reallyDone(nothingHere, () -> orders.cancel(order.id))) {
                waiting.remove(order);
            }
        } else if (choice == 1) {
            boolean somethingHere = order.stage == Stage.PARTLY_HERE;
            if (story.reallyDone(somethingHere, () -> orders.close(order.id, "sold out"))) {
                waiting.remove(order);
            }
        } else if (order.stage == Stage.DRAFT) {
            story.reallyDone(false, () -> orders.receive(order.id, List.of()));
            prepare(order, choice);
        } else if (choice == 2) {
            if (story.reallyDone(order.stage == Stage.APPROVED, () -> orders.sent(order.id, "HAND", "somebody"))) {
                order.stage = Stage.SENT;
            }
        } else {
            receive(order, choice == 3 ? "they had no smaller boxes" : null);
        }
    }

    private PurchaseOrderDraft write(Order order) {
        order.products.clear();
        order.ordered.clear();
        order.arrived.clear();
        List<PurchaseOrderDraft.Line> lines = new ArrayList<>();
        for (int line = story.random.nextInt(3); line >= 0; line--) {
            order.products.add(story.anyProduct());
            order.ordered.add(story.quantity(20));
            order.arrived.add(BigDecimal.ZERO);
        }
        for (int line = 0; line < order.products.size(); line++) {
            lines.add(new PurchaseOrderDraft.Line(order.products.get(line), order.ordered.get(line), BigDecimal.ONE));
        }
        return new PurchaseOrderDraft(order.store, order.ofSupplier ? story.supplier : null, null, lines);
    }

    private void prepare(Order order, int choice) {
        if (choice == 2) {
            story.reallyDone(true, () -> orders.replace(order.id, write(order), IfMatch.ANY.or(order.version)));
            order.version++;
        } else {
            story.reallyDone(true, () -> orders.approve(order.id));
            order.stage = Stage.APPROVED;
        }
    }

    /** Several lots of one line count together; without lines all that is still to come has arrived. */
    private void receive(Order order, @Nullable String whyMore) {
        List<ReceivedLine> lines = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        List<BigDecimal> arrived = new ArrayList<>(order.arrived);
        boolean all = story.random.nextInt(4) == 0;
        for (int part = story.random.nextInt(3); part >= 0 && !all; part--) {
            int line = story.random.nextInt(order.products.size());
            BigDecimal quantity = story.random.nextBoolean()
                    ? story.quantity(8)
                    : order.open(line).max(new BigDecimal("0.001"));
            String lot = story.anyLot();
            String code = lot == null || lot.isEmpty() ? null : lot;
            lines.add(new ReceivedLine(line + 1, quantity, code, code == null ? null : PaperBooks.expiryOf(code)));
            movements.add(receipt(order, line, quantity).ofLot(code, null));
            arrived.set(line, arrived.get(line).add(quantity));
        }
        for (int line = 0; line < order.products.size() && all; line++) {
            if (order.open(line).signum() > 0) {
                movements.add(receipt(order, line, order.open(line)));
                arrived.set(line, order.ordered.get(line));
            }
        }
        boolean fits = whyMore != null || tolerated(order, arrived);
        if (!story.reallyDone(fits, () -> orders.receive(order.id, lines, whyMore))) {
            return;
        }
        story.paper.post(movements).orElseThrow();
        for (int line = 0; line < arrived.size(); line++) {
            order.arrived.set(line, arrived.get(line));
        }
        order.stage = Stage.PARTLY_HERE;
        if (order.isOver()) {
            waiting.remove(order);
            story.reallyDone(false, () -> orders.receive(order.id, List.of()));
        }
    }

    private static Movement receipt(Order order, int line, BigDecimal quantity) {
        return Movement.of(
                MovementKind.RECEIPT, order.store, order.products.get(line), quantity, Origin.unnamed("STORY"));
    }

    private static boolean tolerated(Order order, List<BigDecimal> arrived) {
        for (int line = 0; line < arrived.size(); line++) {
            BigDecimal most = order.ofSupplier
                    ? order.ordered.get(line).multiply(BigDecimal.ONE.add(TOLERANCE))
                    : order.ordered.get(line);
            boolean more = arrived.get(line).compareTo(order.arrived.get(line)) > 0;
            if (more && arrived.get(line).compareTo(most) > 0) {
                return false;
            }
        }
        return true;
    }
}
