package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reservations as rows, and their sum on the balance without a lot; whoever writes has the balances locked. */
@Component
class ReservationRows {

    record Row(int line, long productId, BigDecimal quantity) {}

    private final JdbcClient jdbc;

    ReservationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What may be promised: on hand, neither reserved nor unavailable, nor past its use-by day. */
    Map<Long, BigDecimal> available(Reservations.Holder holder, Collection<Long> products) {
        Map<Long, BigDecimal> available = new HashMap<>();
        jdbc.sql("""
                        select product_id,
                               sum(case when use_by < :day then 0 else on_hand - unavailable end)
                                   - sum(reserved) as free
                          from inventory.v_pick
                         where store_id = :store and product_id = any(:products)
                         group by product_id
                        """)
                .param("day", holder.day())
                .param("store", holder.storeId())
                .param("products", products.toArray(Long[]::new))
                .query(row -> {
                    available.put(row.getLong("product_id"), row.getBigDecimal("free"));
                });
        return available;
    }

    List<Picking.Lot> lots(Reservations.Holder holder, Collection<Long> products) {
        return jdbc.sql("""
                        select product_id, lot as code, expiry, on_hand - unavailable as there,
                               case when use_by < :day then use_by end as expired
                          from inventory.v_pick
                         where store_id = :store and product_id = any(:products)
                         order by product_id, place
                        """)
                .param("day", holder.day())
                .param("store", holder.storeId())
                .param("products", products.toArray(Long[]::new))
                .query(Picking.Lot.class)
                .list();
    }

    List<Row> list(String source, String document) {
        return jdbc.sql("""
                        select line, product_id, quantity
                          from inventory.reservation
                         where source = :source and document = :document and quantity > 0
                         order by line
                        """)
                .param("source", source)
                .param("document", document)
                .query(Row.class)
                .list();
    }

    void add(Reservations.Holder holder, Map<Integer, BigDecimal> byLine, Map<Integer, Long> productOf, String user) {
        jdbc.sql("""
                        with added as (
                            select line, product_id, quantity
                              from unnest(:lines, :products, cast(:quantities as numeric[]))
                                   as a (line, product_id, quantity)
                             where quantity > 0),
                        promised as (
                            insert into inventory.reservation as r
                                   (store_id, product_id, source, document, line, quantity, reserved_by)
                            select :store, product_id, :source, :document, line, quantity, :user
                              from added
                            on conflict (source, document, line) do update
                               set quantity = r.quantity + excluded.quantity)
                        update inventory.balance b
                           set reserved = b.reserved + s.quantity, updated_at = now()
                          from (select product_id, sum(quantity) as quantity from added group by product_id) as s
                         where b.location_id = :store and b.product_id = s.product_id and b.lot_id = 0
                        """)
                .param("lines", byLine.keySet().toArray(Integer[]::new))
                .param("products", byLine.keySet().stream().map(productOf::get).toArray(Long[]::new))
                .param("quantities", texts(byLine))
                .param("store", holder.storeId())
                .param("source", holder.source())
                .param("document", holder.document())
                .param("user", user)
                .update();
    }

    void lower(Reservations.Holder holder, Map<Integer, BigDecimal> byLine) {
        jdbc.sql("""
                        with lowered as (
                            update inventory.reservation r
                               set quantity = r.quantity - l.quantity
                              from unnest(:lines, cast(:quantities as numeric[])) as l (line, quantity)
                             where r.source = :source and r.document = :document and r.line = l.line
                            returning r.product_id, l.quantity)
                        update inventory.balance b
                           set reserved = b.reserved - s.quantity, updated_at = now()
                          from (select product_id, sum(quantity) as quantity from lowered group by product_id) as s
                         where b.location_id = :store and b.product_id = s.product_id and b.lot_id = 0
                        """)
                .param("lines", byLine.keySet().toArray(Integer[]::new))
                .param("quantities", texts(byLine))
                .param("store", holder.storeId())
                .param("source", holder.source())
                .param("document", holder.document())
                .update();
        jdbc.sql("delete from inventory.reservation where source = :source and document = :document and quantity = 0")
                .param("source", holder.source())
                .param("document", holder.document())
                .update();
    }

    private static String[] texts(Map<Integer, BigDecimal> byLine) {
        return byLine.values().stream().map(BigDecimal::toPlainString).toArray(String[]::new);
    }
}
