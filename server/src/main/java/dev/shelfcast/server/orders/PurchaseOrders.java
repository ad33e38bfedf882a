package dev.shelfcast.server.orders;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Origin;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.IfMatch;
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

/** Goods ordered from suppliers: drafted, approved, sent, received in one or several deliveries, or cancelled. */
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

    /** Changes a draft that is still as it was read. */
    @Transactional
    public void replace(long id, PurchaseOrderDraft draft, IfMatch match) {
        PurchaseOrderRows.Order before = lock(id);
        if (before.status() != PurchaseOrderStatus.DRAFT) {
            throw new Conflict(
                    "ORDER_NOT_DRAFT",
                    "The purchase order %s is %s; only a draft can be changed. Maybe cancel it and order anew."
                            .formatted(before.number(), before.status()));
        }
        if (!match.fits(before.version()) || before.storeId() != draft.storeId()) {
            throw match.stale("The purchase order " + before.number());
        }
        rows.replace(id, draft);
        changed("purchase_order.change", before, rows.lock(id));
    }

    @Transactional
    public void approve(long id) {
        move(id, PurchaseOrderStatus.APPROVED, "purchase_order.approve");
        long store = rows.lock(id).storeId();
        ledger.expect(rows.lines(id).stream()
                .map(line -> new StockKey(store, line.productId()))
                .toList());
    }

    @Transactional
    public void cancel(long id) {
        move(id, PurchaseOrderStatus.CANCELLED, "purchase_order.cancel");
    }

    /** The supplier has the order: by mail, or however a person gave it. */
    @Transactional
    public void sent(long id, String how, String by) {
        PurchaseOrderRows.Order before = lock(id);
        if (!before.status().next().contains(PurchaseOrderStatus.SENT)) {
            throw illegal(before, PurchaseOrderStatus.SENT);
        }
        rows.setSent(id, how, by);
        changed("purchase_order.send", before, rows.lock(id));
    }

    /** Ends an order whose rest will not come. */
    @Transactional
    public void close(long id, String reason) {
        PurchaseOrderRows.Order before = lock(id);
        if (!before.status().next().contains(PurchaseOrderStatus.RECEIVED)) {
            throw illegal(before, PurchaseOrderStatus.RECEIVED);
        }
        if (before.status() != PurchaseOrderStatus.PARTIALLY_RECEIVED) {
            throw new Conflict(
                    "NOTHING_RECEIVED",
                    "Nothing has arrived of %s, so there is no rest to close. Maybe cancel it."
                            .formatted(before.number()));
        }
        rows.setClosed(id, reason, user.name());
        changed("purchase_order.close", before, rows.lock(id));
    }

    /** Puts what has arrived into stock; without lines, all that is still to come. */
    public void receive(long id, List<ReceivedLine> received) {
        receive(id, received, null);
    }

    /** With a reason, more than ordered and more than the supplier's tolerance is taken. */
    public void receive(long id, List<ReceivedLine> received, @Nullable String overReason) {
        transaction.run(() -> {
            receiveOnce(id, received, overReason);
            return true;
        });
    }

    private void receiveOnce(long id, List<ReceivedLine> received, @Nullable String overReason) {
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
            if (overReason == null) {
                refuseMoreThanTolerated(before, ordered, sum);
            }
            movements.add(Movement.of(
                            MovementKind.RECEIPT,
                            before.storeId(),
                            ordered.productId(),
                            line.quantity(),
                            Origin.within("PURCHASE_ORDER", before.number(), line.line()))
                    .ofLot(line.lot(), line.expiry()));
        }
        ledger.post(movements);
        rows.receive(id, arrived, overReason, user.name());
        boolean complete = rows.lines(id).stream().allMatch(line -> line.open().signum() <= 0);
        rows.setStatus(
                id, complete ? PurchaseOrderStatus.RECEIVED : PurchaseOrderStatus.PARTIALLY_RECEIVED, user.name());
        changed("purchase_order.receive", before, rows.lock(id));
    }

    private static void refuseMoreThanTolerated(
            PurchaseOrderRows.Order order, PurchaseOrderRows.Line line, BigDecimal arriving) {
        BigDecimal tolerance =
                line.quantity().multiply(order.overReceiptPercent()).movePointLeft(2);
        BigDecimal most = line.open().add(tolerance).max(BigDecimal.ZERO);
        if (arriving.compareTo(most) > 0) {
            throw new Conflict(
                    "RECEIPT_ABOVE_ORDER",
                    ("Line %d of %s has %s still to come, of which the supplier may deliver %s%% of the order more, "
                                    + "and %s are to be received. Maybe receive %s, or say why more is taken.")
                            .formatted(
                                    line.line(),
                                    order.number(),
                                    plain(line.open().max(BigDecimal.ZERO)),
                                    plain(order.overReceiptPercent()),
                                    plain(arriving),
                                    plain(most)));
        }
    }

    private static String plain(BigDecimal value) {
        return Decimals.plain(value).toPlainString();
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
