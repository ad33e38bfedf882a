package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes runs and what they say. */
@Component
class ForecastStore {

    static final int BATCH = 500;
    /** Days for which forecasts stay for comparison with what then happened; a row is about 800 bytes. */
    private static final int DAYS_KEPT = 60;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final JsonMapper json;

    ForecastStore(JdbcClient jdbc, JdbcTemplate template, JsonMapper json) {
        this.jdbc = jdbc;
        this.template = template;
        this.json = json;
    }

    record Begun(String trigger, LocalDate asOf, LocalDate dataFrom, int series, int horizon, long seed) {}

    long begin(Begun begun) {
        return jdbc.sql("""
                        insert into forecasting.run
                               (status, trigger, started_at, as_of, data_from, series, horizon, seed)
                        values ('RUNNING', :trigger, clock_timestamp(), :asOf, :dataFrom, :series, :horizon, :seed)
                        returning id
                        """).paramSource(begun).query(Long.class).single();
    }

    long countForecasts() {
        return jdbc.sql("select count(*) from forecasting.forecast")
                .query(Long.class)
                .single();
    }

    void recordModels(long run, Map<String, Integer> models) {
        jdbc.sql("update forecasting.run set models = cast(:models as jsonb) where id = :run")
                .param("models", json.writeValueAsString(models))
                .param("run", run)
                .update();
    }

    @Transactional
    void end(long run, String status, String message) {
        jdbc.sql("""
                        update forecasting.run
                           set status = :status, message = :message, finished_at = clock_timestamp()
                         where id = :run
                        """)
                .param("status", status)
                .param("message", message)
                .param("run", run)
                .update();
        forget(run);
    }

    /** Of several forecasts from the same day the last one counts: a late sale makes many in a day. */
    private void forget(long run) {
        jdbc.sql("""
                        delete from forecasting.published p
                         using forecasting.run mine, forecasting.run other, forecasting.published later
                         where mine.id = :run and other.as_of = mine.as_of and other.id < mine.id
                           and p.run_id = other.id and later.run_id = mine.id
                           and later.store_id = p.store_id and later.product_id = p.product_id
                        """).param("run", run).update();
        jdbc.sql("""
                        delete from forecasting.published
                         where run_id in (select old.id
                                            from forecasting.run mine
                                            join forecasting.run old on old.as_of < mine.as_of - :kept
                                           where mine.id = :run)
                        """).param("run", run).param("kept", DAYS_KEPT).update();
    }

    /** Keeps what a challenger says, beside what is in force. */
    @Transactional
    int writeChallenge(long modelId, LocalDate asOf, List<ItemForecast> items) {
        template.batchUpdate("""
                        insert into forecasting.challenge
                               (store_id, product_id, model_id, as_of, model, mean, levels, quantiles, sum_quantiles,
                                accuracy, part_names, parts, demand_class, bounds)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?)
                        """, items, BATCH, (statement, item) -> {
            int at = all(statement, modelId, asOf, item);
            statement.setString(at++, item.demandClass().name());
            statement.setObject(at, Judged.bounds(item.forecast()));
        });
        return items.size();
    }

    private int all(PreparedStatement statement, long owner, LocalDate asOf, ItemForecast item) throws SQLException {
        int at = keys(statement, owner, asOf, item);
        Forecast forecast = item.forecast();
        statement.setString(at++, forecast.model());
        statement.setArray(at++, array(statement, forecast.mean()));
        statement.setArray(at++, array(statement, forecast.levels()));
        statement.setArray(at++, array(statement, flat(forecast.quantiles())));
        statement.setArray(at++, array(statement, flat(forecast.sumQuantiles())));
        statement.setString(at++, json.writeValueAsString(Background.of(item)));
        List<ItemForecast.Part> parts = item.explanation().parts();
        statement.setObject(at++, parts.stream().map(ItemForecast.Part::name).toArray(String[]::new));
        statement.setObject(at++, Judged.parts(parts));
        return at;
    }

