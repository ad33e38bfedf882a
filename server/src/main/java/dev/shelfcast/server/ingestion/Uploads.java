package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The list of what was sent, and how each file fared. */
@Component
class Uploads {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Uploads(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What a sender said of a file; the texts are kept as they came and were checked before. */
    record Received(
            String fileName,
            String storedAs,
            long bytes,
            boolean dryRun,
            @Nullable String store,
            Options options,
            String @Nullable [] scope,
            String sender) {}

    record Options(
            @Nullable String kind,
            @Nullable String timeZone,
            @Nullable String dateOrder,
            @Nullable String decimal) {}

    long receive(Received file) {
        return jdbc.sql("""
                        insert into ingestion.upload (kind, file_name, stored_as, dry_run, store, options, scope,
                                                      bytes_total, created_by)
                        values (:kind, :name, :stored, :dryRun, :store, cast(:options as jsonb),
                                cast(:scope as text[]), :bytes, :sender)
                        returning id
                        """)
                .param("kind", file.options().kind())
                .param("name", file.fileName())
                .param("stored", file.storedAs())
                .param("dryRun", file.dryRun())
                .param("store", file.store())
                .param("options", json.writeValueAsString(file.options()))
                .param("scope", file.scope())
                .param("bytes", file.bytes())
                .param("sender", file.sender())
                .query(Long.class)
                .single();
    }

    Upload get(long id) {
        return find(id).orElseThrow(() -> new NotFound("UPLOAD_UNKNOWN", "There is no upload %d.".formatted(id)));
    }

    private Optional<Upload> find(long id) {
        return jdbc.sql("""
                        select id, kind, file_name, status, dry_run, store, rows_read, rows_accepted, rows_skipped,
                               rows_refused, bytes_read, bytes_total, started_at, finished_at, message, created_by,
                               created_at, sha256, stored_as, cancel_asked
                          from ingestion.upload
                         where id = :id
                        """).param("id", id).query(Upload.class).optional();
    }

    List<Upload> list(@Nullable String sender, Paging paging) {
        return jdbc.sql("""
                        select id, kind, file_name, status, dry_run, store, rows_read, rows_accepted, rows_skipped,
                               rows_refused, bytes_read, bytes_total, started_at, finished_at, message, created_by,
                               created_at, sha256, stored_as, cancel_asked
                          from ingestion.upload
                         where created_by = coalesce(:sender, created_by)
                         order by id desc
                         limit :limit offset :offset
                        """)
                .param("sender", sender)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(Upload.class)
                .list();
    }

    long count(@Nullable String sender) {
        return jdbc.sql("select count(*) from ingestion.upload where created_by = coalesce(:sender, created_by)")
                .param("sender", sender)
                .query(Long.class)
                .single();
    }

    /** The oldest file that waits, or was cut short by a stop of the server. */
    Optional<Upload> next() {
        return jdbc.sql("""
                        select id
                          from ingestion.upload
                         where status in ('RECEIVED', 'VALIDATING', 'LOADING')
                         order by id
                         limit 1
                        """).query(Long.class).optional().flatMap(this::find);
    }

    Options options(long id) {
        String text = jdbc.sql("select options from ingestion.upload where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        return json.readValue(text, Options.class);
    }

    /** The codes that the sender might name, or null for all. */
    @Nullable
    List<String> scope(long id) {
        boolean all = jdbc.sql("select scope is null from ingestion.upload where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
        return all
                ? null
                : jdbc.sql("select unnest(scope) from ingestion.upload where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .list();
    }

    void begin(long id, @Nullable String message) {
        jdbc.sql("""
                        update ingestion.upload
                           set status = 'VALIDATING', started_at = clock_timestamp(), finished_at = null,
                               message = :message, rows_read = 0, rows_accepted = 0, rows_skipped = 0,
                               rows_refused = 0, bytes_read = 0
                         where id = :id
                        """).param("id", id).param("message", message).update();
    }

    /** Notes how far the import is; true when its sender wants it stopped. */
    boolean progress(long id, String status, @Nullable Kind kind, Counts counts) {
        return jdbc.sql("""
                        update ingestion.upload
                           set status = :status, kind = coalesce(:kind, kind), rows_read = :read,
                               rows_accepted = :accepted, rows_skipped = :skipped, rows_refused = :refused,
                               bytes_read = :bytesRead, bytes_total = :bytesTotal
                         where id = :id
                        returning cancel_asked
                        """)
                .param("id", id)
                .param("status", status)
                .param("kind", kind == null ? null : kind.name())
                .param("read", counts.read())
                .param("accepted", counts.accepted())
                .param("skipped", counts.skipped())
                .param("refused", counts.refused())
                .param("bytesRead", counts.bytesRead())
                .param("bytesTotal", counts.bytesTotal())
                .query(Boolean.class)
                .single();
    }

    /** The last word on an import, in the transaction of its load where there is one. */
    void end(long id, String status, @Nullable String message) {
        jdbc.sql("""
                        update ingestion.upload
                           set status = :status, message = :message, finished_at = clock_timestamp()
                         where id = :id
                        """)
                .param("id", id)
                .param("status", status)
                .param("message", message)
                .update();
    }

    void describe(long id, String sha256, Quality quality, List<ColumnReport> columns) {
        jdbc.sql("""
                        update ingestion.upload
                           set sha256 = :sha, quality_score = :score, quality = cast(:quality as jsonb),
                               columns = cast(:columns as jsonb)
                         where id = :id
                        """)
                .param("id", id)
                .param("sha", sha256)
                .param("score", quality.score())
                .param("quality", json.writeValueAsString(quality))
                .param("columns", json.writeValueAsString(columns))
                .update();
    }

    /** Forgets the raw file of an upload that was not worth keeping. */
    void forgetFile(long id) {
        jdbc.sql("update ingestion.upload set stored_as = null where id = :id")
                .param("id", id)
                .update();
    }

    /** Calls off all files that wait. */
    void cancelWaiting() {
        jdbc.sql("""
                        update ingestion.upload
                           set status = 'CANCELLED', finished_at = clock_timestamp(),
                               message = 'Cancelled with the job that was to import it; nothing of it is in.'
                         where status in ('RECEIVED', 'VALIDATING', 'LOADING')
                        """).update();
    }

    @Transactional
    boolean askCancel(long id) {
        jdbc.sql("""
                        update ingestion.upload
                           set status = 'CANCELLED', finished_at = clock_timestamp(),
                               message = 'Cancelled before it began.'
                         where id = :id and status = 'RECEIVED'
                        """).param("id", id).update();
        return jdbc.sql("""
                                update ingestion.upload
                                   set cancel_asked = true
                                 where id = :id and status in ('VALIDATING', 'LOADING', 'CANCELLED')
                                """).param("id", id).update() == 1;
    }

    /** An earlier upload of the very same bytes that is in. */
    Optional<Long> sameContent(long id, String sha256, String kind) {
        return jdbc.sql("""
                        select max(id)
                          from ingestion.upload
                         where sha256 = :sha and kind = :kind and status = 'DONE' and not dry_run and id <> :id
                        having count(*) > 0
                        """)
                .param("id", id)
                .param("sha", sha256)
                .param("kind", kind)
                .query(Long.class)
                .optional();
    }

    UploadReport report(long id) {
        Upload upload = get(id);
        List<Problem> problems =
                jdbc.sql("""
                        select line, col as column, value, reason, severity
                          from ingestion.problem
                         where upload_id = :id
                         order by seq
                        """).param("id", id).query(Problem.class).list();
        return jdbc.sql("select quality_score, quality, columns from ingestion.upload where id = :id")
                .param("id", id)
                .query((row, number) -> {
                    String quality = row.getString("quality");
                    String columns = row.getString("columns");
                    return new UploadReport(
                            upload,
                            row.getObject("quality_score") == null ? null : row.getDouble("quality_score"),
                            quality == null ? null : json.readValue(quality, Quality.class),
                            columns == null
                                    ? List.of()
                                    : json.readValue(columns, new TypeReference<List<ColumnReport>>() {}),
                            problems);
                })
                .single();
    }

    /** Replaces what is reported of the upload. */
    void problems(long id, List<Problem> problems) {
        jdbc.sql("delete from ingestion.problem where upload_id = :id")
                .param("id", id)
                .update();
        addProblems(id, 0, problems);
    }

    void addProblems(long id, int from, List<Problem> problems) {
        jdbc.sql("""
                        insert into ingestion.problem (upload_id, seq, line, col, value, reason, severity)
                        select :id, cast(:from as int) + nr, line, col, value, reason, severity
                          from unnest(cast(:lines as bigint[]), cast(:columns as text[]), cast(:values as text[]),
                                      cast(:reasons as text[]), cast(:severities as text[]))
                               with ordinality as p(line, col, value, reason, severity, nr)
                        """)
                .param("id", id)
                .param("from", from)
                .param("lines", problems.stream().map(Problem::line).toArray(Long[]::new))
                .param("columns", problems.stream().map(Problem::column).toArray(String[]::new))
                .param("values", problems.stream().map(Problem::value).toArray(String[]::new))
                .param("reasons", problems.stream().map(Problem::reason).toArray(String[]::new))
                .param(
                        "severities",
                        problems.stream().map(p -> p.severity().name()).toArray(String[]::new))
                .update();
    }
}
