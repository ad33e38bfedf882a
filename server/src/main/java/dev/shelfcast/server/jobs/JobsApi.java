package dev.shelfcast.server.jobs;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.identity.Role;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "jobs")
class JobsApi {

    /** Runs may speak of any store, so those who see only some see only their own runs. */
    private static final String WHERE = """
             where (cast(:id as bigint) is null or id = :id)
               and (cast(:name as text) is null or name = :name)
               and (cast(:status as text) is null or status = :status)
               and (cast(:user as text) is null or requested_by = :user)
            """;

    private final JdbcClient jdbc;
    private final Queue queue;
    private final Definitions definitions;
    private final Schedules schedules;
    private final Jobs jobs;
    private final RepeatedRequests repeated;
    private final CurrentUser user;

    JobsApi(
            JdbcClient jdbc,
            Queue queue,
            Definitions definitions,
            Schedules schedules,
            Jobs jobs,
            RepeatedRequests repeated,
            CurrentUser user) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.definitions = definitions;
        this.schedules = schedules;
        this.jobs = jobs;
        this.repeated = repeated;
        this.user = user;
    }

    record Definition(
            String name,
            String description,
            @Nullable String schedule,
            @Nullable OffsetDateTime nextAt) {}

    record Requested(long id) {}

    private record Trigger(String name, Map<String, String> parameters) {}

    @Reads
    @GetMapping
    @Operation(summary = "Runs of background jobs, newest first")
    Listing<RunRow> list(
            Paging paging,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) RunRow.@Nullable Status status) {
        Map<String, @Nullable Object> filter = filter(null, name, status);
        long total = jdbc.sql("select count(*) from jobs.run" + WHERE)
                .params(filter)
                .query(Long.class)
                .single();
        List<RunRow> page = jdbc.sql("select *, parameters::text as parameter_text from jobs.run" + WHERE
                        + " order by id desc limit :limit offset :offset")
                .params(filter)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(this::run)
                .list();
        return Listing.of(page, total, paging);
    }

    @Reads
    @GetMapping("/{id}")
    @Operation(summary = "One run with its progress")
    RunRow get(@PathVariable long id) {
        return jdbc.sql("select *, parameters::text as parameter_text from jobs.run" + WHERE)
                .params(filter(id, null, null))
                .query(this::run)
                .optional()
                .orElseThrow(() -> new NotFound("RUN_UNKNOWN", "There is no run %d.".formatted(id)));
    }

    @Reads
    @GetMapping("/definitions")
    @Operation(summary = "The jobs that exist, with their schedules")
    Listing<Definition> definitions() {
        List<Definition> all = definitions.list().stream()
                .map(job -> new Definition(
                        job.name(),
                        job.description(),
                        job.schedule(),
                        schedules.findNext(job).orElse(null)))
                .toList();
        return new Listing<>(all, new Listing.Meta(all.size(), 1, Math.max(1, all.size())));
    }

    @Plans
    @PostMapping("/{name}/trigger")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Run a job now",
            description = "The body holds the job's parameters. With the parameter `key`, a run that waits already "
                    + "under the same key is answered instead of a second one.")
    Requested trigger(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable Map<String, String> parameters,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String repeatKey) {
        Map<String, String> given = parameters == null ? Map.of() : parameters;
        return repeated.once(
                repeatKey, new Trigger(name, given), Requested.class, () -> new Requested(jobs.request(name, given)));
    }

    @Plans
    @PostMapping("/{id}/cancel")
    @Operation(summary = "Call a run off")
    RunRow cancel(@PathVariable long id) {
        jobs.cancel(id);
        return get(id);
    }

    private Map<String, @Nullable Object> filter(
            @Nullable Long id, @Nullable String name, RunRow.@Nullable Status status) {
        boolean everybody = user.role() == Role.ADMIN || user.role() == Role.PLANNER;
        Map<String, @Nullable Object> filter = new HashMap<>();
        filter.put("id", id);
        filter.put("name", name);
        filter.put("status", status == null ? null : status.name());
        filter.put("user", everybody ? null : user.name());
        return filter;
    }

    private RunRow run(ResultSet row, int number) throws SQLException {
        return new RunRow(
                row.getLong("id"),
                row.getString("name"),
                row.getString("key"),
                queue.parameters(row.getString("parameter_text")),
                RunRow.Status.valueOf(row.getString("status")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getString("requested_by"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("message"),
                row.getString("error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
