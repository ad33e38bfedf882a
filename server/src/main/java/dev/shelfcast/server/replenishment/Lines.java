package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.inventory.StoreRequests;
import dev.shelfcast.server.orders.PurchaseOrderDraft;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people decide about restock lines. */
@Component
class Lines {

    private static final Duration QUIET_AFTER_REJECTION = Duration.ofDays(1);
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final PurchaseOrders purchaseOrders;
    private final StoreRequests storeRequests;
    private final RepeatedRequests repeated;
    private final CurrentUser user;
    private final AuditLog audit;

    Lines(
            JdbcClient jdbc,
            PurchaseOrders purchaseOrders,
            StoreRequests storeRequests,
            RepeatedRequests repeated,
            CurrentUser user,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.purchaseOrders = purchaseOrders;
        this.storeRequests = storeRequests;
        this.repeated = repeated;
        this.user = user;
        this.audit = audit;
    }

    /** A line to approve, with the quantity that the person wants instead of the proposed one. */
    record Approval(long id, @Nullable BigDecimal quantity) {}

    private record Row(
            long id,
            long storeId,
            String store,
            long productId,
            String sku,
            @Nullable Long supplierId,
            @Nullable String sourceStore,
            BigDecimal quantity,
            BigDecimal unitCost,
            OffsetDateTime neededBy,
            String status) {}

    /** Orders go out one for each supplier, or store that supplies, store and delivery date. */
    private record Delivery(
            String store,
            long storeId,
            @Nullable Long supplierId,
            @Nullable String sourceStore,
            OffsetDateTime neededBy) {}

    /** The purchase orders, and transfers from other stores, that came of an approval. */
    record Approved(List<String> purchaseOrders, List<String> transfers) {}

    /** Approves; with a key, sending the same again answers the same and orders nothing more. */
    @Transactional
    Approved approveOnce(List<Approval> approvals, @Nullable String key) {
        return repeated.once(key, approvals, Approved.class, () -> approve(approvals));
    }

    /** Turns open lines into approved purchase orders and transfers; all of them or, when one cannot be, none. */
    private Approved approve(List<Approval> approvals) {
        Map<Delivery, List<Wanted>> deliveries = new LinkedHashMap<>();
        approvals.stream().sorted((a, b) -> Long.compare(a.id(), b.id())).forEach(approval -> {
            Row row = lockOpen(approval.id());
            BigDecimal quantity = approval.quantity() == null ? row.quantity() : positive(approval.quantity());
            deliveries
                    .computeIfAbsent(
                            new Delivery(
                                    row.store(), row.storeId(), row.supplierId(), row.sourceStore(), row.neededBy()),
                            d -> new ArrayList<>())
                    .add(new Wanted(row, quantity));
        });
        Approved approved = new Approved(new ArrayList<>(), new ArrayList<>());
        deliveries.forEach((delivery, wanted) -> {
            if (delivery.sourceStore() == null) {
                approved.purchaseOrders().add("PO-" + order(delivery, wanted));
            } else {
                approved.transfers().add("T-" + transfer(delivery, delivery.sourceStore(), wanted));
            }
        });
        return approved;
    }

    private record Wanted(Row row, BigDecimal quantity) {}

    private long order(Delivery delivery, List<Wanted> wanted) {
        List<PurchaseOrderDraft.Line> lines = wanted.stream()
                .map(w -> new PurchaseOrderDraft.Line(
                        w.row().productId(), w.quantity(), w.row().unitCost()))
                .toList();
        long order = purchaseOrders.draft(new PurchaseOrderDraft(
                delivery.storeId(), delivery.supplierId(), delivery.neededBy().toInstant(), lines));
        purchaseOrders.approve(order);
        for (Wanted line : wanted) {
            decide(line.row(), "APPROVED", null);
            became(line.row(), order, null);
        }
        return order;
    }

    private long transfer(Delivery delivery, String source, List<Wanted> wanted) {
        long transfer = storeRequests.request(new StoreRequests.Wish(
                StoreCode.of(source),
                StoreCode.of(delivery.store()),
                delivery.neededBy().toInstant(),
                wanted.stream().collect(Collectors.toMap(w -> Sku.of(w.row().sku()), Wanted::quantity))));
        for (Wanted line : wanted) {
            decide(line.row(), "APPROVED", null);
            became(line.row(), null, transfer);
        }
        return transfer;
    }

