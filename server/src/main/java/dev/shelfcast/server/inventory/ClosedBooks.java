package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.StoreCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says where the books are closed. Whoever moves something in the past holds a shared lock until the end of the
 * transaction, and whoever closes books waits for it: so nothing slips into a period that is being closed.
 */
@Component
public class ClosedBooks {

    /**
     * A day is closed an hour after its end at the earliest. What happened less than an hour ago is therefore never in
     * a closed period, and the selling path needs no look at the books.
     */
    public static final Duration EARLIEST = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    ClosedBooks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The open periods of the stores; asks the database only for times that could be in a closed one. */
    public OpenPeriods openPeriods(Collection<Long> storeIds, Collection<Instant> times) {
        Instant certainlyOpen = clock.instant().minus(EARLIEST);
        if (times.stream().noneMatch(time -> time.isBefore(certainlyOpen))) {
            return OpenPeriods.ALL;
        }
        lock("select pg_advisory_xact_lock_shared(hashtext('inventory.closed_books'))");
        Map<Long, OpenPeriods.Open> byStore = new HashMap<>();
        jdbc.sql("""
                        select store_id, store, closed_until, open_since
                          from inventory.v_open_period
                         where store_id = any(:stores)
                        """).param("stores", storeIds.toArray(Long[]::new)).query(row -> {
            byStore.put(
                    row.getLong("store_id"),
                    new OpenPeriods.Open(
                            StoreCode.of(row.getString("store")),
                            row.getObject("closed_until", LocalDate.class),
                            row.getObject("open_since", OffsetDateTime.class).toInstant()));
        });
        return new OpenPeriods(byStore);
    }

    /** Waits for those who are moving things in the past, and keeps others waiting until this transaction ends. */
    public void holdStill() {
        lock("select pg_advisory_xact_lock(hashtext('inventory.closed_books'))");
    }

    /** Refuses a batch that would change a closed period. */
    void refuseIntake(long batchId) {
        lock("select pg_advisory_xact_lock_shared(hashtext('inventory.closed_books'))");
        boolean anyClosed = jdbc.sql("select exists (select from inventory.closed_books)")
                .query(Boolean.class)
                .single();
        if (!anyClosed) {
            return;
        }
        jdbc.sql("""
                        select o.store, o.closed_until, count(*) as movements
                          from inventory.movement_intake i
                          join inventory.v_open_period o
                            on o.store_id in (i.from_location, i.to_location) and i.occurred_at < o.open_since
                         where i.batch_id = :batch
                         group by o.store, o.closed_until
                         order by count(*) desc
                         limit 1
                        """)
                .param("batch", batchId)
                .query((row, number) -> new Conflict(
                        "BOOKS_CLOSED",
                        ("%d movements are at times for which the books of %s are closed (until %s). "
                                        + "Maybe leave them out, or ask an administrator to open the books again.")
                                .formatted(
                                        row.getLong("movements"),
                                        row.getString("store"),
                                        row.getObject("closed_until", LocalDate.class))))
                .optional()
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    private void lock(String sql) {
        jdbc.sql(sql).query((row, number) -> number).list();
    }
}
