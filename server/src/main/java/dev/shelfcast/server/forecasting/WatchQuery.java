package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.drift.SegmentWatch;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the watch looks at besides the series: what was published a week ahead, and prices. */
@Component
class WatchQuery {

    private static final int NEAREST = 7;
    private static final int FARTHEST = 13;

    private final JdbcClient jdbc;

    WatchQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * For each pair and each of the watched days the newest forecast that was published a week ahead, at most two; NaN
     * where there was none.
     */
    Map<String, double[]> published(List<Pair> pairs, LocalDate first) {
        Map<String, double[]> said = new HashMap<>();
        LocalDate recent = first.plusDays(SegmentWatch.DAYS - SegmentWatch.RECENT);
        jdbc.sql("""
                        select p.store_id, p.product_id, p.as_of, p.mean[7\\:13] as mean
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join forecasting.published p on p.store_id = k.store_id and p.product_id = k.product_id
                         where p.as_of between :from and :to
                         order by p.as_of, p.run_id
                        """)
                .param("stores", pairs.stream().map(Pair::storeId).toArray(Long[]::new))
                .param("products", pairs.stream().map(Pair::productId).toArray(Long[]::new))
                .param("from", recent.minusDays(FARTHEST))
                .param("to", first.plusDays(SegmentWatch.DAYS - NEAREST))
                .query((ResultSet row) -> {
                    double[] days = said.computeIfAbsent(
                            row.getLong("store_id") + "/" + row.getLong("product_id"), pair -> unknown());
                    int asOf = (int) ChronoUnit.DAYS.between(first, row.getObject("as_of", LocalDate.class));
                    Double[] mean = (Double[]) row.getArray("mean").getArray();
                    for (int j = 0; j < mean.length; j++) {
                        int day = asOf + NEAREST + j;
                        if (day >= 0 && day < days.length) {
                            days[day] = mean[j];
                        }
                    }
                });
        return said;
    }

    static double[] unknown() {
        double[] days = new double[SegmentWatch.DAYS];
        Arrays.fill(days, Double.NaN);
        return days;
    }

    /** How many product days of a store and top category had a price in this bin of the product's usual one. */
    record PriceCount(long storeId, String segment, boolean recent, int bin, int count) {}

    List<PriceCount> prices(LocalDate first, LocalDate last) {
        return jdbc.sql("""
                        with usual as (
                            select store_id, product_id, sum(revenue) / sum(units) as price
                              from demand.v_store_product_day
                             where day between :first and :split and units > 0
                             group by store_id, product_id
                            having sum(revenue) > 0
                        )
                        select d.store_id, coalesce(split_part(p.category_path, '/', 1), '') as segment,
                               d.day > :split as recent,
                               width_bucket(cast(d.revenue / d.units / u.price as double precision),
                                            cast(:edges as double precision[])) as bin,
                               cast(count(*) as int) as count
                          from demand.v_store_product_day d
                          join usual u on u.store_id = d.store_id and u.product_id = d.product_id
                          join catalog.v_product p on p.id = d.product_id
                         where d.day between :first and :last and d.units > 0
                         group by 1, 2, 3, 4
                        """)
                .param("first", first)
                .param("split", last.minusDays(SegmentWatch.RECENT))
                .param("last", last)
                .param("edges", Arrays.stream(SegmentWatch.PRICE_EDGES).boxed().toArray(Double[]::new))
                .query(PriceCount.class)
                .list();
    }
}
