package dev.shelfcast.server.forecasting;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes forecasts and sales straight into their tables, so that a test knows every figure. */
public final class ForecastFacts {

    static final int HORIZON = 42;
    static final double[] LEVELS = {0.05, 0.1, 0.5, 0.9, 0.95, 0.99};
    /** How far the quantiles of a day stand from its mean. */
    static final double[] DISTANCES = {-4, -3, 0, 3, 4, 6};

    private final JdbcClient jdbc;

    public ForecastFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Its days are those of this machine, which the tests count by. */
    public long store(String code) {
        return jdbc.sql("""
                        insert into stores.store (code, name, kind, pincode, time_zone)
                        values (:code, :code, 'SHOP', '400092', :zone)
                        returning id
                        """)
                .param("code", code)
                .param("zone", ZoneId.systemDefault().getId())
                .query(Long.class)
                .single();
    }

    public long product(String sku, String category) {
        jdbc.sql("insert into catalog.category (name, path) values (:name, :name) on conflict do nothing")
                .param("name", category)
                .update();
        return jdbc.sql("""
                        insert into catalog.product (sku, name, unit_cost, sale_price, category_id)
                        values (:sku, :sku, 6, 10, (select id from catalog.category where path = :category))
                        returning id
                        """)
                .param("sku", sku)
                .param("category", category)
                .query(Long.class)
                .single();
    }

    public long run(LocalDate asOf) {
        return jdbc.sql("""
                        insert into forecasting.run (status, trigger, started_at, as_of, horizon, seed)
                        values ('DONE', 'test', clock_timestamp(), :asOf, 42, 1)
                        returning id
                        """).param("asOf", asOf).query(Long.class).single();
    }

    /** The same mean every day; sums spread like the root of their days. */
    public void forecast(long run, long store, long product, LocalDate asOf, double mean) {
        jdbc.sql("""
                        insert into forecasting.forecast
                               (store_id, product_id, run_id, as_of, model, mean, levels, quantiles, sum_quantiles,
                                accuracy, part_names, parts)
                        values (:store, :product, :run, :asOf, 'ETS(A,N,A)', :mean, :levels, :quantiles, :sums,
                                '{"demand_class":"SMOOTH"}', array['level', 'season'], :parts)
                        on conflict (store_id, product_id) do update
                           set run_id = excluded.run_id, as_of = excluded.as_of, mean = excluded.mean,
                               quantiles = excluded.quantiles, sum_quantiles = excluded.sum_quantiles,
                               parts = excluded.parts
                        """)
                .param("store", store)
                .param("product", product)
                .param("run", run)
                .param("asOf", asOf)
                .param("mean", array(HORIZON, h -> mean))
                .param("levels", array(LEVELS.length, k -> LEVELS[k]))
                .param("quantiles", array(HORIZON * LEVELS.length, at -> mean + DISTANCES[at % LEVELS.length]))
                .param(
                        "sums",
                        array(
                                HORIZON * LEVELS.length,
                                at -> mean * days(at) + DISTANCES[at % LEVELS.length] * Math.sqrt(days(at))))
                .param("parts", array(2 * HORIZON, at -> at < HORIZON ? mean - 1 : 1))
                .update();
    }

    /** What a run of that day said of the days after it, with a range of 5 units up and down. */
    void published(long store, long product, LocalDate asOf, double... units) {
        jdbc.sql("""
                        insert into forecasting.published
                               (run_id, store_id, product_id, as_of, model, mean, demand_class, bounds)
                        values (:run, :store, :product, :asOf, 'ETS(A,N,A)', :mean, 'SMOOTH', :bounds)
                        """)
                .param("run", run(asOf))
                .param("store", store)
                .param("product", product)
                .param("asOf", asOf)
                .param("mean", array(units.length, h -> units[h]))
                .param("bounds", array(3 * units.length, at -> units[at / 3] + 5 * (at % 3 - 1)))
                .update();
    }

    void sold(long store, long product, LocalDate day, double units) {
        jdbc.sql("select demand.ensure_months(:day, :day)")
                .param("day", day)
                .query((row, n) -> "")
                .list();
        jdbc.sql("""
                        insert into demand.daily (store_id, product_id, day, units, lines)
                        values (:store, :product, :day, :units, 1)
                        """)
                .param("store", store)
                .param("product", product)
                .param("day", day)
                .param("units", units)
                .update();
    }

    private static int days(int at) {
        return at / LEVELS.length + 1;
    }

    private static Double[] array(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length)
                .mapToDouble(value::applyAsDouble)
                .boxed()
                .toArray(Double[]::new);
    }
}
