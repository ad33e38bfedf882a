package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.Paging;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

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

    private final Lists jdbc;
    private final Levels levels;

    PastLevels(Lists jdbc, Levels levels) {
        this.jdbc = jdbc;
        this.levels = levels;
    }

    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Listing<Level> byProduct(Levels.Filter filter, Moment moment, Paging paging) {
        long counted = levels.countProducts(filter, paging);
        return Listing.counted(before(levels.products(filter, paging), moment, false), counted, paging);
    }

    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Listing<Level> byLot(Levels.Filter filter, Moment moment, Paging paging) {
        long counted = levels.countLots(filter, true, paging);
        return Listing.counted(before(levels.lots(filter, true, paging), moment, true), counted, paging);
    }

    private record Shelf(long storeId, long productId, long lotId) {}

    /**
     * Takes back what has moved since, of the same moment in which the levels were read. The movements of a product are
     * read once for all the stores of the page.
     */
    private List<Level> before(List<Levels.Row> rows, Moment moment, boolean byLot) {
        Map<Shelf, BigDecimal> since = new HashMap<>();
        jdbc.sql("""
                        select change.location_id, m.product_id, case when :by_lot then m.lot_id else 0 end as lot_id,
                               sum(change.quantity) as quantity
                          from inventory.movement m
                         cross join lateral (values (m.to_location, m.quantity), (m.from_location, -m.quantity))
                               as change (location_id, quantity)
                         where m.product_id = any(:products)
                           and (m.to_location = any(:stores) or m.from_location = any(:stores))
                           and change.location_id = any(:stores)
                           and (m.occurred_at > cast(:as_of as timestamptz)
                                or m.recorded_at > cast(:believed_at as timestamptz))
                         group by 1, 2, 3
                        """)
                .params(moment.parameters())
                .param("by_lot", byLot)
                .param("products", ids(rows, StockKey::productId))
                .param("stores", ids(rows, StockKey::storeId))
                .query((RowCallbackHandler) row -> since.put(
                        new Shelf(row.getLong("location_id"), row.getLong("product_id"), row.getLong("lot_id")),
                        row.getBigDecimal("quantity")));
        return rows.stream()
                .map(row -> past(
                        row.level(),
                        since.getOrDefault(
                                new Shelf(row.key().storeId(), row.key().productId(), row.lotId()), BigDecimal.ZERO)))
                .toList();
    }

    private static Long[] ids(List<Levels.Row> rows, Function<StockKey, Long> id) {
        return rows.stream().map(Levels.Row::key).map(id).distinct().toArray(Long[]::new);
    }

    private static Level past(Level now, BigDecimal since) {
        return new Level(
                now.store(),
                now.sku(),
                now.productName(),
                now.category(),
                now.lot(),
                now.expiry(),
                now.onHand().subtract(since),
                null,
                null,
                null,
                null,
                null);
    }
}
