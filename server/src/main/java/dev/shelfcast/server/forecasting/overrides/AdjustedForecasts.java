package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.server.forecasting.ForecastAdjusted.Series;
import dev.shelfcast.server.forecasting.ForecastPublished;
import dev.shelfcast.server.forecasting.overrides.PlannerOverride.Total;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The forecasts that overrides changed. Whoever reads {@code v_forecast} sees them; what the statistics said stays
 * where it is.
 */
@Component
class AdjustedForecasts {

    private static final int CHUNK = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final OverriddenDays days;

    AdjustedForecasts(JdbcClient jdbc, JdbcTemplate template, OverriddenDays days) {
        this.jdbc = jdbc;
        this.template = template;
        this.days = days;
    }

    /** Puts all overrides in force over new forecasts, before anybody else hears of those. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional
    void on(ForecastPublished published) {
        takeTurn();
        refresh(jdbc.sql("""
                        select store_id, product_id
                          from forecasting.adjusted
                        union
                        select f.store_id, f.product_id
                          from forecasting.planner_override o
                          join forecasting.forecast f on f.store_id = coalesce(o.store_id, f.store_id)
                               and f.product_id = coalesce(o.product_id, f.product_id) and f.as_of < o.to_day
                          join catalog.v_product p on p.id = f.product_id
                         where o.withdrawn_at is null
                           and (o.category is null or p.category_path = o.category
                                or starts_with(p.category_path, o.category || '/'))
                        """).query(Series.class).list());
    }

    /** Works out anew what an override covers that was made or withdrawn; answers that. */
    @Transactional
    List<Series> refresh(PlannerOverride changed) {
        takeTurn();
        List<Series> covered = listCovered(changed.storeId(), changed.productId(), changed.category());
        refresh(covered);
        return covered;
    }

    /** The forecasts of a product or category, in a store or in all. */
    List<Series> listCovered(@Nullable Long storeId, @Nullable Long productId, @Nullable String category) {
        return jdbc.sql("""
                        select f.store_id, f.product_id
                          from forecasting.forecast f
                          join catalog.v_product p on p.id = f.product_id
                         where (cast(:store as bigint) is null or f.store_id = :store)
                           and (cast(:product as bigint) is null or f.product_id = :product)
                           and (cast(:category as text) is null or p.category_path = :category
                                or starts_with(p.category_path, :category || '/'))
                         order by f.store_id, f.product_id
                        """)
                .param("store", storeId)
                .param("product", productId)
                .param("category", category)
                .query(Series.class)
                .list();
    }

    /** One at a time: a run that ends and a planner who decides must not overwrite each other. */
    private void takeTurn() {
        jdbc.sql("lock table forecasting.adjusted in share row exclusive mode").update();
    }

    private void refresh(List<Series> series) {
        if (series.isEmpty()) {
            return;
        }
        Map<Long, PlannerOverride> overrides = active();
        Map<Long, Map<LocalDate, Total>> totals = totals(overrides);
        for (int from = 0; from < series.size(); from += CHUNK) {
            List<Series> chunk = series.subList(from, Math.min(series.size(), from + CHUNK));
            Map<Series, List<PlannerOverride>> covering = covering(chunk, overrides);
            List<Adjusted> adjusted = statistical(chunk).stream()
                    .flatMap(said -> adjust(said, covering.getOrDefault(said.series(), List.of()), totals))
                    .toList();
            write(chunk, adjusted);
            days.write(chunk, adjusted);
        }
    }

    /** A forecast as the statistics left it. */
    record Said(Series series, long runId, LocalDate asOf, String model, Distribution distribution) {}

    /** A forecast with overrides: the one in force on each day, 0 where none is. */
    record Adjusted(Said said, Distribution distribution, long[] overrides) {}

    private static Stream<Adjusted> adjust(
            Said said, List<PlannerOverride> covering, Map<Long, Map<LocalDate, Total>> totals) {
        double[] means = said.distribution().mean().clone();
        boolean[] shifted = new boolean[means.length];
        long[] inForce = new long[means.length];
        boolean any = false;
        for (int h = 0; h < means.length; h++) {
            LocalDate day = said.asOf().plusDays(h + 1L);
            for (PlannerOverride override : covering) {
                if (override.covers(day)) {
                    Total total = totals.getOrDefault(override.id(), Map.of()).get(day);
                    means[h] = override.applied(said.distribution().mean()[h], total);
                    shifted[h] = override.kind() == PlannerOverride.Kind.ADD;
                    inForce[h] = override.id();
                    any = true;
                }
            }
        }
        return any ? Stream.of(new Adjusted(said, said.distribution().moved(means, shifted), inForce)) : Stream.empty();
    }

    private Map<Long, PlannerOverride> active() {
        return jdbc.sql("""
                        select id, store_id, product_id, category, from_day, to_day, kind, value
                          from forecasting.planner_override
                         where withdrawn_at is null and to_day > (select min(as_of) from forecasting.forecast)
                        """).query(PlannerOverride.class).list().stream()
                .collect(Collectors.toMap(PlannerOverride::id, Function.identity()));
    }

