package dev.shelfcast.server.jobs;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues jobs when they are due. The next due time stands in the database: the instance that moves it on queues the
 * run,
 * so that several instances make one run, and a time missed while nothing ran is made up for once.
 */
@Component
class Schedules {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Definitions definitions;
    private final Jobs jobs;
    private final Clock clock;

    Schedules(JdbcClient jdbc, TransactionTemplate transaction, Definitions definitions, Jobs jobs, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.definitions = definitions;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** A schedule that was changed to an earlier time takes effect at the start. */
    void prepare() {
        for (Job job : definitions.list()) {
            findNext(job)
                    .ifPresent(next -> jdbc.sql("""
                            insert into jobs.schedule as s (name, due_at)
                            values (:name, :next)
                            on conflict (name) do update set due_at = least(s.due_at, excluded.due_at)
                            """)
                            .param("name", job.name())
                            .param("next", next)
                            .update());
        }
    }

    void queueDue() {
        List<Due> due = jdbc.sql("select name, due_at from jobs.schedule where due_at <= :now order by due_at, name")
                .param("now", OffsetDateTime.now(clock))
                .query(Due.class)
                .list();
        for (Due one : due) {
            definitions.list().stream()
                    .filter(job -> job.name().equals(one.name()))
                    .findFirst()
                    .flatMap(this::findNext)
                    .ifPresent(next -> transaction.executeWithoutResult(status -> queue(one, next)));
        }
    }

    Optional<OffsetDateTime> findNext(Job job) {
        String schedule = job.schedule();
        if (schedule == null) {
            return Optional.empty();
        }
        ZonedDateTime next = CronExpression.parse(schedule).next(ZonedDateTime.now(clock));
        return Optional.ofNullable(next).map(ZonedDateTime::toOffsetDateTime);
    }

    private record Due(String name, OffsetDateTime dueAt) {}

    private void queue(Due due, OffsetDateTime next) {
        int moved = jdbc.sql("update jobs.schedule set due_at = :next where name = :name and due_at = :due")
                .param("next", next)
                .param("name", due.name())
                .param("due", due.dueAt())
                .update();
        if (moved == 1) {
            jobs.request(due.name(), Map.of(Jobs.KEY, "schedule"));
        }
    }
}