    private void became(Row row, @Nullable Long order, @Nullable Long transfer) {
        jdbc.sql("update replenishment.line set purchase_order_id = :order, transfer_id = :transfer where id = :id")
                .param("order", order)
                .param("transfer", transfer)
                .param("id", row.id())
                .update();
    }

    /** Turns the need down; the same need is not proposed again for a day. */
    @Transactional
    void reject(long id) {
        decide(lockOpen(id), "REJECTED", now().plus(QUIET_AFTER_REJECTION));
    }

    /** Puts the line off until then. */
    @Transactional
    void snooze(long id, OffsetDateTime until) {
        OffsetDateTime now = now();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw new Invalid(
                    "SNOOZE_INVALID",
                    "A line can be put off until a moment within the next %d days, not until %s."
                            .formatted(LONGEST_SNOOZE.toDays(), until));
        }
        decide(lockOpen(id), "SNOOZED", until);
    }

    /** Brings a snoozed or rejected line back at the next check; the undo of both. */
    @Transactional
    void wake(long id) {
        Row row = lock(id);
        if (!row.status().equals("SNOOZED") && !row.status().equals("REJECTED")) {
            throw new Conflict("RESTOCK_LINE_NOT_SNOOZED", wrongStatus(row, "SNOOZED or REJECTED"));
        }
        jdbc.sql("""
                        update replenishment.line
                           set status = case status when 'SNOOZED' then 'OPEN' else status end, quiet_until = null,
                               updated_at = now(), version = version + 1
                         where id = :id
                        """).param("id", id).update();
        audit.record("RESTOCK_LINE_WOKEN", "restock_line", String.valueOf(id), row.status(), null);
    }

    private void decide(Row row, String status, @Nullable OffsetDateTime quietUntil) {
        jdbc.sql("""
                        update replenishment.line
                           set status = :status, quiet_until = :quiet, decided_at = now(), decided_by = :user,
                               updated_at = now(), version = version + 1
                         where id = :id
                        """)
                .param("status", status)
                .param("quiet", quietUntil)
                .param("user", user.name())
                .param("id", row.id())
                .update();
        audit.record("RESTOCK_LINE_" + status, "restock_line", String.valueOf(row.id()), row.status(), status);
    }

    /** The database's clock decides, as it does when lines wake. */
    private OffsetDateTime now() {
        return jdbc.sql("select now()").query(OffsetDateTime.class).single();
    }

    private Row lockOpen(long id) {
        Row row = lock(id);
        if (!row.status().equals("OPEN")) {
            throw new Conflict("RESTOCK_LINE_NOT_OPEN", wrongStatus(row, "OPEN"));
        }
        return row;
    }

    private Row lock(long id) {
        jdbc.sql("select 1 from replenishment.line where id = :id for update")
                .param("id", id)
                .query(Integer.class)
                .optional();
        Row row = jdbc.sql("""
                        select id, store_id, store, product_id, sku, supplier_id, source_store, quantity, unit_cost,
                               needed_by, status
                          from replenishment.v_line
                         where id = :id
                        """)
                .param("id", id)
                .query(Row.class)
                .optional()
                .orElseThrow(() -> new NotFound("RESTOCK_LINE_UNKNOWN", "There is no restock line %d.".formatted(id)));
        user.requireStore(StoreCode.of(row.store()));
        return row;
    }

    private static String wrongStatus(Row row, String wanted) {
        return "The restock line %d (%s in %s) is %s, not %s. Maybe somebody else decided; look at the list again."
                .formatted(row.id(), row.sku(), row.store(), row.status(), wanted);
    }

    private static BigDecimal positive(BigDecimal quantity) {
        BigDecimal checked = Decimals.quantity(quantity);
        if (checked.signum() <= 0) {
            throw new Invalid(
                    "QUANTITY_NOT_POSITIVE",
                    "The quantity %s cannot be ordered. Maybe reject the line.".formatted(checked.toPlainString()));
        }
        return checked;
    }
}
