package dev.shelfcast.server.orders;

import dev.shelfcast.server.inventory.IncomingGoods;
import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Purchase orders and their lines as rows. */
@Component
class PurchaseOrderRows implements IncomingGoods {

    record Order(
            long id,
            String number,
            long storeId,
            StoreCode store,
            PurchaseOrderStatus status,
            BigDecimal overReceiptPercent,
            int version) {}

    record Line(int line, long productId, BigDecimal quantity, BigDecimal received) {

        BigDecimal open() {
            return quantity.subtract(received);
        }
    }

    private final JdbcClient jdbc;

    PurchaseOrderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(PurchaseOrderDraft draft, String user) {
        long id = jdbc.sql("""
                        insert into orders.purchase_order (supplier_id, store_id, expected_at, note, created_by)
                        values (:supplier, :store, :expected, :note, :user)
                        returning id
                        """)
                .param("supplier", draft.supplierId())
                .param("store", draft.storeId())
                .param("expected", timestamp(draft))
                .param("note", draft.note())
                .param("user", user)
                .query(Long.class)
                .single();
        insertLines(id, draft);
        return id;
    }

    void replace(long id, PurchaseOrderDraft draft) {
        jdbc.sql("""
                        update orders.purchase_order
                           set supplier_id = :supplier, expected_at = :expected, note = :note, version = version + 1
                         where id = :id
                        """)
                .param("id", id)
                .param("supplier", draft.supplierId())
                .param("expected", timestamp(draft))
                .param("note", draft.note())
                .update();
        jdbc.sql("delete from orders.purchase_order_line where purchase_order_id = :id")
                .param("id", id)
                .update();
        insertLines(id, draft);
    }

    private void insertLines(long id, PurchaseOrderDraft draft) {
        List<PurchaseOrderDraft.Line> lines = draft.lines();
        jdbc.sql("""
                        insert into orders.purchase_order_line
                               (purchase_order_id, line, product_id, quantity, unit_cost)
                        select :id, l.line, l.product_id, l.quantity,
                               coalesce(nullif(l.unit_cost, -1), s.unit_cost, p.unit_cost)
                          from unnest(:products, cast(:quantities as numeric[]), cast(:costs as numeric[]))
                               with ordinality as l (product_id, quantity, unit_cost, line)
                          join catalog.v_product p on p.id = l.product_id
                          left join catalog.v_supplier_terms s
                               on s.product_id = l.product_id
                              and (s.supplier_id = :supplier or cast(:supplier as bigint) is null and s.preferred)
                        """)
                .param("id", id)
                .param("supplier", draft.supplierId())
                .param(
                        "products",
                        lines.stream().map(PurchaseOrderDraft.Line::productId).toArray(Long[]::new))
                .param("quantities", Decimals.texts(lines, PurchaseOrderDraft.Line::quantity))
                .param("costs", lines.stream().map(PurchaseOrderRows::cost).toArray(String[]::new))
                .update();
    }

    private static @Nullable Timestamp timestamp(PurchaseOrderDraft draft) {
        return draft.expectedAt() == null ? null : Timestamp.from(draft.expectedAt());
    }

    /** -1 stands for the supplier's cost, since a cost is never below 0. */
    private static String cost(PurchaseOrderDraft.Line line) {
        return line.unitCost() == null ? "-1" : line.unitCost().toPlainString();
    }

    Order lock(long id) {
        return jdbc.sql("""
                        select po.id, po.number, po.store_id, s.code as store, po.status, po.version,
                               coalesce(v.over_receipt_percent, 0) as over_receipt_percent
                          from orders.purchase_order po
                          join stores.v_store s on s.id = po.store_id
                          left join catalog.v_supplier v on v.id = po.supplier_id
                         where po.id = :id
                           for update of po
                        """)
                .param("id", id)
                .query((row, number) -> new Order(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getLong("store_id"),
                        StoreCode.of(row.getString("store")),
                        PurchaseOrderStatus.valueOf(row.getString("status")),
                        row.getBigDecimal("over_receipt_percent"),
                        row.getInt("version")))
                .optional()
                .orElseThrow(() -> new NotFound("UNKNOWN_ORDER", "There is no order PO-%d.".formatted(id)));
    }

    List<Line> lines(long id) {
        return jdbc.sql("""
                        select line, product_id, quantity, received
                          from orders.purchase_order_line
                         where purchase_order_id = :id
                         order by line
                        """).param("id", id).query(Line.class).list();
    }

    /** Keeps the delivery as it came, and adds it to what the lines have received. */
    void receive(long id, List<ReceivedLine> received, @Nullable String overReason, String user) {
        jdbc.sql("""
                        with receipt as (
                            insert into orders.purchase_receipt (purchase_order_id, received_by, over_reason)
                            values (:id, :user, :reason)
                            returning id
                        ), arrived as (
                            insert into orders.purchase_receipt_line (receipt_id, line, quantity, lot, expiry)
                            select receipt.id, r.line, r.quantity, r.lot, r.expiry
                              from receipt,
                                   unnest(:lines, cast(:quantities as numeric[]), :lots, cast(:expiries as date[]))
                                   as r (line, quantity, lot, expiry)
                            returning line, quantity)
                        update orders.purchase_order_line l
                           set received = l.received + a.quantity
                          from (select line, sum(quantity) as quantity from arrived group by line) a
                         where l.purchase_order_id = :id and l.line = a.line
                        """)
                .param("id", id)
                .param("user", user)
                .param("reason", overReason)
                .param("lines", received.stream().map(ReceivedLine::line).toArray(Integer[]::new))
                .param(
                        "quantities",
                        received.stream()
                                .map(line -> line.quantity().toPlainString())
                                .toArray(String[]::new))
                .param("lots", received.stream().map(ReceivedLine::lot).toArray(String[]::new))
                .param(
                        "expiries",
                        received.stream()
                                .map(line -> line.expiry() == null
                                        ? null
                                        : line.expiry().toString())
                                .toArray(String[]::new))
                .update();
    }

    void setSent(long id, String how, String user) {
        jdbc.sql("""
                        update orders.purchase_order
                           set status = 'SENT', sent_at = now(), sent_by = :user, sent_how = :how,
                               version = version + 1
                         where id = :id
                        """).param("id", id).param("how", how).param("user", user).update();
    }

    void setClosed(long id, String reason, String user) {
        jdbc.sql("""
                        update orders.purchase_order
                           set status = 'RECEIVED', received_at = now(), closed_reason = :reason, closed_by = :user,
                               version = version + 1
                         where id = :id
                        """)
                .param("id", id)
                .param("reason", reason)
                .param("user", user)
                .update();
    }

    void setStatus(long id, PurchaseOrderStatus status, String user) {
        jdbc.sql("""
                        update orders.purchase_order
                           set status = :status, version = version + 1,
                               approved_at = case when :status = 'APPROVED' then now() else approved_at end,
                               approved_by = case when :status = 'APPROVED' then :user else approved_by end,
                               received_at = case when :status = 'RECEIVED' then now() else received_at end
                         where id = :id
                        """)
                .param("id", id)
                .param("status", status.name())
                .param("user", user)
                .update();
    }

    @Override
    public Map<StockKey, BigDecimal> incoming(Set<StockKey> keys) {
        return StockKey.quantities(jdbc.sql("""
                        select i.store_id, i.product_id, i.quantity
                          from orders.v_incoming i
                         where i.store_id = any(:stores) and i.product_id = any(:products)
                        """), keys);
    }
}
