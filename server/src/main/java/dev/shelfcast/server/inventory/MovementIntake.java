package dev.shelfcast.server.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The set-based way into the ledger, for millions of movements at once. */
@Component
class MovementIntake {

    private record Extent(
            long rows, @Nullable Instant first, @Nullable Instant last, boolean withLots) {}

    private final JdbcClient jdbc;
    private final Months months;

    MovementIntake(JdbcClient jdbc, Months months) {
        this.jdbc = jdbc;
        this.months = months;
    }

    long post(long batchId, String user) {
        Extent extent = extent(batchId);
        if (extent.first() == null || extent.last() == null) {
            return 0;
        }
        months.ensure(extent.first(), extent.last());
        jdbc.sql("analyze inventory.movement_intake").update();
        if (extent.withLots()) {
            createLots(batchId);
        }
        write(batchId, user, extent.withLots());
        changeBalances(batchId);
        jdbc.sql("select inventory.clear_movement_intake(:batch)")
                .param("batch", batchId)
                .query((row, number) -> number)
                .list();
        return extent.rows();
    }

    private Extent extent(long batchId) {
        return jdbc.sql("""
                        select count(*) as rows, min(occurred_at) as first, max(occurred_at) as last,
                               count(lot_code) > 0 as with_lots
                          from inventory.movement_intake
                         where batch_id = :batch
                        """)
                .param("batch", batchId)
                .query((row, number) -> new Extent(
                        row.getLong("rows"), instant(row, "first"), instant(row, "last"), row.getBoolean("with_lots")))
                .single();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private void createLots(long batchId) {
        jdbc.sql("""
                        insert into inventory.lot (product_id, code, expiry, received_at)
                        select product_id, lot_code, min(expiry), min(occurred_at)
                          from inventory.movement_intake
                         where batch_id = :batch and lot_code is not null
                         group by product_id, lot_code
                         order by product_id, lot_code
                        on conflict do nothing
                        """).param("batch", batchId).update();
    }

    /**
     * In the order of arrival. Callers with millions of rows send them ordered by product: the index of a product's
     * history is then filled side by side, several times faster than at random.
     */
    private void write(long batchId, String user, boolean withLots) {
        String sql = withLots ? """
                insert into inventory.movement
                       (product_id, lot_id, from_location, to_location, occurred_at, line, quantity, kind, source,
                        external_id, recorded_by, reason)
                select i.product_id, coalesce(l.id, 0), i.from_location, i.to_location, i.occurred_at, i.line,
                       i.quantity, i.kind, i.source, i.external_id, :user, i.reason
                  from inventory.movement_intake i
                  left join inventory.lot l on l.product_id = i.product_id and l.code = i.lot_code
                 where i.batch_id = :batch
                """ : """
                insert into inventory.movement
                       (product_id, from_location, to_location, occurred_at, line, quantity, kind, source,
                        external_id, recorded_by, reason)
                select product_id, from_location, to_location, occurred_at, line, quantity, kind, source,
                       external_id, :user, reason
                  from inventory.movement_intake
                 where batch_id = :batch
                """;
        jdbc.sql(sql).param("batch", batchId).param("user", user).update();
    }

    /** Last, because it locks the balances until the end of the transaction; in the ledger's one order. */
    private void changeBalances(long batchId) {
        jdbc.sql("""
                        insert into inventory.balance as b (location_id, product_id, lot_id, on_hand)
                        select location_id, changes.product_id, coalesce(l.id, 0), sum(change)
                          from (select from_location as location_id, product_id, lot_code, sum(-quantity) as change
                                  from inventory.movement_intake
                                 where batch_id = :batch and from_location > 0
                                 group by from_location, product_id, lot_code
                                 union all
                                select to_location, product_id, lot_code, sum(quantity)
                                  from inventory.movement_intake
                                 where batch_id = :batch and to_location > 0
                                 group by to_location, product_id, lot_code) as changes
                          left join inventory.lot l
                            on l.product_id = changes.product_id and l.code = changes.lot_code
                         group by 1, 2, 3
                         order by 1, 2, 3
                        on conflict (location_id, product_id, lot_id)
                        do update set on_hand = b.on_hand + excluded.on_hand, updated_at = now()
                        """).param("batch", batchId).update();
    }
}
