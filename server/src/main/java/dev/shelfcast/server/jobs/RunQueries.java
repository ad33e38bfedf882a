package dev.shelfcast.server.jobs;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Role;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs as the current user may see them. */
@Component
class RunQueries {

    /** Runs may speak of any store, so those who see only some see only their own runs. */
    private static final String WHERE = """
             where (cast(:id as bigint) is null or id = :id)
               and (cast(:name as text) is null or name = :name)
               and (cast(:status as text) is null or status = :status)
               and (cast(:user as text) is null or requested_by = :user)
            """;

    private final JdbcClient jdbc;
    private final Queue queue;
    private final CurrentUser user;

    RunQueries(JdbcClient jdbc, Queue queue, CurrentUser user) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.user = user;
    }

    Listing<RunRow> list(Paging paging, @Nullable String name, RunRow.@Nullable Status status) {
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

    RunRow get(long id) {
        return jdbc.sql("select *, parameters::text as parameter_text from jobs.run" + WHERE)
                .params(filter(id, null, null))
                .query(this::run)
                .optional()
                .orElseThrow(() -> new NotFound("RUN_UNKNOWN", "There is no run %d.".formatted(id)));
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
