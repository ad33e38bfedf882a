package dev.shelfcast.server.orders;

import dev.shelfcast.server.inventory.IncomingGoods;
import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Purchase orders and their lines as rows. */
@Component
class PurchaseOrderRows implements IncomingGoods {

    record Order(long id, String number, long storeId, StoreCode store, PurchaseOrderStatus status, int version) {}

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
        List<PurchaseOrderDraft.Line> lines = draft.lines();
        return jdbc.sql("""
                        with po as (
                            insert into orders.purchase_order (supplier_id, store_id, expected_at, created_by)
                            values (:supplier, :store, :expected, :user)
                            returning id),
                        lines as (
                            insert into orders.purchase_order_line
                                   (purchase_order_id, line, product_id, quantity, unit_cost)
                            select po.id, l.line, l.product_id, l.quantity,
                                   coalesce(nullif(l.unit_cost, -1), s.unit_cost, p.unit_cost)
                              from po,
                                   unnest(:products, cast(:quantities as numeric[]), cast(:costs as numeric[]))
                                   with ordinality as l (product_id, quantity, unit_cost, line)
                              join catalog.v_product p on p.id = l.product_id
                              left join catalog.v_preferred_supplier s on s.product_id = l.product_id)
                        select id from po
                        """)
                .param("supplier", draft.supplierId())
                .param("store", draft.storeId())
                .param("expected", draft.expectedAt() == null ? null : Timestamp.from(draft.expectedAt()))
                .param("user", user)
                .param(
                        "products",
                        lines.stream().map(PurchaseOrderDraft.Line::productId).toArray(Long[]::new))
                .param(
                        "quantities",
                        lines.stream()
                                .map(line -> line.quantity().toPlainString())
                                .toArray(String[]::new))
                .param("costs", lines.stream().map(PurchaseOrderRows::cost).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /** -1 stands for the supplier's cost, since a cost is never below 0. */
    private static String cost(PurchaseOrderDraft.Line line) {
        return line.unitCost() == null ? "-1" : line.unitCost().toPlainString();
    }

    Order lock(long id) {
        return jdbc.sql("""
                        select po.id, po.number, po.store_id, s.code as store, po.status, po.version
                          from orders.purchase_order po
                          join stores.v_store s on s.id = po.store_id
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

    void receive(long id, Map<Integer, BigDecimal> byLine) {
        jdbc.sql("""
                        update orders.purchase_order_line l
                           set received = l.received + r.quantity
                          from unnest(:lines, cast(:quantities as numeric[])) as r (line, quantity)
                         where l.purchase_order_id = :id and l.line = r.line
                        """)
                .param("id", id)
                .param("lines", byLine.keySet().toArray(Integer[]::new))
                .param(
                        "quantities",
                        byLine.values().stream().map(BigDecimal::toPlainString).toArray(String[]::new))
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
        Map<StockKey, BigDecimal> incoming = new HashMap<>();
        jdbc.sql("""
                        select i.store_id, i.product_id, i.quantity
                          from orders.v_incoming i
                         where i.store_id = any(:stores) and i.product_id = any(:products)
                        """)
                .param("stores", keys.stream().map(StockKey::storeId).distinct().toArray(Long[]::new))
                .param(
                        "products",
                        keys.stream().map(StockKey::productId).distinct().toArray(Long[]::new))
                .query(row -> {
                    incoming.put(
                            new StockKey(row.getLong("store_id"), row.getLong("product_id")),
                            row.getBigDecimal("quantity"));
                });
        incoming.keySet().retainAll(keys);
        return incoming;
    }
}
