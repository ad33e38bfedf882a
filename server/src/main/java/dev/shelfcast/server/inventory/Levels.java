package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stock by store and product, or by lot, as it is now; {@link PastLevels} tells what it was. */
@Component
class Levels {

    record Filter(
            @Nullable StoreCode store,
            @Nullable Sku sku,
            @Nullable String lot,
            @Nullable String category,
            @Nullable String search,
            StoreScope scope) {

        Map<String, @Nullable Object> parameters(Paging paging) {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("store", store == null ? null : store.value());
            parameters.put("sku", sku == null ? null : sku.value());
            parameters.put("lot", lot);
            parameters.put("category", category);
            parameters.put("search", search);
            parameters.put("scope", scope.codesOrNull());
            parameters.put("limit", paging.limit());
            parameters.put("offset", paging.offset());
            return parameters;
        }
    }

    private record Row(StockKey key, Level level) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<IncomingGoods> incoming;

    Levels(JdbcClient jdbc, ObjectProvider<IncomingGoods> incoming) {
        this.jdbc = jdbc;
        this.incoming = incoming;
    }

    long countProducts(Filter filter) {
        return jdbc.sql("""
                        select count(*)
                          from (select distinct b.location_id, b.product_id
                                  from inventory.balance b
                                  join stores.v_store s on s.id = b.location_id
                                  join catalog.v_product p on p.id = b.product_id
                                 where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                                   and (cast(:store as text) is null or s.code = :store)
                                   and (cast(:sku as text) is null or p.sku = :sku)
                                   and (cast(:category as text) is null or p.category_path = :category
                                        or starts_with(p.category_path, :category || '/'))
                                   and (cast(:search as text) is null or p.sku ilike '%' || :search || '%'
                                        or p.name ilike '%' || :search || '%')) as l
                        """)
                .params(filter.parameters(Paging.first()))
                .query(Long.class)
                .single();
    }

    Listing<Level> byProduct(Filter filter, Paging paging) {
        List<Row> rows = jdbc.sql("""
                        select b.location_id, b.product_id, s.code as store, p.sku, p.name, p.category_path,
                               cast(null as text) as lot, cast(null as date) as expiry, sum(b.on_hand) as on_hand,
                               sum(b.reserved) as reserved, sum(b.unavailable) as unavailable
                          from inventory.balance b
                          join stores.v_store s on s.id = b.location_id
                          join catalog.v_product p on p.id = b.product_id
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:sku as text) is null or p.sku = :sku)
                           and (cast(:category as text) is null or p.category_path = :category
                                or starts_with(p.category_path, :category || '/'))
                           and (cast(:search as text) is null or p.sku ilike '%' || :search || '%'
                                or p.name ilike '%' || :search || '%')
                         group by b.location_id, b.product_id, s.code, p.sku, p.name, p.category_path
                         order by s.code, p.sku
                         limit :limit offset :offset
                        """)
                .params(filter.parameters(paging))
                .query((row, number) -> row(row))
                .list();
        return Listing.of(withIncoming(rows), countProducts(filter), paging);
    }

    long countLots(Filter filter, boolean withEmpty) {
        return jdbc.sql("""
                        select count(*)
                          from inventory.balance b
                          left join inventory.lot l on l.id = b.lot_id
                          join stores.v_store s on s.id = b.location_id
                          join catalog.v_product p on p.id = b.product_id
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:sku as text) is null or p.sku = :sku)
                           and (:lot = '*' or l.code = :lot)
                           and (b.lot_id <> 0 or b.on_hand <> 0 or :with_empty)
                        """)
                .params(filter.parameters(Paging.first()))
                .param("with_empty", withEmpty)
                .query(Long.class)
                .single();
    }

    /** The lots of a product and what it has without one add up to the product. */
    Listing<Level> byLot(Filter filter, Paging paging) {
        List<Level> levels = jdbc.sql("""
                        select b.location_id, b.product_id, s.code as store, p.sku, p.name, p.category_path,
                               l.code as lot, l.expiry, b.on_hand, b.reserved, b.unavailable
                          from inventory.balance b
                          left join inventory.lot l on l.id = b.lot_id
                          join stores.v_store s on s.id = b.location_id
                          join catalog.v_product p on p.id = b.product_id
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:sku as text) is null or p.sku = :sku)
                           and (:lot = '*' or l.code = :lot) and (b.lot_id <> 0 or b.on_hand <> 0)
                         order by s.code, p.sku, l.expiry, l.id
                         limit :limit offset :offset
                        """)
                .params(filter.parameters(paging))
                .query((row, number) -> row(row).level())
                .list();
        return Listing.of(levels, countLots(filter, false), paging);
    }

    private List<Level> withIncoming(List<Row> rows) {
        Set<StockKey> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.key()));
        Map<StockKey, BigDecimal> onOrder = new HashMap<>();
        incoming.forEach(source ->
                source.incoming(keys).forEach((key, quantity) -> onOrder.merge(key, quantity, BigDecimal::add)));
        return rows.stream()
                .map(row -> expecting(row.level(), onOrder.getOrDefault(row.key(), BigDecimal.ZERO)))
                .toList();
    }

    private static Level expecting(Level l, BigDecimal incoming) {
        BigDecimal reserved = l.reserved() == null ? BigDecimal.ZERO : l.reserved();
        return new Level(
                l.store(),
                l.sku(),
                l.productName(),
                l.category(),
                l.lot(),
                l.expiry(),
                l.onHand(),
                l.reserved(),
                l.unavailable(),
                l.available(),
                incoming,
                l.onHand().add(incoming).subtract(reserved));
    }

    private static Row row(ResultSet row) throws SQLException {
        BigDecimal onHand = row.getBigDecimal("on_hand");
        BigDecimal reserved = row.getBigDecimal("reserved");
        BigDecimal unavailable = row.getBigDecimal("unavailable");
        return new Row(
                new StockKey(row.getLong("location_id"), row.getLong("product_id")),
                new Level(
                        StoreCode.of(row.getString("store")),
                        Sku.of(row.getString("sku")),
                        row.getString("name"),
                        row.getString("category_path"),
                        row.getString("lot"),
                        row.getObject("expiry", LocalDate.class),
                        onHand,
                        reserved,
                        unavailable,
                        onHand.subtract(reserved).subtract(unavailable),
                        null,
                        null));
    }
}
