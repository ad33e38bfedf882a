package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
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
            parameters.put("reach", paging.reach());
            parameters.put("count_to", paging.countTo());
            return parameters;
        }

        /** Whether only some products are asked for; they are few and found first. */
        boolean narrow() {
            return sku != null || category != null || search != null || (lot != null && !lot.equals("*"));
        }

        String source() {
            return narrow() ? "wanted" : "catalog.v_product";
        }
    }

    private static final String WANTED = """
                        with wanted as materialized (
                            select p.id, p.sku, p.name, p.category_path
                              from catalog.v_product p
                             where (cast(:sku as text) is null or p.sku = :sku)
                               and (cast(:category as text) is null or p.category_path = :category
                                    or starts_with(p.category_path, :category || '/'))
                               and (cast(:search as text) is null or p.sku ilike '%%' || :search || '%%'
                                    or p.name ilike '%%' || :search || '%%')
                               and (cast(:lot as text) is null or :lot = '*'
                                    or p.id in (select product_id from inventory.lot where code = :lot)))
                        """;

    /** A level with the ids that it was found by; lot 0 is the whole product, or what it has without a lot. */
    record Row(StockKey key, long lotId, Level level) {}

    private final Lists jdbc;
    private final ObjectProvider<IncomingGoods> incoming;

    Levels(Lists jdbc, ObjectProvider<IncomingGoods> incoming) {
        this.jdbc = jdbc;
        this.incoming = incoming;
    }

    Listing<Level> byProduct(Filter filter, Paging paging) {
        long counted = countProducts(filter, paging);
        return Listing.counted(withIncoming(products(filter, paging)), counted, paging);
    }

    /** The lots of a product and what it has without one add up to the product. */
    Listing<Level> byLot(Filter filter, Paging paging) {
        long counted = countLots(filter, false, paging);
        return Listing.counted(
                lots(filter, false, paging).stream().map(Row::level).toList(), counted, paging);
    }

    /**
     * Stops counting where nobody reads on. Without a word or a category the balances of a store are counted as they
     * lie in their index; with one, each of its products is looked up.
     */
    long countProducts(Filter filter, Paging paging) {
        String rows = filter.narrow() ? """
                        select
                          from wanted p
                         cross join stores.v_store s
                         cross join lateral (select from inventory.balance b
                                              where b.location_id = s.id and b.product_id = p.id
                                              limit 1) as kept
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                         limit :count_to
                        """ : """
                        select distinct b.location_id, b.product_id
                          from inventory.balance b
                         where b.location_id = any(array(
                               select s.id
                                 from stores.v_store s
                                where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                                  and (cast(:store as text) is null or s.code = :store)))
                         order by b.location_id, b.product_id
                         limit :count_to
                        """;
        return jdbc.sql((WANTED + "select count(*) from (%s) as counted").formatted(rows))
                .params(filter.parameters(paging))
                .query(Long.class)
                .single();
    }

    /**
     * Store by store, and in each the products by SKU until the page is full: nothing is sorted or added up that is not
     * shown.
     */
    List<Row> products(Filter filter, Paging paging) {
        return jdbc.sql((WANTED + """
                        select page.*, b.on_hand, b.reserved, b.unavailable
                          from (select s.id as location_id, s.code as store, shelf.id as product_id, shelf.sku,
                                       shelf.name, shelf.category_path, 0 as lot_id, cast(null as text) as lot,
                                       cast(null as date) as expiry
                                  from stores.v_store s
                                 cross join lateral (
                                       select p.id, p.sku, p.name, p.category_path
                                         from %s p
                                        where exists (select from inventory.balance b
                                                       where b.location_id = s.id and b.product_id = p.id)
                                        order by p.sku
                                        limit :reach) as shelf
                                 where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                                   and (cast(:store as text) is null or s.code = :store)
                                 order by s.code, shelf.sku
                                 limit :limit offset :offset) as page
                         cross join lateral (
                               select sum(on_hand) as on_hand, sum(reserved) as reserved,
                                      sum(unavailable) as unavailable
                                 from inventory.balance
                                where location_id = page.location_id and product_id = page.product_id) as b
                         order by page.store, page.sku
                        """).formatted(filter.source()))
                .params(filter.parameters(paging))
                .query((row, number) -> row(row))
                .list();
    }

    long countLots(Filter filter, boolean withEmpty, Paging paging) {
        String rows = filter.narrow() ? """
                        select
                          from wanted p
                         cross join stores.v_store s
                          join inventory.balance b on b.location_id = s.id and b.product_id = p.id
                          left join inventory.lot l on l.id = b.lot_id
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                           and (:lot = '*' or l.code = :lot)
                           and (b.lot_id <> 0 or b.on_hand <> 0 or :with_empty)
                         limit :count_to
                        """ : """
                        select
                          from inventory.balance b
                         where b.location_id = any(array(
                               select s.id
                                 from stores.v_store s
                                where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                                  and (cast(:store as text) is null or s.code = :store)))
                           and (b.lot_id <> 0 or b.on_hand <> 0 or :with_empty)
                         order by b.location_id, b.product_id, b.lot_id
                         limit :count_to
                        """;
        return jdbc.sql((WANTED + "select count(*) from (%s) as counted").formatted(rows))
                .params(filter.parameters(paging))
                .param("with_empty", withEmpty)
                .query(Long.class)
                .single();
    }

    List<Row> lots(Filter filter, boolean withEmpty, Paging paging) {
        return jdbc.sql((WANTED + """
                        select s.id as location_id, s.code as store, shelf.*
                          from stores.v_store s
                         cross join lateral (
                               select p.id as product_id, p.sku, p.name, p.category_path, b.lot_id, l.code as lot,
                                      l.expiry, b.on_hand, b.reserved, b.unavailable
                                 from %s p
                                 join inventory.balance b on b.location_id = s.id and b.product_id = p.id
                                 left join inventory.lot l on l.id = b.lot_id
                                where (:lot = '*' or l.code = :lot)
                                  and (b.lot_id <> 0 or b.on_hand <> 0 or :with_empty)
                                order by p.sku, l.expiry, l.id
                                limit :reach) as shelf
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                         order by s.code, shelf.sku, shelf.expiry, nullif(shelf.lot_id, 0)
                         limit :limit offset :offset
                        """).formatted(filter.source()))
                .params(filter.parameters(paging))
                .param("with_empty", withEmpty)
                .query((row, number) -> row(row))
                .list();
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
                row.getLong("lot_id"),
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