    /**
     * Puts the forecasts in force and keeps what they said; answers how many.
     *
     * @param modelId null for what no registered model made
     */
    @Transactional
    int write(long run, @Nullable Long modelId, LocalDate asOf, List<ItemForecast> items) {
        template.batchUpdate("""
                        insert into forecasting.forecast
                               (store_id, product_id, run_id, as_of, model, mean, levels, quantiles, sum_quantiles,
                                accuracy, part_names, parts, model_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?)
                        on conflict (store_id, product_id) do update
                           set run_id = excluded.run_id, as_of = excluded.as_of, model = excluded.model,
                               mean = excluded.mean, levels = excluded.levels, quantiles = excluded.quantiles,
                               sum_quantiles = excluded.sum_quantiles, accuracy = excluded.accuracy,
                               model_id = excluded.model_id, part_names = excluded.part_names, parts = excluded.parts
                        """, items, BATCH, (statement, item) -> {
            int at = all(statement, run, asOf, item);
            statement.setObject(at, modelId, Types.BIGINT);
        });
        template.batchUpdate("""
                        insert into forecasting.published
                               (store_id, product_id, run_id, as_of, model, mean, demand_class, bounds)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """, items, BATCH, (statement, item) -> {
            int at = keys(statement, run, asOf, item);
            statement.setString(at++, item.forecast().model());
            statement.setArray(at++, array(statement, item.forecast().mean()));
            statement.setString(at++, item.demandClass().name());
            statement.setObject(at, Judged.bounds(item.forecast()));
        });
        return items.size();
    }

    @Transactional
    void writeOutlook(long run, LocalDate asOf, List<ItemForecast> totals) {
        template.batchUpdate("""
                        insert into forecasting.outlook (store_id, run_id, as_of, model, mean, levels, quantiles)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (store_id) do update
                           set run_id = excluded.run_id, as_of = excluded.as_of, model = excluded.model,
                               mean = excluded.mean, levels = excluded.levels, quantiles = excluded.quantiles
                        """, totals, BATCH, (statement, item) -> {
            Forecast forecast = item.forecast();
            statement.setLong(1, Long.parseLong(item.id()));
            statement.setLong(2, run);
            statement.setDate(3, Date.valueOf(asOf));
            statement.setString(4, forecast.model());
            statement.setArray(5, array(statement, forecast.mean()));
            statement.setArray(6, array(statement, forecast.levels()));
            statement.setArray(7, array(statement, flat(forecast.quantiles())));
        });
    }

    /** What else is known about a forecast, kept beside it as JSON. */
    record Background(
            String demandClass,
            Map<String, Double> metrics,
            Map<String, Double> parameters,
            List<String> reasons,
            Explained explanation) {

        /** Without what grows with the days, which is kept as arrays. */
        record Explained(double level, double alignment, double stockoutUnits, Map<String, Double> candidateWeights) {}

        static Background of(ItemForecast item) {
            Forecast forecast = item.forecast();
            ItemForecast.Explanation made = item.explanation();
            return new Background(
                    item.demandClass().name(),
                    finite(forecast.metrics()),
                    finite(forecast.parameters()),
                    forecast.provenance().reasons(),
                    new Explained(made.level(), made.alignment(), made.stockoutUnits(), made.candidateWeights()));
        }

        /** JSON knows no NaN. */
        private static Map<String, Double> finite(Map<String, Double> values) {
            Map<String, Double> kept = new java.util.TreeMap<>(values);
            kept.values().removeIf(value -> !Double.isFinite(value));
            return kept;
        }
    }

    private static int keys(PreparedStatement statement, long owner, LocalDate asOf, ItemForecast item)
            throws SQLException {
        int slash = item.id().indexOf('/');
        statement.setLong(1, Long.parseLong(item.id(), 0, slash, 10));
        statement.setLong(2, Long.parseLong(item.id(), slash + 1, item.id().length(), 10));
        statement.setLong(3, owner);
        statement.setDate(4, Date.valueOf(asOf));
        return 5;
    }

    private static java.sql.Array array(PreparedStatement statement, double[] values) throws SQLException {
        Connection connection = statement.getConnection();
        Double[] boxed = new Double[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return connection.createArrayOf("float8", boxed);
    }

    private static double[] flat(double[][] table) {
        int width = table.length == 0 ? 0 : table[0].length;
        double[] flat = new double[table.length * width];
        for (int i = 0; i < table.length; i++) {
            System.arraycopy(table[i], 0, flat, i * width, width);
        }
        return flat;
    }
}
