package dev.shelfcast.server.inventory.books;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.inventory.ClosedBooks;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Closes the books of the chain or of a store until a day, and opens them again with a reason. */
@Component
class Books {

    private static final int LONGEST_REASON = 500;
    private static final long CHAIN = 0;

    /** Until when the books are closed; without a store, those of the whole chain. */
    record Closing(
            @Nullable StoreCode store,
            @Nullable LocalDate closedUntil,
            @Nullable OffsetDateTime changedAt,
            @Nullable String changedBy,
            @Nullable String reason) {}

    /** How many days back each role may date what it writes down by hand. */
    record Windows(int storeManagerDays, int plannerDays, int administratorDays) {}

    private final JdbcClient jdbc;
    private final Stores stores;
    private final ClosedBooks closed;
    private final CurrentUser user;
    private final AuditLog audit;
    private final Clock clock;

    Books(JdbcClient jdbc, Stores stores, ClosedBooks closed, CurrentUser user, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.closed = closed;
        this.user = user;
        this.audit = audit;
        this.clock = clock;
    }

    /** The chain first, whether closed or not, then the stores that have a day of their own. */
    List<Closing> list(StoreScope scope) {
        return jdbc.sql("""
                        select s.code as store, c.closed_until, c.changed_at, c.changed_by, c.reason
                          from (select 0 as id, cast(null as text) as code
                                union all
                                select id, code from stores.v_store) as s
                          left join inventory.closed_books c on c.store_id = s.id
                         where s.id = 0 or c.store_id is not null
                               and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                         order by s.code nulls first
                        """)
                .param("scope", scope.codesOrNull())
                .query(Closing.class)
                .list();
    }

    /** Later: closes more. Earlier or absent: opens again, which needs a reason. */
    @Transactional
    public void close(@Nullable StoreCode code, @Nullable LocalDate until, @Nullable String reason) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new Invalid("REASON_INVALID", "A reason has at most %d characters.".formatted(LONGEST_REASON));
        }
        StoreView store = code == null ? null : stores.get(code);
        long id = store == null ? CHAIN : store.id();
        closed.holdStill();
        LocalDate before = jdbc.sql("select closed_until from inventory.closed_books where store_id = :store")
                .param("store", id)
                .query(LocalDate.class)
                .optional()
                .orElse(null);
        if (Objects.equals(before, until)) {
            return;
        }
        refuseDaysThatAreNotOver(store, until);
        boolean opens = before != null && (until == null || until.isBefore(before));
        if (opens && (reason == null || reason.isBlank())) {
            throw new Invalid(
                    "REASON_INVALID",
                    "The books of %s are closed until %s. Opening them again needs a reason."
                            .formatted(name(store), before));
        }
        write(id, until, reason);
        audit.record(
                opens ? "books.open" : "books.close",
                "books",
                store == null ? "chain" : store.code().value(),
                before,
                new Closing(code, until, null, user.name(), reason));
    }

    private void refuseDaysThatAreNotOver(@Nullable StoreView store, @Nullable LocalDate until) {
        ZoneId zone = store == null ? lastZone() : store.timeZone();
        LocalDate lastDay = clock.instant()
                .minus(ClosedBooks.EARLIEST)
                .atZone(zone)
                .toLocalDate()
                .minusDays(1);
        if (until != null && until.isAfter(lastDay)) {
            throw new Conflict(
                    "DAY_NOT_OVER",
                    ("The books of %s can be closed until %s at the latest, not until %s: "
                                    + "a day has to be over for an hour.")
                            .formatted(name(store), lastDay, until));
        }
    }

    /** The one in which a day ends last. */
    private ZoneId lastZone() {
        return jdbc.sql("select distinct time_zone from stores.v_store").query(String.class).list().stream()
                .map(ZoneId::of)
                .min(java.util.Comparator.comparing(
                        zone -> clock.instant().atZone(zone).toLocalDateTime()))
                .orElse(java.time.ZoneOffset.UTC);
    }

    private void write(long id, @Nullable LocalDate until, @Nullable String reason) {
        if (until == null) {
            jdbc.sql("delete from inventory.closed_books where store_id = :store")
                    .param("store", id)
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into inventory.closed_books (store_id, closed_until, changed_by, reason)
                        values (:store, :until, :user, :reason)
                        on conflict (store_id) do update
                           set closed_until = excluded.closed_until, changed_by = excluded.changed_by,
                               reason = excluded.reason, changed_at = now()
                        """)
                .param("store", id)
                .param("until", until)
                .param("user", user.name())
                .param("reason", reason)
                .update();
    }

    private static String name(@Nullable StoreView store) {
        return store == null ? "the chain" : store.code().value();
    }

    Windows windows() {
        Map<String, Integer> days = new java.util.HashMap<>();
        jdbc.sql("select role, days from inventory.back_dating").query(row -> {
            days.put(row.getString("role"), row.getInt("days"));
        });
        return new Windows(
                days.getOrDefault("STORE_MANAGER", 0), days.getOrDefault("PLANNER", 0), days.getOrDefault("ADMIN", 0));
    }

    @Transactional
    public void setWindows(Windows wanted) {
        Windows before = windows();
        jdbc.sql("""
                        update inventory.back_dating b
                           set days = w.days
                          from unnest(array['STORE_MANAGER', 'PLANNER', 'ADMIN'],
                                      array[:manager, :planner, :administrator]) as w (role, days)
                         where b.role = w.role
                        """)
                .param("manager", wanted.storeManagerDays())
                .param("planner", wanted.plannerDays())
                .param("administrator", wanted.administratorDays())
                .update();
        audit.record("books.windows", "books", "windows", before, wanted);
    }
}
