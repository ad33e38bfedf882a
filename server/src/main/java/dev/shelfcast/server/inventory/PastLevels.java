package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stock of a past moment, from the ledger: the balance of now less what has moved later. Exact whatever was back-dated,
 * and as fast as a product's movements since then are few.
 */
@Component
class PastLevels {

    /**
     * What we had at a moment ({@code asOf}, by the time at which things happened) as far as we knew at another ({@code
     * believedAt}, by the time at which we were told). Absent means no limit.
     */
    record Moment(@Nullable Instant asOf, @Nullable Instant believedAt) {

        Map<String, @Nullable Object> parameters() {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("as_of", asOf == null ? null : Timestamp.from(asOf));
            parameters.put("believed_at", believedAt == null ? null : Timestamp.from(believedAt));
            return parameters;
        }
    }

    private final JdbcClient jdbc;
    private final Levels levels;

    PastLevels(JdbcClient jdbc, Levels levels) {
        this.jdbc = jdbc;
        this.levels = levels;
    }

    Listing<Level> byProduct(Levels.Filter filter, Moment moment, Paging paging) {
        return Listing.of(
                jdbc.sql("""
                        with page as (
                            select b.location_id, b.product_id, s.code as store, p.sku, p.name, p.category_path,
                                   sum(b.on_hand) as on_hand
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
                             limit :limit offset :offset)
                        select store, sku, name, category_path, cast(null as text) as lot,
                               cast(null as date) as expiry,
                               on_hand - (select coalesce(sum(case when m.to_location = page.location_id
                                                                   then m.quantity else -m.quantity end), 0)
                                            from inventory.movement m
                                           where m.product_id = page.product_id
                                             and (m.to_location = page.location_id
                                                  or m.from_location = page.location_id)
                                             and m.occurred_at > coalesce(cast(:as_of as timestamptz), 'infinity'))
                                       - (select coalesce(sum(case when m.to_location = page.location_id
                                                                   then m.quantity else -m.quantity end), 0)
                                            from inventory.movement m
                                           where cast(:believed_at as timestamptz) is not null
                                             and m.product_id = page.product_id
                                             and (m.to_location = page.location_id
                                                  or m.from_location = page.location_id)
                                             and m.occurred_at <= coalesce(cast(:as_of as timestamptz), 'infinity')
                                             and m.recorded_at > :believed_at) as on_hand
                          from page
                         order by store, sku
                        """)
                        .params(filter.parameters(paging))
                        .params(moment.parameters())
                        .query((row, number) -> level(row))
                        .list(),
                levels.countProducts(filter),
                paging);
    }

    Listing<Level> byLot(Levels.Filter filter, Moment moment, Paging paging) {
        return Listing.of(
                jdbc.sql("""
                        with page as (
                            select b.location_id, b.product_id, b.lot_id, s.code as store, p.sku, p.name,
                                   p.category_path, l.code as lot, l.expiry, b.on_hand
                              from inventory.balance b
                              left join inventory.lot l on l.id = b.lot_id
                              join stores.v_store s on s.id = b.location_id
                              join catalog.v_product p on p.id = b.product_id
                             where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                               and (cast(:store as text) is null or s.code = :store)
                               and (cast(:sku as text) is null or p.sku = :sku)
                               and (:lot = '*' or l.code = :lot)
                             order by s.code, p.sku, l.expiry, l.id
                             limit :limit offset :offset)
                        select store, sku, name, category_path, lot, expiry,
                               on_hand - (select coalesce(sum(case when m.to_location = page.location_id
                                                                   then m.quantity else -m.quantity end), 0)
                                            from inventory.movement m
                                           where m.product_id = page.product_id and m.lot_id = page.lot_id
                                             and (m.to_location = page.location_id
                                                  or m.from_location = page.location_id)
                                             and m.occurred_at > coalesce(cast(:as_of as timestamptz), 'infinity'))
                                       - (select coalesce(sum(case when m.to_location = page.location_id
                                                                   then m.quantity else -m.quantity end), 0)
                                            from inventory.movement m
                                           where cast(:believed_at as timestamptz) is not null
                                             and m.product_id = page.product_id and m.lot_id = page.lot_id
                                             and (m.to_location = page.location_id
                                                  or m.from_location = page.location_id)
                                             and m.occurred_at <= coalesce(cast(:as_of as timestamptz), 'infinity')
                                             and m.recorded_at > :believed_at) as on_hand
                          from page
                         order by store, sku, expiry, nullif(lot_id, 0)
                        """)
                        .params(filter.parameters(paging))
                        .params(moment.parameters())
                        .query((row, number) -> level(row))
                        .list(),
                levels.countLots(filter, true),
                paging);
    }

    private static Level level(ResultSet row) throws SQLException {
        return new Level(
                StoreCode.of(row.getString("store")),
                Sku.of(row.getString("sku")),
                row.getString("name"),
                row.getString("category_path"),
                row.getString("lot"),
                row.getObject("expiry", LocalDate.class),
                row.getBigDecimal("on_hand"),
                null,
                null,
                null,
                null,
                null);
    }
}
