package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds up the forecasts in force of one product over stores. */
@Component
class ProductForecastQuery {

    private static final int HISTORY_DAYS = 90;
    /** A store whose forecast was not made anew for so long sells the product no more. */
    private static final int STALE_DAYS = 7;

    private final JdbcClient jdbc;

    ProductForecastQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Units sold on a day in all of the stores. */
    record Past(LocalDate day, BigDecimal units) {}

    record Total(
            int stores, LocalDate asOf, List<BigDecimal> levels, List<Past> history, List<PredictApi.Day> forecast) {}

    private record One(LocalDate asOf, Double[] mean, Double[] levels, Double[] quantiles) {}

    Optional<Total> find(long product, @Nullable StoreCode store, StoreScope scope, int days) {
        List<One> ones = new ArrayList<>(jdbc.sql("""
                        select f.as_of, f.mean, f.levels, f.quantiles
                          from forecasting.forecast f
                          join stores.v_store s on s.id = f.store_id
                         where f.product_id = :product
                           and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                         order by s.code
                        """)
                .param("product", product)
                .param("scope", scope.codesOrNull())
                .param("store", store == null ? null : store.value())
                .query((row, n) -> new One(
                        row.getObject("as_of", LocalDate.class),
                        (Double[]) row.getArray("mean").getArray(),
                        (Double[]) row.getArray("levels").getArray(),
                        (Double[]) row.getArray("quantiles").getArray()))
                .list());
        return ones.stream().map(One::asOf).max(LocalDate::compareTo).map(asOf -> {
            ones.removeIf(one -> one.asOf().isBefore(asOf.minusDays(STALE_DAYS)));
            TreeSet<Double> levels = new TreeSet<>(Arrays.asList(ones.get(0).levels()));
            ones.forEach(one -> levels.retainAll(Arrays.asList(one.levels())));
            return new Total(
                    ones.size(),
                    asOf,
                    levels.stream().map(level -> decimal(level, 4)).toList(),
                    history(product, store, scope, asOf),
                    add(ones, asOf, List.copyOf(levels), days));
        });
    }

    /** Day by day as far as every store's forecast reaches; one made earlier has used up its first days. */
    private static List<PredictApi.Day> add(List<One> ones, LocalDate asOf, List<Double> levels, int days) {
        List<PredictApi.Day> sums = new ArrayList<>();
        for (int h = 0; h < days; h++) {
            double mean = 0;
            double[] quantiles = new double[levels.size()];
            for (One one : ones) {
                int at = h + (int) ChronoUnit.DAYS.between(one.asOf(), asOf);
                if (at >= one.mean().length) {
                    return sums;
                }
                mean += one.mean()[at];
                for (int k = 0; k < quantiles.length; k++) {
                    int own = Arrays.asList(one.levels()).indexOf(levels.get(k));
                    quantiles[k] += one.quantiles()[at * one.levels().length + own];
                }
            }
            sums.add(new PredictApi.Day(
                    asOf.plusDays(h + 1L),
                    decimal(mean, 2),
                    Arrays.stream(quantiles).mapToObj(q -> decimal(q, 2)).toList()));
        }
        return sums;
    }

    private List<Past> history(long product, @Nullable StoreCode store, StoreScope scope, LocalDate asOf) {
        return jdbc.sql("""
                        select cast(g.day as date) as day, coalesce(sum(d.units), 0) as units
                          from generate_series(cast(:from as timestamp), cast(:asOf as timestamp), interval '1 day')
                               g (day)
                          left join (demand.v_store_product_day d join stores.v_store s on s.id = d.store_id)
                               on d.product_id = :product and d.day = cast(g.day as date)
                              and d.day between :from and :asOf
                              and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                              and (cast(:store as text) is null or s.code = :store)
                         group by g.day
                         order by g.day
                        """)
                .param("from", asOf.minusDays(HISTORY_DAYS - 1L))
                .param("asOf", asOf)
                .param("product", product)
                .param("scope", scope.codesOrNull())
                .param("store", store == null ? null : store.value())
                .query(Past.class)
                .list();
    }

    private static BigDecimal decimal(double value, int scale) {
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
    }
}
