package dev.shelfcast.server.alerts;

import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.shared.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the books hold below zero, in words: product by product, or a whole store where it is most of them. */
@Component
class NegativeStock {

    /** A store with more of them was never stocked in the books, and nobody reads that many alerts. */
    static final int MOST_OF_A_STORE = 20;

    private static final int NAMED = 3;

    private final JdbcClient jdbc;

    NegativeStock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A product in a store; {@code ofStore} products of the store are below zero. */
    record Level(long storeId, String storeName, long productId, String productName, BigDecimal onHand, long ofStore) {

        StockKey key() {
            return new StockKey(storeId, productId);
        }
    }

    static String subject(StockKey key) {
        return key.storeId() + "/" + key.productId();
    }

    /** What there is of these. */
    List<Level> levels(List<StockKey> keys) {
        return jdbc.sql("""
                        select k.store_id, s.name as store_name, k.product_id, p.name as product_name,
                               coalesce(sum(l.on_hand), 0) as on_hand, 0 as of_store
                          from unnest(:stores, :products) as k (store_id, product_id)
                          join stores.v_store s on s.id = k.store_id
                          join catalog.v_product p on p.id = k.product_id
                          left join inventory.v_lot_level l
                            on l.store_id = k.store_id and l.product_id = k.product_id
                         group by k.store_id, s.name, k.product_id, p.name
                         order by k.store_id, k.product_id
                        """)
                .param("stores", keys.stream().map(StockKey::storeId).toArray(Long[]::new))
                .param("products", keys.stream().map(StockKey::productId).toArray(Long[]::new))
                .query(Level.class)
                .list();
    }

    /** The stores that have one alert for all of their products. */
    Set<Long> wholeStores() {
        return new HashSet<>(jdbc.sql("""
                        select store_id
                          from alerts.alert
                         where kind = 'NEGATIVE_STOCK' and status <> 'RESOLVED' and product_id is null
                        """).query(Long.class).list());
    }

    /** All that is below zero. */
    List<Cause> causes() {
        Map<Long, List<Level>> byStore = jdbc.sql("""
                                select b.store_id, s.name as store_name, b.product_id, p.name as product_name,
                                       b.on_hand, b.of_store
                                  from (select store_id, product_id, on_hand, count(*) over store as of_store,
                                               row_number() over (partition by store_id order by on_hand, product_id)
                                                   as place
                                          from inventory.v_level
                                         where on_hand < 0
                                        window store as (partition by store_id)) as b
                                  join stores.v_store s on s.id = b.store_id
                                  join catalog.v_product p on p.id = b.product_id
                                 where b.place <= :most
                                 order by b.store_id, b.place
                                """).param("most", MOST_OF_A_STORE).query(Level.class).list().stream()
                .collect(Collectors.groupingBy(Level::storeId, LinkedHashMap::new, Collectors.toList()));
        List<Cause> causes = new ArrayList<>();
        byStore.values().forEach(levels -> {
            if (levels.get(0).ofStore() > MOST_OF_A_STORE) {
                causes.add(wholeStore(levels));
            } else {
                levels.forEach(level -> causes.add(cause(level)));
            }
        });
        return causes;
    }

    static Cause cause(Level level) {
        return new Cause(
                subject(level.key()),
                Severity.MEDIUM,
                level.storeId(),
                level.productId(),
                null,
                "%s is below zero in %s".formatted(level.productName(), level.storeName()),
                "The books say %s: a till has sold what they did not have. Count the shelf, or post the delivery."
                        .formatted(Decimals.plain(level.onHand()).toPlainString()));
    }

    private static Cause wholeStore(List<Level> levels) {
        Level worst = levels.get(0);
        String some = levels.stream()
                .limit(NAMED)
                .map(level -> "%s (%s)"
                        .formatted(
                                level.productName(),
                                Decimals.plain(level.onHand()).toPlainString()))
                .collect(Collectors.joining(", "));
        return new Cause(
                String.valueOf(worst.storeId()),
                Severity.HIGH,
                worst.storeId(),
                null,
                null,
                "%d products are below zero in %s".formatted(worst.ofStore(), worst.storeName()),
                "Among them %s. Maybe what was there at the beginning is missing: count the store or upload its stock."
                        .formatted(some));
    }
}
