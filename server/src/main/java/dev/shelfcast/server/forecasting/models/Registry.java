package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.server.forecasting.models.Artifacts.Kept;
import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what was trained and decides what is in force where: the champion with the narrowest scope. Product
 * before category before all, and within each one store before all stores.
 */
@Component
public class Registry {

    /** Their forecasts are kept too, about 6 KB a series. */
    private static final int MOST_CHALLENGERS = 20;

    private static final Duration RETIRED_ARTIFACT_KEPT = Duration.ofDays(30);
    private static final Duration RETIRED_PART_KEPT = Duration.ofDays(60);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Artifacts artifacts;
    private final AuditLog audit;
    private final Clock clock;

    Registry(JdbcClient jdbc, JsonMapper json, Artifacts artifacts, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.artifacts = artifacts;
        this.audit = audit;
        this.clock = clock;
    }

    /** A model about to be trained. */
    public record Begun(
            String method,
            ModelScope scope,
            boolean partial,
            @Nullable Long parentId,
            long runId,
            long jobId,
            String reason,
            LocalDate dataFrom,
            LocalDate dataTo,
            TrainingSettings settings) {}

    /** Registers it as failed until it is done, so that a power cut leaves no half a model in force. */
    @Transactional
    public long begin(Begun begun) {
        return jdbc.sql("""
                        insert into forecasting.model
                               (method, store, category, sku, status, status_at, status_reason, partial, parent_id,
                                run_id, job_id, reason, data_from, data_to, seed, settings, library_version)
                        values (:method, :store, :category, :sku, 'FAILED', :now, 'training', :partial, :parent,
                                :run, :job, :reason, :from, :to, :seed, cast(:settings as jsonb), :version)
                        returning id
                        """)
                .param("method", begun.method())
                .param("store", begun.scope().store())
                .param("category", begun.scope().category())
                .param("sku", begun.scope().sku())
                .param("now", OffsetDateTime.now(clock))
                .param("partial", begun.partial())
                .param("parent", begun.parentId())
                .param("run", begun.runId())
                .param("job", begun.jobId())
                .param("reason", begun.reason())
                .param("from", begun.dataFrom())
                .param("to", begun.dataTo())
                .param("seed", begun.settings().seedOrUsual())
                .param("settings", json.writeValueAsString(begun.settings()))
                .param("version", LibraryVersion.NAME)
                .query(Long.class)
                .single();
    }

    /** What training has found; families count the series by form. */
    public record Trained(
            String label,
            int series,
            long observations,
            Map<String, Integer> families,
            Map<String, ?> parameters,
            Map<String, Double> metrics,
            @Nullable Kept artifact) {}

    /** Done: it is in force from now on, and what was in force for the same scope is not. */
    @Transactional
    public void crown(long id, Trained trained) {
        finish(id, trained);
        makeChampion(id, "trained anew");
    }

    /** Done: it waits beside what is in force; an earlier challenger of the same method and scope goes. */
    @Transactional
    public void challenge(long id, Trained trained) {
        finish(id, trained);
        setStatus(id, ModelStatus.CHALLENGER, "compared with what is in force");
        List<Long> gone =
                jdbc.sql("""
                        select m.id
                          from (select id, row_number() over (order by id desc) as rank,
                                       row_number() over (partition by method, store, category, sku order by id desc)
                                           as version
                                  from forecasting.model
                                 where status = 'CHALLENGER') m
                         where m.rank > :most or m.version > 1
                        """).param("most", MOST_CHALLENGERS).query(Long.class).list();
        gone.forEach(old -> setStatus(old, ModelStatus.RETIRED, "a newer challenger takes its place"));
    }

    /** Not done: why. */
    @Transactional
    public void fail(long id, String why) {
        jdbc.sql("""
                        update forecasting.model
                           set status = 'FAILED', status_reason = :why, status_at = :now, trained_at = :now
                         where id = :id
                        """)
                .param("why", why)
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .update();
        jdbc.sql("delete from forecasting.challenge where model_id = :id")
                .param("id", id)
                .update();
    }

