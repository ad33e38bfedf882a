package dev.shelfcast.server.demand;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes sale lines that are new since the last time into the demand tables, in one transaction with the position.
 *
 * <p>New is what this transaction's snapshot sees and the position's snapshot did not see: a transaction that runs for
 * minutes holds up only its own lines, and none is skipped or counted twice. A repeatable read keeps all statements on
 * the snapshot that becomes the position.
 */
@Component
class Projection {

    /** Up to here one statement does it all and lists what it did; above, the set-based way is the faster one. */
    private static final int FEW_LINES = 2_000;

    private final JdbcClient jdbc;
    private final ProjectionTurn turn;
    private final FewLines few;
    private final ManyLines many;
    private final Truth truth;

    Projection(JdbcClient jdbc, ProjectionTurn turn, FewLines few, ManyLines many, Truth truth) {
        this.jdbc = jdbc;
        this.turn = turn;
        this.few = few;
        this.many = many;
        this.truth = truth;
    }

    /** The part of the facts that is to be read: after one snapshot, and below a transaction where one is given. */
    record Stretch(Snapshot after, @Nullable Long below) {}

    /** One step; empty when nothing was new. After a bulk step there may be more. */
    Optional<DemandChanged> step() {
        return turn.take("demand", position -> {
            refreshClocks();
            Stretch all = new Stretch(position.reached(), null);
            int waiting = waiting(all);
            if (waiting == 0) {
                return ProjectionTurn.Result.nothing();
            }
            if (waiting <= FEW_LINES) {
                return new ProjectionTurn.Result<>(few.add(all), position.now());
            }
            Stretch chunk = many.firstChunk(all);
            Snapshot reached =
                    chunk.below() == null ? position.now() : position.now().before(chunk.below());
            return new ProjectionTurn.Result<>(many.add(chunk), reached);
        });
    }

    /** Builds everything anew from the facts and answers how many rows were not as they should be. */
    long rebuild() {
        return turn.take("demand", position -> {
                    refreshClocks();
                    return new ProjectionTurn.Result<>(truth.restore(), position.now());
                })
                .orElseThrow();
    }

    private void refreshClocks() {
        jdbc.sql("""
                        insert into demand.store_clock as c (store_id, pincode, midnight)
                        select id, coalesce(pincode, ''), timestamp '2000-01-01' at time zone time_zone
                          from stores.v_store
                        on conflict (store_id) do update
                           set pincode = excluded.pincode, midnight = excluded.midnight
                         where (c.pincode, c.midnight) is distinct from (excluded.pincode, excluded.midnight)
                        """).update();
    }

    /**
     * How many lines are waiting, counted no further than needed. The order makes every plan read the index: where the
     * statistics are older than the lines, a filter over the whole table looks as cheap.
     */
    private int waiting(Stretch stretch) {
        return jdbc.sql("""
                        select count(*)
                          from ((select
                                   from orders.v_sale_line
                                  where xact >= cast(:end as xid8)
                                  order by xact
                                  limit :limit)
                                union all
                                (select
                                   from orders.v_sale_line
                                  where xact = any(cast(:running as xid8[]))
                                  order by xact
                                  limit :limit)) as lines
                        """)
                .params(stretch.after().parameters())
                .param("limit", FEW_LINES + 1)
                .query(Integer.class)
                .single();
    }

    /** Whether there is anything new, asked without waiting for the turn: the poll's question. */
    boolean behind() {
        return waiting(new Stretch(turn.reached("demand"), null)) > 0;
    }
}
