package dev.shelfcast.server.jobs;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.NotFound;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Asks for work in the background and calls it off again. */
@Component
public class Jobs {

    /** At most one waiting run per job and value of this parameter; runs that share it never overlap. */
    public static final String KEY = "key";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CurrentUser user;
    private final Definitions definitions;
    private final News news;

    Jobs(JdbcClient jdbc, JsonMapper json, CurrentUser user, Definitions definitions, News news) {
        this.jdbc = jdbc;
        this.json = json;
        this.user = user;
        this.definitions = definitions;
        this.news = news;
    }

    /**
     * Queues a run in the caller's transaction; it starts after the commit. Where a run with the same {@code key}
     * already waits, that one is returned, and it does not start before this transaction has ended.
     */
    @Transactional
    public long request(String jobName, Map<String, String> parameters) {
        definitions.get(jobName);
        String key = parameters.get(KEY);
        while (true) {
            Optional<Long> queued = insert(jobName, key, parameters);
            if (queued.isPresent()) {
                long id = queued.get();
                afterCommit(() -> {
                    news.tell(jobName, "QUEUED", new Queue.Progress(id, 0, 0, ""));
                    news.ring();
                });
                return id;
            }
            Optional<Long> waiting = waiting(jobName, key);
            if (waiting.isPresent()) {
                return waiting.get();
            }
            // The waiting run was started between the two statements, so there is room for a new one.
        }
    }

    /** Calls a run off: at once while it waits, at its next look at {@link JobRun#cancelled()} while it runs. */
    @Transactional
    public void cancel(long runId) {
        Cancelled run = jdbc.sql("""
                        update jobs.run
                           set status = case when status = 'QUEUED' then 'CANCELLED' else status end,
                               finished_at = case when status = 'QUEUED' then clock_timestamp() else finished_at end,
                               cancel_requested = cancel_requested or status in ('QUEUED', 'RUNNING')
                         where id = :id
                        returning name, status, done, total, message
                        """)
                .param("id", runId)
                .query(Cancelled.class)
                .optional()
                .orElseThrow(() -> new NotFound("RUN_UNKNOWN", "There is no run %d.".formatted(runId)));
        if (run.status().equals("DONE") || run.status().equals("FAILED")) {
            throw new Conflict(
                    "RUN_ENDED",
                    "The run %d of %s is %s and cannot be cancelled any more."
                            .formatted(runId, run.name(), run.status()));
        }
        if (run.status().equals("CANCELLED")) {
            afterCommit(() -> news.tell(
                    run.name(), "CANCELLED", new Queue.Progress(runId, run.done(), run.total(), run.message())));
        }
    }

    /** Whether a run of the job waits or is going on, in whatever instance. */
    public boolean isPending(String jobName) {
        return jdbc.sql("select exists (select from jobs.run where name = :name and status in ('QUEUED', 'RUNNING'))")
                .param("name", jobName)
                .query(Boolean.class)
                .single();
    }

    private record Cancelled(String name, String status, long done, long total, String message) {}

    private Optional<Long> insert(String jobName, @Nullable String key, Map<String, String> parameters) {
        return jdbc.sql("""
                        insert into jobs.run (name, key, parameters, requested_by)
                        values (:name, :key, cast(:parameters as jsonb), :user)
                        on conflict (name, key) where status = 'QUEUED' and key is not null do nothing
                        returning id
                        """)
                .param("name", jobName)
                .param("key", key)
                .param("parameters", json.writeValueAsString(parameters))
                .param("user", user.name())
                .query(Long.class)
                .optional();
    }

    /** The lock keeps the waiting run from starting before the caller's changes are committed and visible to it. */
    private Optional<Long> waiting(String jobName, @Nullable String key) {
        return jdbc.sql("""
                        select id
                          from jobs.run
                         where name = :name and key = :key and status = 'QUEUED'
                           for share
                        """)
                .param("name", jobName)
                .param("key", key)
                .query(Long.class)
                .optional();
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
