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
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what decisions depend on. */
@Component
class Situations {

    private final JdbcClient jdbc;
    private final Supplies supplies;

    Situations(JdbcClient jdbc, Supplies supplies) {
        this.jdbc = jdbc;
        this.supplies = supplies;
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
     * the pairs asked for and not of the whole chain.
     */
    List<Situation> list(Collection<Pair> pairs) {
        Long[] stores = pairs.stream().map(Pair::storeId).toArray(Long[]::new);
        Long[] products = pairs.stream().map(Pair::productId).toArray(Long[]::new);
        Supplies.Known known = supplies.of(stores, products);
        return jdbc.sql("""
                        select f.store_id, s.code, s.name as store_name, s.kind as store_kind, s.pincode, s.latitude,
                               s.longitude, s.time_zone, s.receiving_time,
                               f.product_id, p.sku, p.name as product_name, p.category_path,
                               coalesce(l.on_hand, 0) as on_hand, coalesce(l.reserved, 0) as reserved,
                               coalesce(l.unavailable, 0) as unavailable, coalesce(i.quantity, 0) as incoming,
                               ps.supplier_id, ps.supplier_name, ps.pack_multiple, ps.minimum_quantity,
                               coalesce(b.quantity, 0) as back_ordered,
                               ps.lead_time_days as stated_days, ps.lead_time_sd_days as stated_sd_days,
                               coalesce(sp.lead_time_days, pr.lead_time_days) as product_days,
                               coalesce(ca.lead_time_days, sk.lead_time_days, ch.lead_time_days, 1) as wide_days,
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
                          left join replenishment.policy sp on sp.scope = 'STORE_PRODUCT'
                               and sp.store_id = f.store_id and sp.product_id = f.product_id
                          left join replenishment.policy pr on pr.scope = 'PRODUCT' and pr.product_id = f.product_id
                          left join replenishment.policy ca on ca.scope = 'CATEGORY' and ca.category_id = p.category_id
                          left join replenishment.policy sk on sk.scope = 'STORE_KIND' and sk.store_kind = s.kind
                          left join replenishment.policy ch on ch.scope = 'CHAIN'
                        """)
                .param("stores", stores)
                .param("products", products)
                .query((row, n) -> situation(row, known))
                .list();
    }

    private static Situation situation(ResultSet row, Supplies.Known known) throws SQLException {
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
                known.route(store.id(), row.getLong("product_id")),
                policy(row, source == null ? null : known.learned(store.id(), source.supplierId())),
                new Situation.Outlook(
                        row.getObject("as_of", LocalDate.class),
                        row.getString("model"),
                        doubles(row, "mean"),
                        doubles(row, "levels"),
                        doubles(row, "sum_quantiles")));
    }

    private static Policy policy(ResultSet row, Supplies.@Nullable LeadTime learned) throws SQLException {
        BigDecimal product = row.getBigDecimal("product_days");
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
            return new Policy(kind, level, learned.meanDays(), learned.sdDays(), review, Policy.LeadTimeFrom.LEARNED);
        }
        return stated == null
                ? new Policy(
                        kind, level, row.getBigDecimal("wide_days"), spread, review, Policy.LeadTimeFrom.WIDE_POLICY)
                : new Policy(kind, level, stated, spread, review, Policy.LeadTimeFrom.SUPPLIER);
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
