package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads where stores get their goods from: from other stores, and from suppliers in how many days. */
@Component
class Supplies {

    private final JdbcClient jdbc;

    Supplies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Days from sending an order to its goods. */
    record LeadTime(BigDecimal meanDays, BigDecimal sdDays) {}

    record Key(long storeId, long otherId) {}

    /** What was read, by store and product, and by store and supplier. */
    record Known(Map<Key, Route> routes, Map<Key, LeadTime> leadTimes) {

        @Nullable
        Route route(long storeId, long productId) {
            return routes.get(new Key(storeId, productId));
        }

        @Nullable
        LeadTime learned(long storeId, long supplierId) {
            return leadTimes.get(new Key(storeId, supplierId));
        }
    }

    /** For pairs of a store and a product, side by side. */
    Known of(Long[] stores, Long[] products) {
        Known known = new Known(new HashMap<>(), new HashMap<>());
        readRoutes(stores, products, known.routes());
        readLeadTimes(stores, products, known.leadTimes());
        return known;
    }

    /** Where the store that supplies has some of the product left, after all that others have asked of it. */
    private void readRoutes(Long[] stores, Long[] products, Map<Key, Route> routes) {
        jdbc.sql("""
                        select k.store_id, k.product_id, u.source_id, u.source, u.source_name,
                               l.available - coalesce(t.quantity, 0) as available, u.transport_days,
                               u.transport_sd_days, u.order_weekdays, u.cut_off
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join stores.v_supply u on u.store_id = k.store_id
                         cross join lateral (select v.available
                                               from inventory.v_level v
                                              where v.store_id = u.source_id and v.product_id = k.product_id) l
                          left join lateral (select sum(w.quantity) as quantity
                                               from inventory.v_transfer_wish w
                                              where w.from_store_id = u.source_id
                                                and w.product_id = k.product_id) t on true
                         where l.available > coalesce(t.quantity, 0)
                        """).param("stores", stores).param("products", products).query(row -> {
            routes.put(new Key(row.getLong("store_id"), row.getLong("product_id")), route(row));
        });
    }

    /** Learned from the orders of the last year, once there are five: the spread of fewer says nothing. */
    private void readLeadTimes(Long[] stores, Long[] products, Map<Key, LeadTime> leadTimes) {
        jdbc.sql("""
                        select d.store_id, d.supplier_id, round(avg(d.days), 2) as mean_days,
                               round(stddev_samp(d.days), 2) as sd_days
                          from orders.v_delivery_days d
                         where d.store_id = any(cast(:stores as bigint[]))
                           and d.supplier_id in (select s.supplier_id
                                                   from catalog.v_preferred_supplier s
                                                  where s.product_id = any(cast(:products as bigint[])))
                           and d.sent_at > now() - interval '1 year'
                         group by d.store_id, d.supplier_id
                        having count(*) >= 5
                        """)
                .param("stores", Arrays.stream(stores).distinct().toArray(Long[]::new))
                .param("products", products)
                .query(row -> {
                    leadTimes.put(
                            new Key(row.getLong("store_id"), row.getLong("supplier_id")),
                            new LeadTime(row.getBigDecimal("mean_days"), row.getBigDecimal("sd_days")));
                });
    }

    private static Route route(ResultSet row) throws SQLException {
        return new Route(
                row.getLong("source_id"),
                StoreCode.of(row.getString("source")),
                row.getString("source_name"),
                row.getBigDecimal("available"),
                row.getBigDecimal("transport_days"),
                row.getBigDecimal("transport_sd_days"),
                Arrays.asList((Integer[]) row.getArray("order_weekdays").getArray()),
                row.getObject("cut_off", LocalTime.class));
    }
}
