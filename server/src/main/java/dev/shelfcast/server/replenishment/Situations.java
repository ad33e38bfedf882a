package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreKind;
import dev.shelfcast.server.stores.StoreView;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what decisions depend on. */
@Component
class Situations {

    private final JdbcClient jdbc;

    Situations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The stores that have forecasts. */
    List<Long> listStores() {
        return jdbc.sql("select distinct store_id from forecasting.v_forecast order by store_id")
                .query(Long.class)
                .list();
    }

    /** All products of the store that have a forecast. */
    List<Pair> listPairs(long storeId) {
        return jdbc.sql("select store_id, product_id from forecasting.v_forecast where store_id = :store")
                .param("store", storeId)
                .query(Pair.class)
                .list();
    }

    record Pair(long storeId, long productId) {}

    /**
     * One situation for each pair that has a forecast. The levels are read by lateral look-ups, so that the cost is
     * that of
     * the pairs asked for and not of the whole chain. A supplier's lead time is learned from the orders that a store
     * sent it in the last year, once there are five: a spread of fewer says nothing.
     */
    List<Situation> list(Collection<Pair> pairs) {
        Long[] stores = pairs.stream().map(Pair::storeId).toArray(Long[]::new);
        Long[] products = pairs.stream().map(Pair::productId).toArray(Long[]::new);
        return jdbc.sql("""
                        with learned as materialized (
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
                        )
                        select f.store_id, s.code, s.name as store_name, s.kind as store_kind, s.pincode, s.latitude,
                               s.longitude, s.time_zone, s.receiving_time,
                               f.product_id, p.sku, p.name as product_name, p.category_path,
                               coalesce(l.on_hand, 0) as on_hand, coalesce(l.reserved, 0) as reserved,
                               coalesce(l.unavailable, 0) as unavailable, coalesce(i.quantity, 0) as incoming,
                               ps.supplier_id, ps.supplier_name, ps.pack_multiple, ps.minimum_quantity,
                               coalesce(b.quantity, 0) as back_ordered,
                               ps.lead_time_days as stated_days, ps.lead_time_sd_days as stated_sd_days,
                               le.mean_days as learned_days, le.sd_days as learned_sd_days,
                               coalesce(sp.lead_time_days, pr.lead_time_days) as product_days,
                               coalesce(ca.lead_time_days, sk.lead_time_days, ch.lead_time_days, 1) as wide_days,
                               u.source_id, u.source, u.source_name, coalesce(w.available, 0) as source_available,
                               u.transport_days, u.transport_sd_days, u.order_weekdays, u.cut_off,
                               coalesce(sp.kind, pr.kind, ca.kind, sk.kind, ch.kind, 'SERVICE_LEVEL') as policy_kind,
                               coalesce(sp.service_level, pr.service_level, ca.service_level, sk.service_level,
                                        ch.service_level, 0.95) as service_level,
                               coalesce(sp.review_days, pr.review_days, ca.review_days, sk.review_days,
                                        ch.review_days, 1) as review_days,
                               f.as_of, f.model, f.mean, f.levels, f.sum_quantiles
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join forecasting.v_forecast f on f.store_id = k.store_id and f.product_id = k.product_id
                          join stores.v_store s on s.id = f.store_id and s.active
                          join catalog.v_product p on p.id = f.product_id and p.active
                          left join catalog.v_preferred_supplier ps on ps.product_id = f.product_id
                          left join learned le on le.store_id = f.store_id and le.supplier_id = ps.supplier_id
                          left join lateral (select v.on_hand, v.reserved, v.unavailable
                                               from inventory.v_level v
                                              where v.store_id = f.store_id and v.product_id = f.product_id) l on true
                          left join lateral (select sum(v.quantity) as quantity
                                               from (select store_id, product_id, quantity from orders.v_incoming
                                                      union all
                                                     select store_id, product_id, quantity
                                                       from inventory.v_in_transit
                                                      union all
                                                     select to_store_id, product_id, quantity
                                                       from inventory.v_transfer_wish
                                                      where status = 'REQUESTED') v
                                              where v.store_id = f.store_id and v.product_id = f.product_id) i on true
                          left join lateral (select v.quantity
                                               from orders.v_back_order v
                                              where v.store_id = f.store_id and v.product_id = f.product_id) b on true
                          left join stores.v_supply u on u.store_id = f.store_id
                          left join lateral (select v.available - coalesce((
                                                        select sum(t.quantity)
                                                          from inventory.v_transfer_wish t
                                                         where t.from_store_id = u.source_id
                                                           and t.product_id = f.product_id), 0) as available
                                               from inventory.v_level v
                                              where v.store_id = u.source_id and v.product_id = f.product_id) w on true
                          left join replenishment.policy sp on sp.scope = 'STORE_PRODUCT'
                               and sp.store_id = f.store_id and sp.product_id = f.product_id
                          left join replenishment.policy pr on pr.scope = 'PRODUCT' and pr.product_id = f.product_id
                          left join replenishment.policy ca on ca.scope = 'CATEGORY' and ca.category_id = p.category_id
                          left join replenishment.policy sk on sk.scope = 'STORE_KIND' and sk.store_kind = s.kind
                          left join replenishment.policy ch on ch.scope = 'CHAIN'
                        """)
                .param("stores", stores)
                .param("products", products)
                .query((row, n) -> situation(row))
                .list();
    }