    private Map<Long, Map<LocalDate, Total>> totals(Map<Long, PlannerOverride> overrides) {
        Map<Long, Map<LocalDate, Total>> totals = new HashMap<>();
        Long[] shared = overrides.values().stream()
                .filter(PlannerOverride::isShared)
                .map(PlannerOverride::id)
                .toArray(Long[]::new);
        if (shared.length == 0) {
            return totals;
        }
        jdbc.sql("""
                        select o.id, f.as_of + cast(m.ahead as int) as day, sum(m.units) as units, count(*) as series
                          from forecasting.planner_override o
                          join forecasting.forecast f on f.store_id = coalesce(o.store_id, f.store_id)
                               and f.product_id = coalesce(o.product_id, f.product_id)
                          join catalog.v_product p on p.id = f.product_id
                         cross join lateral unnest(f.mean) with ordinality m (units, ahead)
                         where o.id = any(:ids)
                           and (o.category is null or p.category_path = o.category
                                or starts_with(p.category_path, o.category || '/'))
                           and f.as_of + cast(m.ahead as int) between o.from_day and o.to_day
                         group by o.id, day
                        """).param("ids", shared).query((ResultSet row) -> {
            totals.computeIfAbsent(row.getLong("id"), id -> new HashMap<>())
                    .put(
                            row.getObject("day", LocalDate.class),
                            new Total(row.getDouble("units"), row.getLong("series")));
        });
        return totals;
    }

    /** The overrides that cover each series, the latest last. */
    private Map<Series, List<PlannerOverride>> covering(List<Series> chunk, Map<Long, PlannerOverride> overrides) {
        Map<Series, List<PlannerOverride>> covering = new HashMap<>();
        jdbc.sql("""
                        select k.store_id, k.product_id, o.id
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join catalog.v_product p on p.id = k.product_id
                          join forecasting.planner_override o on o.store_id is null or o.store_id = k.store_id
                         where o.id = any(:ids)
                           and (o.product_id = k.product_id or p.category_path = o.category
                                or starts_with(p.category_path, o.category || '/'))
                         order by o.id
                        """)
                .param("stores", stores(chunk))
                .param("products", products(chunk))
                .param("ids", overrides.keySet().toArray(Long[]::new))
                .query((ResultSet row) -> {
                    PlannerOverride override = overrides.get(row.getLong("id"));
                    if (override != null) {
                        covering.computeIfAbsent(
                                        new Series(row.getLong("store_id"), row.getLong("product_id")),
                                        series -> new ArrayList<>())
                                .add(override);
                    }
                });
        return covering;
    }

    private List<Said> statistical(List<Series> chunk) {
        return jdbc.sql("""
                        select f.store_id, f.product_id, f.run_id, f.as_of, f.model, f.mean, f.levels, f.quantiles,
                               f.sum_quantiles
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join forecasting.forecast f on f.store_id = k.store_id and f.product_id = k.product_id
                        """)
                .param("stores", stores(chunk))
                .param("products", products(chunk))
                .query((row, n) -> new Said(
                        new Series(row.getLong("store_id"), row.getLong("product_id")),
                        row.getLong("run_id"),
                        row.getObject("as_of", LocalDate.class),
                        row.getString("model"),
                        new Distribution(
                                doubles(row, "mean"),
                                doubles(row, "levels"),
                                doubles(row, "quantiles"),
                                doubles(row, "sum_quantiles"))))
                .list();
    }

    private void write(List<Series> chunk, List<Adjusted> adjusted) {
        jdbc.sql("""
                        delete from forecasting.adjusted a
                         using unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                         where a.store_id = k.store_id and a.product_id = k.product_id
                        """)
                .param("stores", stores(chunk))
                .param("products", products(chunk))
                .update();
        template.batchUpdate("""
                        insert into forecasting.adjusted
                               (store_id, product_id, run_id, as_of, model, mean, levels, quantiles, sum_quantiles,
                                overrides)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, adjusted, CHUNK, (statement, one) -> {
            Said said = one.said();
            statement.setLong(1, said.series().storeId());
            statement.setLong(2, said.series().productId());
            statement.setLong(3, said.runId());
            statement.setDate(4, Date.valueOf(said.asOf()));
            statement.setString(5, said.model());
            statement.setObject(6, one.distribution().mean());
            statement.setObject(7, one.distribution().levels());
            statement.setObject(8, one.distribution().quantiles());
            statement.setObject(9, one.distribution().sumQuantiles());
            statement.setObject(10, one.overrides());
        });
    }

    static Long[] stores(List<Series> chunk) {
        return chunk.stream().map(Series::storeId).toArray(Long[]::new);
    }

    static Long[] products(List<Series> chunk) {
        return chunk.stream().map(Series::productId).toArray(Long[]::new);
    }

    private static double[] doubles(ResultSet row, String column) throws SQLException {
        return Stream.of((Double[]) row.getArray(column).getArray())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
