package dev.shelfcast.server.orders;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Origin;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Goods ordered from suppliers: drafted, approved, received in one or several deliveries, or cancelled. */
@Component
public class PurchaseOrders {

    private final PurchaseOrderRows rows;
    private final StockLedger ledger;
    private final RetriedTransaction transaction;
    private final CurrentUser user;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    PurchaseOrders(
            PurchaseOrderRows rows,
            StockLedger ledger,
            RetriedTransaction transaction,
            CurrentUser user,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.ledger = ledger;
        this.transaction = transaction;
        this.user = user;
        this.audit = audit;
        this.events = events;
    }

    /** Writes the order down; nothing is on order before it is approved. */
    @Transactional
    public long draft(PurchaseOrderDraft draft) {
        long id = rows.insert(draft, user.name());
        PurchaseOrderRows.Order order = rows.lock(id);
        user.requireStore(order.store());
        changed("purchase_order.draft", null, order);
        return id;
    }

    @Transactional
    public void approve(long id) {
        move(id, PurchaseOrderStatus.APPROVED, "purchase_order.approve");
    }

    @Transactional
    public void cancel(long id) {
        move(id, PurchaseOrderStatus.CANCELLED, "purchase_order.cancel");
    }

    /** Puts what has arrived into stock; without lines, all that is still to come. */
    public void receive(long id, List<ReceivedLine> received) {
        transaction.run(() -> {
            receiveOnce(id, received);
            return true;
        });
    }

    private void receiveOnce(long id, List<ReceivedLine> received) {
        PurchaseOrderRows.Order before = lock(id);
        if (!before.status().next().contains(PurchaseOrderStatus.RECEIVED)) {
            throw illegal(before, PurchaseOrderStatus.RECEIVED);
        }
        Map<Integer, PurchaseOrderRows.Line> lines = new TreeMap<>();
        rows.lines(id).forEach(line -> lines.put(line.line(), line));
        List<ReceivedLine> arrived = received.isEmpty()
                ? lines.values().stream()
                        .filter(line -> line.open().signum() > 0)
                        .map(line -> new ReceivedLine(line.line(), line.open(), null, null))
                        .toList()
                : received;
        Map<Integer, BigDecimal> byLine = new TreeMap<>();
        List<Movement> movements = new ArrayList<>();
        for (ReceivedLine line : arrived) {
            PurchaseOrderRows.Line ordered = lines.get(line.line());
            if (ordered == null) {
                throw new Invalid(
                        "UNKNOWN_LINE",
                        "The purchase order %s has no line %d.".formatted(before.number(), line.line()));
            }
            BigDecimal sum = byLine.merge(line.line(), line.quantity(), BigDecimal::add);
            refuseMoreThanOrdered(before, ordered, sum);
            movements.add(Movement.of(
                            MovementKind.RECEIPT,
                            before.storeId(),
                            ordered.productId(),
                            line.quantity(),
                            Origin.within("PURCHASE_ORDER", before.number(), line.line()))
                    .ofLot(line.lot(), line.expiry()));
        }
        ledger.post(movements);
        rows.receive(id, byLine);
        boolean complete = rows.lines(id).stream().allMatch(line -> line.open().signum() <= 0);
        rows.setStatus(
                id, complete ? PurchaseOrderStatus.RECEIVED : PurchaseOrderStatus.PARTIALLY_RECEIVED, user.name());
        changed("purchase_order.receive", before, rows.lock(id));
    }

    private static void refuseMoreThanOrdered(
            PurchaseOrderRows.Order order, PurchaseOrderRows.Line line, BigDecimal received) {
        if (received.compareTo(line.open()) > 0) {
            throw new Conflict(
                    "RECEIPT_ABOVE_ORDER",
                    "Line %d of %s has %s still to come, and %s are to be received. Maybe order the rest first."
                            .formatted(
                                    line.line(),
                                    order.number(),
                                    line.open().toPlainString(),
                                    received.toPlainString()));
        }
    }

    private void move(long id, PurchaseOrderStatus to, String action) {
        PurchaseOrderRows.Order before = lock(id);
        if (!before.status().next().contains(to)) {
            throw illegal(before, to);
        }
        rows.setStatus(id, to, user.name());
        changed(action, before, rows.lock(id));
    }

    private PurchaseOrderRows.Order lock(long id) {
        PurchaseOrderRows.Order order = rows.lock(id);
        user.requireStore(order.store());
        return order;
    }

    private void changed(String action, PurchaseOrderRows.@Nullable Order before, PurchaseOrderRows.Order now) {
        audit.record(action, "purchase_order", now.number(), before, now);
        events.publishEvent(new PurchaseOrderChanged(
                now.id(),
                now.storeId(),
                rows.lines(now.id()).stream()
                        .map(PurchaseOrderRows.Line::productId)
                        .collect(Collectors.toSet()),
                now.status()));
    }

    private static Conflict illegal(PurchaseOrderRows.Order order, PurchaseOrderStatus to) {
        String allowed = order.status().next().isEmpty()
                ? "nothing any more"
                : order.status().next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
        return new Conflict(
                "ILLEGAL_TRANSITION",
                "The purchase order %s is %s and cannot become %s; allowed: %s."
                        .formatted(order.number(), order.status(), to, allowed));
    }
}
