package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the registry. */
@Component
public class ModelQuery {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ModelQuery(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What to list; a store, category or product finds the models that are for exactly that. */
    record Filter(
            @Nullable String store,
            @Nullable String category,
            @Nullable String sku,
            @Nullable String method,
            @Nullable ModelStatus status,
            @Nullable Long job) {}

    /** A run on fewer series says little about one on many. */
    private static final int MANY_SERIES = 100;

    /** Seconds for a thousand series by method, as the last finished run of one model on many series took. */
    Map<String, Double> secondsByMethod() {
        Map<String, Double> seconds = new HashMap<>();
        jdbc.sql("""
                        select distinct on (m.method) m.method,
                               1000 * extract(epoch from r.finished_at - r.started_at) / m.series as seconds
                          from forecasting.model m
                          join forecasting.run r on r.id = m.run_id
                         where m.trained_at is not null and m.series >= :many and m.series = r.series
                           and r.status = 'DONE'
                         order by m.method, m.id desc
                        """).param("many", MANY_SERIES).query(row -> {
            seconds.put(row.getString("method"), row.getDouble("seconds"));
        });
        return seconds;
    }

    Listing<RegisteredModel> list(Filter filter, StoreScope scope, Paging paging) {
        record Counted(RegisteredModel model, long total) {}
        List<Counted> rows = jdbc.sql("""
                        select m.*, count(*) over () as total
                          from forecasting.model m
                         where m.trained_at is not null
                           and (cast(:scope as text[]) is null or m.store is null
                                or m.store = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or m.store = :store)
                           and (cast(:category as text) is null or m.category = :category)
                           and (cast(:sku as text) is null or m.sku = :sku)
                           and (cast(:method as text) is null or m.method = :method)
                           and (cast(:status as text) is null or m.status = :status)
                           and (cast(:job as bigint) is null or m.job_id = :job)
                         order by m.id desc
                         limit :limit offset :offset
                        """)
                .param("scope", scope.codesOrNull())
                .param("store", filter.store())
                .param("category", filter.category())
                .param("sku", filter.sku())
                .param("method", filter.method())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("job", filter.job())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, n) -> new Counted(model(row), row.getLong("total")))
                .list();
        long total = rows.isEmpty() ? 0 : rows.get(0).total();
        return Listing.of(rows.stream().map(Counted::model).toList(), total, paging);
    }

    /** The model of that number, once it is trained. */
    public RegisteredModel get(long id) {
        return find(id).orElseThrow(() -> new NotFound(
                "MODEL_UNKNOWN", "There is no model %d. Maybe look at GET /api/v1/forecasting/models.".formatted(id)));
    }

    private Optional<RegisteredModel> find(long id) {
        return jdbc.sql("select * from forecasting.model where id = :id and trained_at is not null")
                .param("id", id)
                .query((row, n) -> model(row))
                .optional();
    }

    /** Those that decide what is in force somewhere. */
    public List<RegisteredModel> listChampions() {
        return jdbc.sql("select * from forecasting.model where status = 'CHAMPION' and not partial order by id")
                .query((row, n) -> model(row))
                .list();
    }

    public List<RegisteredModel> listChallengers() {
        return jdbc.sql("select * from forecasting.model where status = 'CHALLENGER' order by id")
                .query((row, n) -> model(row))
                .list();
    }

    /** What a model of this method and scope would be trained anew from: the newest that stands or stood. */
    public Optional<RegisteredModel> findPredecessor(String method, ModelScope scope) {
        return jdbc.sql("""
                        select *
                          from forecasting.model
                         where method = :method and status <> 'FAILED'
                           and (store, category, sku) is not distinct from
                               (cast(:store as text), cast(:category as text), cast(:sku as text))
                         order by id desc
                         limit 1
                        """)
                .param("method", method)
                .param("store", scope.store())
                .param("category", scope.category())
                .param("sku", scope.sku())
                .query((row, n) -> model(row))
                .optional();
    }

    /** The newest model of a method that learned globally and knows this product in this store. */
    public Optional<RegisteredModel> findLatest(String method, String store, String sku, @Nullable String category) {
        return jdbc.sql("""
                        select *
                          from forecasting.model
                         where method = :method and status in ('CHAMPION', 'CHALLENGER')
                           and (store is null or store = :store) and (sku is null or sku = :sku)
                           and (category is null or starts_with(cast(:category as text) || '/', category || '/'))
                         order by status, id desc
                         limit 1
                        """)
                .param("method", method)
                .param("store", store)
                .param("sku", sku)
                .param("category", category)
                .query((row, n) -> model(row))
                .optional();
    }

    /** Where its file lies, if it is one that has a file. */
    public Optional<String> findArtifact(long id) {
        return jdbc.sql("select artifact from forecasting.model where id = :id and artifact is not null")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private RegisteredModel model(ResultSet row) throws SQLException {
        return new RegisteredModel(
                row.getLong("id"),
                row.getString("method"),
                row.getString("label"),
                new ModelScope(row.getString("store"), row.getString("category"), row.getString("sku")),
                ModelStatus.valueOf(row.getString("status")),
                row.getBoolean("partial"),
                row.getObject("trained_at", OffsetDateTime.class),
                row.getObject("status_at", OffsetDateTime.class),
                row.getString("status_reason"),
                row.getLong("run_id"),
                row.getLong("job_id"),
                row.getObject("data_from", LocalDate.class),
                row.getObject("data_to", LocalDate.class),
                row.getInt("series"),
                row.getLong("observations"),
                row.getLong("seed"),
                json.readValue(row.getString("settings"), TrainingSettings.class),
                json.readTree(row.getString("parameters")),
                json.readTree(row.getString("metrics")),
                row.getObject("parent_id", Long.class),
                row.getString("reason"),
                row.getString("library_version"),
                row.getLong("artifact_bytes"));
    }
}
