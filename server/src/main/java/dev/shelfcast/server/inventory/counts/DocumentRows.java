package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an inventory document needs to know: which products its keys mean, and what the books have of them. */
@Component
class DocumentRows {

    record Product(long id, Sku sku) {}

    /** What lies in a store of one lot, or of none. */
    record Shelf(@Nullable String lot, BigDecimal onHand) {}

    private record Match(String key, long id, Sku sku, int rank) {}

    private final JdbcClient jdbc;

    DocumentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By SKU, in its order. */
    Map<String, BigDecimal> onHand(long storeId) {
        Map<String, BigDecimal> onHand = new LinkedHashMap<>();
        jdbc.sql("""
                        select p.sku, l.on_hand
                          from inventory.v_level l
                          join catalog.v_product p on p.id = l.product_id
                         where l.store_id = :store and l.on_hand <> 0
                         order by p.sku
                        """).param("store", storeId).query(row -> {
            onHand.put(row.getString("sku"), Decimals.plain(row.getBigDecimal("on_hand")));
        });
        return onHand;
    }

    /** The products that each key may mean: a SKU goes before a barcode, and that before a name. */
    Map<String, List<Product>> products(Collection<String> keys) {
        List<Match> matches = jdbc.sql("""
                        select key, id, sku, rank
                          from (select k.key, p.id, p.sku, m.rank,
                                       min(m.rank) over (partition by k.key) as best
                                  from unnest(:keys) as k (key)
                                 cross join lateral (
                                       select id, 1 as rank from catalog.v_product where sku = k.key
                                        union all
                                       select id, 2 from catalog.v_product
                                        where k.key ~ '^[0-9]{8,14}$' and barcode = lpad(k.key, 14, '0')
                                        union all
                                       select id, 3 from catalog.v_product where lower(name) = lower(k.key)) as m
                                  join catalog.v_product p on p.id = m.id) as found
                         where rank = best
                         order by key, sku
                        """)
                .param("keys", keys.toArray(String[]::new))
                .query(Match.class)
                .list();
        Map<String, List<Product>> products = new HashMap<>();
        matches.forEach(match -> products.computeIfAbsent(match.key(), key -> new ArrayList<>())
                .add(new Product(match.id(), match.sku())));
        return products;
    }

    /** What lies in the store of each product, first expired first, without a lot last. */
    Map<Long, List<Shelf>> shelves(long storeId, Collection<Long> productIds) {
        Map<Long, List<Shelf>> shelves = new HashMap<>();
        jdbc.sql("""
                        select b.product_id, l.code as lot, b.on_hand
                          from inventory.balance b
                          left join inventory.lot l on l.id = b.lot_id
                         where b.location_id = :store and b.product_id = any(:products) and b.on_hand <> 0
                         order by b.product_id, l.expiry nulls last, l.received_at nulls last, l.id
                        """)
                .param("store", storeId)
                .param("products", productIds.toArray(Long[]::new))
                .query(row -> {
                    shelves.computeIfAbsent(row.getLong("product_id"), product -> new ArrayList<>())
                            .add(new Shelf(row.getString("lot"), row.getBigDecimal("on_hand")));
                });
        return shelves;
    }
}