    private void finish(long id, Trained trained) {
        jdbc.sql("""
                        update forecasting.model
                           set label = :label, series = :series, observations = :observations, trained_at = :now,
                               parameters = cast(:parameters as jsonb), metrics = cast(:metrics as jsonb),
                               artifact = :artifact, artifact_bytes = :bytes
                         where id = :id
                        """)
                .param("label", trained.label())
                .param("series", trained.series())
                .param("observations", trained.observations())
                .param("now", OffsetDateTime.now(clock))
                .param("parameters", json.writeValueAsString(trained.parameters()))
                .param("metrics", json.writeValueAsString(trained.metrics()))
                .param(
                        "artifact",
                        trained.artifact() == null ? null : trained.artifact().name())
                .param(
                        "bytes",
                        trained.artifact() == null ? 0 : trained.artifact().bytes())
                .param("id", id)
                .update();
    }

    /** Retires what it replaces: the champion of the same scope and, unless it is a part itself, the parts within. */
    private void makeChampion(long id, String why) {
        jdbc.sql("""
                        update forecasting.model old
                           set status = 'RETIRED', status_at = :now, status_reason = 'replaced by model ' || new.id
                          from forecasting.model new
                         where new.id = :id and old.id <> new.id and old.status = 'CHAMPION'
                           and (old.partial = new.partial and (not new.partial or old.method = new.method)
                                and (old.store, old.category, old.sku)
                                    is not distinct from (new.store, new.category, new.sku)
                                or old.partial and not new.partial
                                and (new.store is null or new.store = old.store)
                                and (new.sku is null or new.sku = old.sku)
                                and (new.category is null or starts_with(old.category || '/', new.category || '/')))
                        """).param("now", OffsetDateTime.now(clock)).param("id", id).update();
        setStatus(id, ModelStatus.CHAMPION, why);
    }

    private void setStatus(long id, ModelStatus status, String why) {
        jdbc.sql("""
                        update forecasting.model
                           set status = :status, status_at = :now, status_reason = :why
                         where id = :id
                        """)
                .param("status", status.name())
                .param("now", OffsetDateTime.now(clock))
                .param("why", why)
                .param("id", id)
                .update();
        if (status == ModelStatus.RETIRED) {
            jdbc.sql("delete from forecasting.challenge where model_id = :id")
                    .param("id", id)
                    .update();
        }
    }

    /**
     * Makes a challenger the champion of its scope, and puts its forecasts in force unless newer ones are.
     *
     * @return how many forecasts it put in force
     */
    @Transactional
    public int promote(RegisteredModel model, String why) {
        requireStatus(model, "promoted", ModelStatus.CHALLENGER);
        makeChampion(model.id(), why);
        List<Pair> pairs = jdbc.sql("select store_id, product_id from forecasting.challenge where model_id = :id")
                .param("id", model.id())
                .query(Pair.class)
                .list();
        Map<String, Long> champions = championsOf(
                pairs.stream().map(Pair::storeId).toList(),
                pairs.stream().map(Pair::productId).toList());
        // A narrower champion keeps its products.
        pairs = pairs.stream()
                .filter(pair -> Long.valueOf(model.id()).equals(champions.get(pair.storeId + "/" + pair.productId)))
                .toList();
        int moved = putInForce(model.id(), pairs);
        audit.record("MODEL_PROMOTED", "model", String.valueOf(model.id()), model.status(), Map.of("reason", why));
        return moved;
    }

    private record Pair(long storeId, long productId) {}

    private int putInForce(long id, List<Pair> pairs) {
        int moved = jdbc.sql("""
                        insert into forecasting.forecast as f
                               (store_id, product_id, run_id, as_of, model, mean, levels, quantiles, sum_quantiles,
                                accuracy, model_id, part_names, parts)
                        select c.store_id, c.product_id, m.run_id, c.as_of, c.model, c.mean, c.levels, c.quantiles,
                               c.sum_quantiles, c.accuracy, m.id, c.part_names, c.parts
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join forecasting.challenge c on c.store_id = k.store_id and c.product_id = k.product_id
                          join forecasting.model m on m.id = c.model_id
                         where c.model_id = :id
                            on conflict (store_id, product_id) do update
                           set run_id = excluded.run_id, as_of = excluded.as_of, model = excluded.model,
                               mean = excluded.mean, levels = excluded.levels, quantiles = excluded.quantiles,
                               sum_quantiles = excluded.sum_quantiles, accuracy = excluded.accuracy,
                               model_id = excluded.model_id, part_names = excluded.part_names, parts = excluded.parts
                         where f.as_of <= excluded.as_of
                        """)
                .param("stores", pairs.stream().map(Pair::storeId).toArray(Long[]::new))
                .param("products", pairs.stream().map(Pair::productId).toArray(Long[]::new))
                .param("id", id)
                .update();
        jdbc.sql("""
                        delete from forecasting.published p
                         using forecasting.forecast f
                         where f.model_id = :id and p.as_of = f.as_of
                           and p.store_id = f.store_id and p.product_id = f.product_id
                        """).param("id", id).update();
        jdbc.sql("""
                        insert into forecasting.published
                               (store_id, product_id, run_id, as_of, model, mean, demand_class, bounds)
                        select f.store_id, f.product_id, f.run_id, f.as_of, f.model, f.mean, c.demand_class, c.bounds
                          from forecasting.forecast f
                          join forecasting.challenge c
                            on c.model_id = :id and c.store_id = f.store_id and c.product_id = f.product_id
                         where f.model_id = :id
                        """).param("id", id).update();
        jdbc.sql("delete from forecasting.challenge where model_id = :id")
                .param("id", id)
                .update();
        return moved;
    }

