package dev.shelfcast.server.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The runs in the database, as the workers of all instances share them. */
@Component
class Queue {

    static final String INTERRUPTED = "interrupted by a stop of the server";
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Queue(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Claimed(long id, String name, Map<String, String> parameters) {}

    /** Takes the oldest waiting run whose key is not running, for this instance alone. */
    Optional<Claimed> claim(String instance, List<String> names) {
        return jdbc.sql("""
                        update jobs.run
                           set status = 'RUNNING', started_at = clock_timestamp(), heartbeat_at = clock_timestamp(),
                               instance = :instance, done = 0, total = 0, message = ''
                         where id = (select r.id
                                       from jobs.run r
                                      where r.status = 'QUEUED'
                                        and r.name = any(cast(:names as text[]))
                                        and not exists (select
                                                          from jobs.run other
                                                         where other.status = 'RUNNING'
                                                           and other.name = r.name
                                                           and other.key = r.key)
                                      order by r.id
                                      limit 1
                                        for update of r skip locked)
                        returning id, name, parameters::text as parameters
                        """)
                .param("instance", instance)
                .param("names", names.toArray(String[]::new))
                .query((row, number) ->
                        new Claimed(row.getLong("id"), row.getString("name"), parameters(row.getString("parameters"))))
                .optional();
    }

    Map<String, String> parameters(String text) {
        return json.readValue(text, PARAMETERS);
    }

    /** Writes where the run stands; answers whether to stop, null when the run is no longer this instance's. */
    @Nullable
    Boolean beat(String instance, Progress progress) {
        return jdbc.sql("""
                        update jobs.run
                           set done = :done, total = :total, message = :message, heartbeat_at = clock_timestamp()
                         where id = :id and instance = :instance and status = 'RUNNING'
                        returning cancel_requested
                        """)
                .param("done", progress.done())
                .param("total", progress.total())
                .param("message", progress.message())
                .param("id", progress.id())
                .param("instance", instance)
                .query(Boolean.class)
                .optional()
                .orElse(null);
    }

    record Progress(long id, long done, long total, String message) {}

    boolean end(String instance, Progress progress, String status, @Nullable String error) {
        return jdbc.sql("""
                                update jobs.run
                                   set status = :status, error = :error, done = :done, total = :total,
                                       message = :message, finished_at = clock_timestamp()
                                 where id = :id and instance = :instance and status = 'RUNNING'
                                """)
                        .param("status", status)
                        .param("error", error)
                        .param("done", progress.done())
                        .param("total", progress.total())
                        .param("message", progress.message())
                        .param("id", progress.id())
                        .param("instance", instance)
                        .update()
                == 1;
    }

    record Orphan(long id, String name) {}

    /**
     * Runs whose instance is dead: silent for long, or from before the database's own last start, which the instance of
     * an embedded database did not survive.
     */
    List<Orphan> orphans(Duration silence) {
        return jdbc.sql("""
                        select id, name
                          from jobs.run
                         where status = 'RUNNING'
                           and (heartbeat_at < clock_timestamp() - make_interval(secs => :silence)
                                or heartbeat_at < pg_postmaster_start_time())
                         order by id
                        """)
                .param("silence", silence.toMillis() / 1000.0)
                .query(Orphan.class)
                .list();
    }

    /** Waits again, unless a run of the same key waits already: that one then does the work. */
    String giveBack(long id, boolean resumable, @Nullable Duration silence) {
        return jdbc.sql("""
                        update jobs.run r
                           set status = case when again then 'QUEUED' else 'FAILED' end,
                               error = case when again then null else :reason end,
                               finished_at = case when again then null else clock_timestamp() end,
                               message = :reason, instance = null
                          from (select id,
                                       :resumable and not cancel_requested and not exists (
                                           select from jobs.run other
                                            where other.status = 'QUEUED'
                                              and other.name = mine.name
                                              and other.key = mine.key) as again
                                  from jobs.run mine
                                 where id = :id
                                   and status = 'RUNNING'
                                   and (cast(:silence as double precision) is null
                                        or heartbeat_at < clock_timestamp() - make_interval(secs => :silence)
                                        or heartbeat_at < pg_postmaster_start_time())
                                   for update skip locked) found
                         where r.id = found.id
                        returning r.status
                        """)
                .param("id", id)
                .param("resumable", resumable)
                .param("reason", INTERRUPTED)
                .param("silence", silence == null ? null : silence.toMillis() / 1000.0)
                .query(String.class)
                .optional()
                .orElse("");
    }

    int forget(Duration history) {
        return jdbc.sql("delete from jobs.run where finished_at < clock_timestamp() - make_interval(secs => :history)")
                .param("history", (double) history.toSeconds())
                .update();
    }
}