    private static Situation situation(ResultSet row) throws SQLException {
        String pincode = row.getString("pincode");
        StoreView store = new StoreView(
                row.getLong("store_id"),
                StoreCode.of(row.getString("code")),
                row.getString("store_name"),
                StoreKind.valueOf(row.getString("store_kind")),
                pincode == null ? null : Pincode.of(pincode),
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                ZoneId.of(row.getString("time_zone")),
                row.getObject("receiving_time", LocalTime.class),
                true);
        long supplier = row.getLong("supplier_id");
        Situation.Source source = row.wasNull()
                ? null
                : new Situation.Source(
                        supplier,
                        row.getString("supplier_name"),
                        row.getBigDecimal("pack_multiple"),
                        row.getBigDecimal("minimum_quantity"));
        return new Situation(
                store,
                new Situation.Item(
                        row.getLong("product_id"),
                        row.getString("sku"),
                        row.getString("product_name"),
                        row.getString("category_path")),
                new Situation.Stock(
                        row.getBigDecimal("on_hand"),
                        row.getBigDecimal("reserved"),
                        row.getBigDecimal("unavailable"),
                        row.getBigDecimal("incoming"),
                        row.getBigDecimal("back_ordered")),
                source,
                route(row),
                policy(row),
                new Situation.Outlook(
                        row.getObject("as_of", LocalDate.class),
                        row.getString("model"),
                        doubles(row, "mean"),
                        doubles(row, "levels"),
                        doubles(row, "sum_quantiles")));
    }

    private static Policy policy(ResultSet row) throws SQLException {
        BigDecimal product = row.getBigDecimal("product_days");
        BigDecimal learned = row.getBigDecimal("learned_days");
        BigDecimal stated = row.getBigDecimal("stated_days");
        BigDecimal statedSd = row.getBigDecimal("stated_sd_days");
        BigDecimal spread = statedSd == null ? BigDecimal.ZERO : statedSd;
        Policy.Kind kind = Policy.Kind.valueOf(row.getString("policy_kind"));
        double level = row.getBigDecimal("service_level").doubleValue();
        BigDecimal review = row.getBigDecimal("review_days");
        if (product != null) {
            return new Policy(kind, level, product, spread, review, Policy.LeadTimeFrom.PRODUCT_POLICY);
        }
        if (learned != null) {
            BigDecimal learnedSd = row.getBigDecimal("learned_sd_days");
            return new Policy(kind, level, learned, learnedSd, review, Policy.LeadTimeFrom.LEARNED);
        }
        return stated == null
                ? new Policy(
                        kind, level, row.getBigDecimal("wide_days"), spread, review, Policy.LeadTimeFrom.WIDE_POLICY)
                : new Policy(kind, level, stated, spread, review, Policy.LeadTimeFrom.SUPPLIER);
    }

    private static @Nullable Route route(ResultSet row) throws SQLException {
        String source = row.getString("source");
        BigDecimal available = row.getBigDecimal("source_available");
        if (source == null || available.signum() <= 0) {
            return null;
        }
        return new Route(
                row.getLong("source_id"),
                StoreCode.of(source),
                row.getString("source_name"),
                available,
                row.getBigDecimal("transport_days"),
                row.getBigDecimal("transport_sd_days"),
                Arrays.asList((Integer[]) row.getArray("order_weekdays").getArray()),
                row.getObject("cut_off", LocalTime.class));
    }

    private static double[] doubles(ResultSet row, String column) throws SQLException {
        Double[] boxed = (Double[]) row.getArray(column).getArray();
        double[] values = new double[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }
}
