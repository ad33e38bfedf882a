package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
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

    private final Lists jdbc;
    private final JsonMapper json;

    AuditApi(Lists jdbc, JsonMapper json) {
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

    /** What is absent does not narrow the list. */
    record Filter(
            @Nullable String actor,
            @Nullable String action,

            @BindParam("subject_type") @Parameter(name = "subject_type") @Nullable
            String subjectType,

            @BindParam("subject_id") @Parameter(name = "subject_id") @Nullable
            String subjectId,

            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {

        Map<String, @Nullable Object> parameters() {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("actor", actor);
            parameters.put("action", action);
            parameters.put("type", subjectType);
            parameters.put("subject", subjectId);
            parameters.put("from", from);
            parameters.put("to", to);
            return parameters;
        }
    }

    @GetMapping
    @Operation(summary = "Who did what and when, newest first")
    Listing<Entry> list(Paging paging, @ParameterObject Filter wanted) {
        Map<String, @Nullable Object> filter = wanted.parameters();
        long counted = jdbc.sql("select count(*) from (select from identity.audit_entry" + WHERE
                        + " order by at desc, id desc limit :count_to) as counted")
                .params(filter)
                .param("count_to", paging.countTo())
                .query(Long.class)
                .single();
        List<Entry> page = jdbc.sql("""
                        select id, at, actor, correlation_id, remote_address, action, subject_type, subject_id,
                               before::text as before, after::text as after
                          from identity.audit_entry
                        """ + WHERE + " order by at desc, id desc limit :limit offset :offset")
                .params(filter)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(this::entry)
                .list();
        return Listing.counted(page, counted, paging);
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
