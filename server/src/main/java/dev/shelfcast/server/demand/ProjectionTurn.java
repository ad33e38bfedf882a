package dev.shelfcast.server.demand;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves a projection on: one at a time over all instances of the server, in a transaction whose one snapshot
 * becomes the
 * new position.
 */
@Component
class ProjectionTurn {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DemandMonths months;

    ProjectionTurn(JdbcClient jdbc, PlatformTransactionManager transactions, DemandMonths months) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.months = months;
    }

    /** How far the projection had read, and what this transaction sees. */
    record Position(Snapshot reached, Snapshot now) {}

    /** What came of the work and how far it has read; nothing where the position is to stay. */
    record Result<T>(@Nullable T outcome, @Nullable Snapshot reached) {

        static <T> Result<T> nothing() {
            return new Result<>(null, null);
        }
    }

    <T> Optional<T> take(String name, Function<Position, Result<T>> work) {
        try {
            Optional<T> outcome = transaction.execute(status -> {
                // Before the first statement that needs a snapshot: one taken while waiting would be older than what
                // the one before has written.
                jdbc.sql("lock table demand.turn in exclusive mode").update();
                Result<T> result = work.apply(position(name));
                if (result.reached() != null) {
                    jdbc.sql("update demand.position set snapshot = cast(:reached as pg_snapshot) where name = :name")
                            .param("reached", result.reached().text())
                            .param("name", name)
                            .update();
                }
                return Optional.ofNullable(result.outcome());
            });
            return outcome == null ? Optional.empty() : outcome;
        } catch (RuntimeException e) {
            months.forget(); // the partitions that this transaction had made are gone with it
            throw e;
        }
    }

    Snapshot reached(String name) {
        return position(name).reached();
    }

    private Position position(String name) {
        return jdbc.sql("""
                        select snapshot::text as reached, pg_current_snapshot()::text as now
                          from demand.position
                         where name = :name
                        """)
                .param("name", name)
                .query((row, number) ->
                        new Position(Snapshot.parse(row.getString("reached")), Snapshot.parse(row.getString("now"))))
                .single();
    }
}
