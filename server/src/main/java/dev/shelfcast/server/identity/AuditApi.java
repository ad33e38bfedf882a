package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/audit")
@Administers
@Tag(name = "audit")
class AuditApi {

    private static final String WHERE = """
             where (cast(:actor as text) is null or actor = :actor)
               and (cast(:action as text) is null or action = :action)
               and (cast(:type as text) is null or subject_type = :type)
               and (cast(:subject as text) is null or subject_id = :subject)
               and (cast(:from as timestamptz) is null or at >= :from)
               and (cast(:to as timestamptz) is null or at < :to)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditApi(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Entry(
            long id,
            Instant at,
            String actor,
            @Nullable String correlationId,
            @Nullable String remoteAddress,
            String action,
            String subjectType,
            String subjectId,
            @Schema(implementation = Object.class) @Nullable JsonNode before,
            @Schema(implementation = Object.class) @Nullable JsonNode after) {}

    @GetMapping
    @Operation(summary = "Who did what and when, newest first")
    Listing<Entry> list(
            Paging paging,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(name = "subject_type", required = false) @Nullable String subjectType,
            @RequestParam(name = "subject_id", required = false) @Nullable String subjectId,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to) {
        Map<String, @Nullable Object> filter = new HashMap<>();
        filter.put("actor", actor);
        filter.put("action", action);
        filter.put("type", subjectType);
        filter.put("subject", subjectId);
        filter.put("from", from);
        filter.put("to", to);
        long total = jdbc.sql("select count(*) from identity.audit_entry" + WHERE)
                .params(filter)
                .query(Long.class)
                .single();
        List<Entry> page = jdbc.sql("""
                        select id, at, actor, correlation_id, remote_address, action, subject_type, subject_id,
                               before::text as before, after::text as after
                          from identity.audit_entry
                        """ + WHERE + " order by id desc limit :limit offset :offset")
                .params(filter)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(this::entry)
                .list();
        return Listing.of(page, total, paging);
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("correlation_id"),
                row.getString("remote_address"),
                row.getString("action"),
                row.getString("subject_type"),
                row.getString("subject_id"),
                tree(row.getString("before")),
                tree(row.getString("after")));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