    /** Takes a model out of the running; where it was champion, the next wider one takes over. */
    @Transactional
    public void retire(RegisteredModel model, String why) {
        requireStatus(model, "retired", ModelStatus.CHALLENGER, ModelStatus.CHAMPION);
        if (model.status() == ModelStatus.CHAMPION && model.method().equals(Methods.AUTO)) {
            throw new Conflict(
                    "MODEL_STATUS",
                    "Model %d is the automatic one of %s, which stands in wherever nothing else is champion. "
                                    .formatted(model.id(), model.scope())
                            + "Maybe promote a challenger instead.");
        }
        setStatus(model.id(), ModelStatus.RETIRED, why);
        audit.record("MODEL_RETIRED", "model", String.valueOf(model.id()), model.status(), Map.of("reason", why));
    }

    private static void requireStatus(RegisteredModel model, String deed, ModelStatus... allowed) {
        List<ModelStatus> statuses = List.of(allowed);
        if (!statuses.contains(model.status())) {
            String way = model.status() == ModelStatus.CHAMPION
                    ? "It is in force already."
                    : "Maybe train %s again.".formatted(model.method());
            throw new Conflict(
                    "MODEL_STATUS",
                    "Model %d is %s; only one that is %s can be %s. %s"
                            .formatted(
                                    model.id(),
                                    model.status(),
                                    String.join(
                                            " or ",
                                            statuses.stream().map(Enum::name).toList()),
                                    deed,
                                    way));
        }
    }

    /** Which champion each pair of store and product has; a pair without one is left out. */
    public Map<String, Long> championsOf(List<Long> stores, List<Long> products) {
        Map<String, Long> champions = new HashMap<>();
        jdbc.sql("""
                        select s.id || '/' || p.id as pair, c.id as champion
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join stores.v_store s on s.id = k.store_id
                          join catalog.v_product p on p.id = k.product_id
                          cross join lateral (
                              select m.id
                                from forecasting.model m
                               where m.status = 'CHAMPION' and not m.partial
                                 and (m.store is null or m.store = s.code)
                                 and (m.sku is null or m.sku = p.sku)
                                 and (m.category is null or starts_with(p.category_path || '/', m.category || '/'))
                               order by m.sku is null, m.category is null, length(m.category) desc, m.store is null
                               limit 1) c
                        """)
                .param("stores", stores.toArray(Long[]::new))
                .param("products", products.toArray(Long[]::new))
                .query(row -> {
                    champions.put(row.getString("pair"), row.getLong("champion"));
                });
        return champions;
    }

    /** Forgets what nobody will ask for: files of models retired long ago, and the parts of champions. */
    @Transactional
    public void sweep() {
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("""
                        update forecasting.model
                           set artifact = null, artifact_bytes = 0
                         where artifact is not null and status in ('RETIRED', 'FAILED') and status_at < :before
                        """).param("before", now.minus(RETIRED_ARTIFACT_KEPT)).update();
        jdbc.sql("""
                        delete from forecasting.model
                         where status_at < :before and (partial and status = 'RETIRED' or trained_at is null)
                        """).param("before", now.minus(RETIRED_PART_KEPT)).update();
        List<String> named = jdbc.sql("select artifact from forecasting.model where artifact is not null")
                .query(String.class)
                .list();
        artifacts.dropAllBut(
                new HashSet<>(named), FileTime.from(now.minusDays(1).toInstant()));
    }
}
