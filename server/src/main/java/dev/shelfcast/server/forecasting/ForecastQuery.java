package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads forecasts and runs. The colon of an array slice is escaped, since it would begin a parameter's name. */
@Component
class ForecastQuery {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ForecastQuery(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A forecast in one row: what is expected in the next day, week and month. */
    record Row(
            StoreCode store,
            Sku sku,
            String productName,
            @Nullable String category,
            LocalDate asOf,
            String model,
            @Nullable String demandClass,
            BigDecimal nextDay,
            BigDecimal nextWeek,
            BigDecimal nextMonth,
            boolean overridden) {}

    record Filter(
            @Nullable String store,
            @Nullable String sku,
            @Nullable String category,
            @Nullable String search) {}

    Listing<Row> list(Filter filter, StoreScope scope, Paging paging) {
        record Counted(Row row, long total) {}
        List<Counted> rows = jdbc.sql("""
                        with page as (
                            select f.as_of, f.model, f.mean, f.overridden, b.accuracy, s.code as store, p.sku,
                                   p.name as product_name, p.category_path,
                                   (select sum(m.v) from unnest(f.mean[1\\:7]) m (v)) as week, count(*) over () as total
                              from forecasting.v_forecast f
                              join forecasting.forecast b on b.store_id = f.store_id and b.product_id = f.product_id
                              join stores.v_store s on s.id = f.store_id
                              join catalog.v_product p on p.id = f.product_id
                             where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                               and (cast(:store as text) is null or s.code = :store)
                               and (cast(:sku as text) is null or p.sku = :sku)
                               and (cast(:category as text) is null or p.category_path = :category
                                    or starts_with(p.category_path, :category || '/'))
                               and (cast(:search as text) is null or strpos(lower(p.name), lower(:search)) > 0
                                    or strpos(lower(p.sku), lower(:search)) > 0)
                        )
                        select store, sku, product_name, category_path, as_of, model, overridden,
                               accuracy ->> 'demand_class' as demand_class, mean[1] as next_day, week,
                               (select sum(m.v) from unnest(mean[1\\:30]) m (v)) as next_month, total
                          from page
                         order by week desc, store, sku
                         limit :limit offset :offset
                        """)
                .param("scope", scope.codesOrNull())
                .param("store", filter.store())
                .param("sku", filter.sku())
                .param("category", filter.category())
                .param("search", filter.search())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, n) -> new Counted(row(row), row.getLong("total")))
                .list();
        long total = rows.isEmpty() ? 0 : rows.get(0).total();
        return Listing.of(rows.stream().map(Counted::row).toList(), total, paging);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                StoreCode.of(row.getString("store")),
                Sku.of(row.getString("sku")),
                row.getString("product_name"),
                row.getString("category_path"),
                row.getObject("as_of", LocalDate.class),
                row.getString("model"),
                row.getString("demand_class"),
                rounded(row.getDouble("next_day")),
                rounded(row.getDouble("week")),
                rounded(row.getDouble("next_month")),
                row.getBoolean("overridden"));
    }

    /** A day that was. */
    record Past(LocalDate day, BigDecimal units, BigDecimal inStockShare) {}

    /**
     * A day to come; quantiles stand in the order of the levels.
     *
     * @param statistical the mean before the override, and which one that is; null where none is in force
     */
    record Future(
            LocalDate day,
            BigDecimal mean,
            List<BigDecimal> quantiles,
            @Nullable BigDecimal statistical,
            @Nullable Long overrideId) {}

    /** The forecast of one product in one store with its history and background. */
    record Detail(
            StoreCode store,
            Sku sku,
            String productName,
            @Nullable String category,
            LocalDate asOf,
            String model,
            long runId,
            List<BigDecimal> levels,
            List<Past> history,
            List<Future> forecast,
            @Nullable JsonNode background) {}

    Optional<Detail> find(StoreCode store, Sku sku, int historyDays) {
        return jdbc.sql("""
                        select f.store_id, f.product_id, p.name, p.category_path, v.as_of, v.model, v.run_id, v.mean,
                               v.levels, v.quantiles, f.accuracy, f.mean as statistical,
                               coalesce(a.overrides, '{}') as overrides
                          from forecasting.forecast f
                          join forecasting.v_forecast v on v.store_id = f.store_id and v.product_id = f.product_id
                          left join forecasting.adjusted a on a.store_id = f.store_id and a.product_id = f.product_id
                               and a.as_of = f.as_of
                          join stores.v_store s on s.id = f.store_id
                          join catalog.v_product p on p.id = f.product_id
                         where s.code = :store and p.sku = :sku
                        """)
                .param("store", store.value())
                .param("sku", sku.value())
                .query((row, n) -> {
                    LocalDate asOf = row.getObject("as_of", LocalDate.class);
                    List<BigDecimal> levels = decimals(row, "levels", 4);
                    String background = row.getString("accuracy");
                    return new Detail(
                            store,
                            sku,
                            row.getString("name"),
                            row.getString("category_path"),
                            asOf,
                            row.getString("model"),
                            row.getLong("run_id"),
                            levels,
                            history(row.getLong("store_id"), row.getLong("product_id"), asOf, historyDays),
                            withStatistical(future(row, asOf, levels.size()), decimals(row, "statistical", 2), (Long[])
                                    row.getArray("overrides").getArray()),
                            background == null ? null : json.readTree(background));
                })
                .optional();
    }

    private List<Past> history(long storeId, long productId, LocalDate asOf, int days) {
        return jdbc.sql("""
                        select cast(g.day as date) as day, coalesce(d.units, 0) as units,
                               coalesce(s.in_stock_share, 1) as in_stock_share
                          from generate_series(cast(:from as timestamp), cast(:asOf as timestamp), interval '1 day')
                               g (day)
                          left join demand.v_daily d
                               on d.store_id = :store and d.product_id = :product and d.day = cast(g.day as date)
                          left join demand.v_stock_out s
                               on s.store_id = :store and s.product_id = :product and s.day = cast(g.day as date)
                         order by g.day
                        """)
                .param("from", asOf.minusDays(days - 1L))
                .param("asOf", asOf)
                .param("store", storeId)
                .param("product", productId)
                .query(Past.class)
                .list();
    }

    /** The outlook of all sales of a store, or of the chain. */
    record Outlook(
            @Nullable StoreCode store,
            LocalDate asOf,
            String model,
            List<BigDecimal> levels,
            List<Past> history,
            List<Future> forecast) {}

    Optional<Outlook> findOutlook(@Nullable StoreCode store, int historyDays) {
        return jdbc.sql("""
                        select o.store_id, o.as_of, o.model, o.mean, o.levels, o.quantiles
                          from forecasting.outlook o
                          left join stores.v_store s on s.id = o.store_id
                         where s.code is not distinct from cast(:store as text)
                        """)
                .param("store", store == null ? null : store.value())
                .query((row, n) -> {
                    LocalDate asOf = row.getObject("as_of", LocalDate.class);
                    List<BigDecimal> levels = decimals(row, "levels", 4);
                    return new Outlook(
                            store,
                            asOf,
                            row.getString("model"),
                            levels,
                            totals(row.getLong("store_id"), asOf, historyDays),
                            shifted(future(row, asOf, levels.size()), overridden(row.getLong("store_id"))));
                })
                .optional();
    }

    private List<Past> totals(long storeId, LocalDate asOf, int days) {
        return jdbc.sql("""
                        select day, sum(units) as units, 1 as in_stock_share
                          from demand.v_zone_total
                         where day between :from and :asOf and (:store = 0 or store_id = :store)
                         group by day
                         order by day
                        """)
                .param("from", asOf.minusDays(days - 1L))
                .param("asOf", asOf)
                .param("store", storeId)
                .query(Past.class)
                .list();
    }

    /** What overrides add on each day, in the store or, for 0, in all. */
    private Map<LocalDate, BigDecimal> overridden(long storeId) {
        Map<LocalDate, BigDecimal> units = new HashMap<>();
        jdbc.sql("""
                        select a.as_of + cast(m.ahead as int) as day, sum(m.now - m.said) as units
                          from forecasting.adjusted a
                          join forecasting.forecast f on f.store_id = a.store_id and f.product_id = a.product_id
                               and f.as_of = a.as_of
                         cross join lateral unnest(a.mean, f.mean) with ordinality m (now, said, ahead)
                         where :store = 0 or a.store_id = :store
                         group by day
                        """).param("store", storeId).query((ResultSet row) -> {
            units.put(row.getObject("day", LocalDate.class), rounded(row.getDouble("units")));
        });
        return units;
    }

    private static List<Future> shifted(List<Future> days, Map<LocalDate, BigDecimal> by) {
        return days.stream()
                .map(day -> {
                    BigDecimal units = by.getOrDefault(day.day(), BigDecimal.ZERO);
                    return new Future(
                            day.day(),
                            day.mean().add(units).max(BigDecimal.ZERO),
                            day.quantiles().stream()
                                    .map(q -> q.add(units).max(BigDecimal.ZERO))
                                    .toList(),
                            units.signum() == 0 ? null : day.mean(),
                            null);
                })
                .toList();
    }

    private static List<Future> withStatistical(List<Future> days, List<BigDecimal> statistical, Long[] overrides) {
        List<Future> marked = new ArrayList<>();
        for (int h = 0; h < days.size(); h++) {
            Future day = days.get(h);
            boolean changed = h < overrides.length && overrides[h] != 0;
            marked.add(
                    changed
                            ? new Future(day.day(), day.mean(), day.quantiles(), statistical.get(h), overrides[h])
                            : day);
        }
        return marked;
    }

    /** A forecast run. */
    record Run(
            long id,
            String status,
            String trigger,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime finishedAt,
            LocalDate asOf,
            @Nullable LocalDate dataFrom,
            int series,
            int horizon,
            long seed,
            @Nullable JsonNode models,
            @Nullable String message) {}

    Listing<Run> listRuns(Paging paging) {
        List<Run> runs = jdbc.sql("""
                        select id, status, trigger, started_at, finished_at, as_of, data_from, series, horizon, seed,
                               models, message
                          from forecasting.run
                         order by id desc
                         limit :limit offset :offset
                        """)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, n) -> new Run(
                        row.getLong("id"),
                        row.getString("status"),
                        row.getString("trigger"),
                        row.getObject("started_at", OffsetDateTime.class),
                        row.getObject("finished_at", OffsetDateTime.class),
                        row.getObject("as_of", LocalDate.class),
                        row.getObject("data_from", LocalDate.class),
                        row.getInt("series"),
                        row.getInt("horizon"),
                        row.getLong("seed"),
                        row.getString("models") == null ? null : json.readTree(row.getString("models")),
                        row.getString("message")))
                .list();
        long total = jdbc.sql("select count(*) from forecasting.run")
                .query(Long.class)
                .single();
        return Listing.of(runs, total, paging);
    }

    private static List<Future> future(ResultSet row, LocalDate asOf, int width) throws SQLException {
        List<BigDecimal> mean = decimals(row, "mean", 2);
        List<BigDecimal> quantiles = decimals(row, "quantiles", 2);
        List<Future> days = new ArrayList<>();
        for (int h = 0; h < mean.size(); h++) {
            days.add(new Future(
                    asOf.plusDays(h + 1L),
                    mean.get(h),
                    List.copyOf(quantiles.subList(h * width, (h + 1) * width)),
                    null,
                    null));
        }
        return days;
    }

    private static List<BigDecimal> decimals(ResultSet row, String column, int scale) throws SQLException {
        List<BigDecimal> values = new ArrayList<>();
        for (Double value : (Double[]) row.getArray(column).getArray()) {
            values.add(BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP));
        }
        return values;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
