package dev.shelfcast.server.live;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.demand.DemandChanged;
import dev.shelfcast.server.demand.DemandKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the figures that a message carries. */
@Component
class LiveFigures {

    private final JdbcClient jdbc;
    private final BusinessDay businessDay;

    LiveFigures(JdbcClient jdbc, BusinessDay businessDay) {
        this.jdbc = jdbc;
        this.businessDay = businessDay;
    }

    /** One store's sales into one zone on the business day. */
    record Place(long storeId, String store, String pincode, BigDecimal units, BigDecimal revenue, long orders) {

        SaleMessage.Totals totals() {
            return new SaleMessage.Totals(units, revenue, orders);
        }
    }

    /** A few hundred rows at most: stores × zones that had a sale on that day. */
    List<Place> businessDay() {
        LocalDate day = businessDay.asOf();
        return jdbc.sql("""
                        select t.store_id, s.code as store, t.pincode, sum(t.units) as units, sum(t.revenue) as revenue,
                               sum(t.orders) as orders
                          from demand.v_zone_total t
                          join stores.v_store s on s.id = t.store_id
                         where t.day = :day
                         group by t.store_id, s.code, t.pincode
                        """).param("day", day).query(Place.class).list();
    }

    List<SaleMessage.Level> levels(Set<DemandKey> keys) {
        return jdbc.sql("""
                        select s.code as store, p.sku, l.on_hand
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) as k (store_id,
                                 product_id)
                          cross join lateral (select on_hand
                                                from inventory.v_level
                                               where store_id = k.store_id and product_id = k.product_id) as l
                          join stores.v_store s on s.id = k.store_id
                          join catalog.v_product p on p.id = k.product_id
                        """)
                .param("stores", keys.stream().map(DemandKey::storeId).toArray(Long[]::new))
                .param("products", keys.stream().map(DemandKey::productId).toArray(Long[]::new))
                .query(SaleMessage.Level.class)
                .list();
    }

    List<SaleMessage.Level> levels(DemandChanged changed) {
        return changed.keys().isEmpty() ? List.of() : levels(changed.keys());
    }
}
