package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.server.forecasting.Analogy.Seller;
import dev.shelfcast.server.forecasting.Analogy.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Maps rows of demand to the library's series: this is where the server's facts become the library's arrays. */
@Component
class SeriesQuery {

    /** Two yearly cycles and a little; older sales say nothing about next month. */
    static final int LONGEST_HISTORY_DAYS = 800;
    /**
     * A store that sells on at least this share of days sells nothing only when it is closed or its file is missing.
     */
    private static final double USUALLY_SELLS = 0.8;

    private static final int WEEKS_OF_WEEKDAYS = 8;

    private final JdbcClient jdbc;

    SeriesQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A product in a store with sales, and the category that it shares its weekly rhythm with. */
    record Pair(long storeId, long productId, String segment) {}

    /** The pairs that a wish names and that sold something in the window, ordered by segment. */
    List<Pair> listPairs(Forecasts.Wish wish, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select d.store_id, d.product_id, coalesce(split_part(p.category_path, '/', 1), '') as segment
                          from (select distinct store_id, product_id
                                  from demand.v_daily
                                 where day between :from and :to and units > 0) d
                          join catalog.v_product p on p.id = d.product_id and p.active
                          join stores.v_store s on s.id = d.store_id and s.active
                         where (cast(:store as text) is null or s.code = :store)
                           and (cast(:sku as text) is null or p.sku = :sku)
                           and (cast(:category as text) is null or p.category_path = :category
                                or starts_with(p.category_path, :category || '/'))
                         order by segment, d.store_id, d.product_id
                        """)
                .param("from", from)
                .param("to", to)
                .param("store", wish.store())
                .param("sku", wish.sku())
                .param("category", wish.category())
                .query(Pair.class)
                .list();
    }

    /** Products of the same segment in the same store that are forecast, other than the pair's own. */
    List<Pair> listNeighbours(Pair pair, int most) {
        return jdbc.sql("""
                        select f.store_id, f.product_id, :segment as segment
                          from forecasting.forecast f
                          join catalog.v_product p on p.id = f.product_id and p.active
                         where f.store_id = :storeId and f.product_id <> :productId
                           and coalesce(split_part(p.category_path, '/', 1), '') = :segment
                         order by f.product_id
                         limit :most
                        """)
                .param("storeId", pair.storeId())
                .param("productId", pair.productId())
                .param("segment", pair.segment())
                .param("most", most)
                .query(Pair.class)
                .list();
    }

    /** The first and last day with sales up to {@code to}, or null when there are none. */
    @Nullable
    Range range(LocalDate to) {
        return jdbc.sql("""
                        select min(day) as first, max(day) as last
                          from demand.v_zone_total
                         where day <= :to and units > 0
                        """)
                .param("to", to)
                .query(Range.class)
                .optional()
                .filter(range -> range.first() != null)
                .orElse(null);
    }

    record Range(LocalDate first, LocalDate last) {}

    /** The series of these pairs, each from its first sale on; ids are {@code store/product}. */
    List<DemandSeries> list(List<Pair> pairs, LocalDate from, LocalDate to) {
        Map<String, Days> soldOut = stockOuts(pairs, from, to);
        Map<Long, BitSet> missing = missingDays(from, to);
        Map<String, Days> sold = sales(pairs, from, to);
        int length = (int) ChronoUnit.DAYS.between(from, to) + 1;
        List<DemandSeries> series = new ArrayList<>(pairs.size());
        for (Pair pair : pairs) {
            Days days = sold.get(id(pair));
            if (days != null) {
                BitSet gaps = missing.getOrDefault(pair.storeId(), new BitSet());
                series.add(new DemandSeries(
                        id(pair), pair.segment(), series(days, soldOut.get(id(pair)), gaps, from, length)));
            }
        }
        return series;
    }

    /** Values by day number, counted from the first day of the window. */
    private record Days(Integer[] numbers, Double[] values) {}

    private static Series series(Days sold, @Nullable Days soldOut, BitSet gaps, LocalDate from, int length) {
        int first = sold.numbers()[0];
        double[] values = new double[length - first];
        double[] inStock = new double[length - first];
        Arrays.fill(inStock, 1);
        for (int day = gaps.nextSetBit(first); day >= 0 && day < length; day = gaps.nextSetBit(day + 1)) {
            values[day - first] = Double.NaN;
        }
        for (int i = 0; i < sold.numbers().length; i++) {
            values[sold.numbers()[i] - first] = sold.values()[i];
        }
        if (soldOut != null) {
            for (int i = 0; i < soldOut.numbers().length; i++) {
                int at = soldOut.numbers()[i] - first;
                if (at >= 0) {
                    inStock[at] = soldOut.values()[i];
                }
            }
        }
        return Series.daily(from.plusDays(first), values).withInStock(inStock);
    }

    private Map<String, Days> sales(List<Pair> pairs, LocalDate from, LocalDate to) {
        return days(jdbc.sql("""
                        select d.store_id, d.product_id,
                               array_agg(d.day - cast(:from as date) order by d.day) as numbers,
                               array_agg(cast(d.units as double precision) order by d.day) as amounts
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join demand.v_daily d on d.store_id = k.store_id and d.product_id = k.product_id
                         where d.day between :from and :to
                         group by d.store_id, d.product_id
                        """), pairs, from, to);
    }

    private Map<String, Days> stockOuts(List<Pair> pairs, LocalDate from, LocalDate to) {
        return days(jdbc.sql("""
                        select d.store_id, d.product_id,
                               array_agg(d.day - cast(:from as date) order by d.day) as numbers,
                               array_agg(cast(d.in_stock_share as double precision) order by d.day) as amounts
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join demand.v_stock_out d on d.store_id = k.store_id and d.product_id = k.product_id
                         where d.day between :from and :to
                         group by d.store_id, d.product_id
                        """), pairs, from, to);
    }

    private static Map<String, Days> days(
            JdbcClient.StatementSpec statement, List<Pair> pairs, LocalDate from, LocalDate to) {
        Map<String, Days> byPair = new HashMap<>();
        statement
                .param("stores", pairs.stream().map(Pair::storeId).toArray(Long[]::new))
                .param("products", pairs.stream().map(Pair::productId).toArray(Long[]::new))
                .param("from", from)
                .param("to", to)
                .query((ResultSet row) -> {
                    String id = row.getLong("store_id") + "/" + row.getLong("product_id");
                    byPair.put(id, new Days(array(row, "numbers"), array(row, "amounts")));
                });
        return byPair;
    }

    /** Days on which a store that usually sells sold nothing at all: not zero demand, but nothing known. */
    private Map<Long, BitSet> missingDays(LocalDate from, LocalDate to) {
        int length = (int) ChronoUnit.DAYS.between(from, to) + 1;
        Map<Long, BitSet> missing = new HashMap<>();
        jdbc.sql("""
                        select store_id, array_agg(day - cast(:from as date) order by day) as numbers
                          from (select distinct store_id, day
                                  from demand.v_zone_total
                                 where day between :from and :to and units > 0) d
                         group by store_id
                        """).param("from", from).param("to", to).query((ResultSet row) -> {
            Integer[] open = array(row, "numbers");
            if (open.length >= USUALLY_SELLS * (open[open.length - 1] - open[0] + 1)) {
                BitSet gaps = new BitSet(length);
                gaps.set(open[0], length);
                Arrays.stream(open).forEach(gaps::clear);
                missing.put(row.getLong("store_id"), gaps);
            }
        });
        return missing;
    }

    /** What stands on a shelf of what a wish names and has never been sold there, ordered by segment. */
    List<Waiting> listNeverSold(Forecasts.Wish wish, LocalDate asOf) {
        return jdbc.sql("""
                        select n.store_id, n.product_id, p.sku,
                               coalesce(split_part(p.category_path, '/', 1), '') as segment,
                               coalesce(p.category_path, 'all products') as category,
                               cast(p.sale_price as double precision) as price, n.since
                          from demand.v_never_sold n
                          join catalog.v_product p on p.id = n.product_id and p.active
                          join stores.v_store s on s.id = n.store_id and s.active
                         where n.since <= :asOf
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:sku as text) is null or p.sku = :sku)
                           and (cast(:category as text) is null or p.category_path = :category
                                or starts_with(p.category_path, :category || '/'))
                         order by segment, n.store_id, n.product_id
                        """)
                .param("asOf", asOf)
                .param("store", wish.store())
                .param("sku", wish.sku())
                .param("category", wish.category())
                .query(Waiting.class)
                .list();
    }

    /** What each product of a segment sold in each store of late. */
    List<Seller> listSellers(String segment, LocalDate asOf) {
        return jdbc.sql("""
                        select d.store_id, d.product_id, cast(p.sale_price as double precision) as price,
                               cast(sum(d.units) as double precision) as units
                          from demand.v_store_product_day d
                          join catalog.v_product p on p.id = d.product_id and p.active
                          join stores.v_store s on s.id = d.store_id and s.active
                         where d.day > :from and d.day <= :asOf
                           and coalesce(split_part(p.category_path, '/', 1), '') = :segment
                         group by d.store_id, d.product_id, p.sale_price
                        having sum(d.units) > 0
                        """)
                .param("from", asOf.minusDays(Analogy.DAYS))
                .param("asOf", asOf)
                .param("segment", segment)
                .query(Seller.class)
                .list();
    }

    /** Units of a segment by weekday, Monday first. */
    double[] weekdays(String segment, LocalDate asOf) {
        double[] units = new double[7];
        record Weekday(int number, double units) {}
        List<Weekday> sold = new ArrayList<>(jdbc.sql("""
                        select cast(extract(isodow from d.day) as int) as number,
                               cast(sum(d.units) as double precision) as units
                          from demand.v_product_day d
                          join catalog.v_product p on p.id = d.product_id and p.active
                         where d.day > :from and d.day <= :asOf
                           and coalesce(split_part(p.category_path, '/', 1), '') = :segment
                         group by number
                        """)
                .param("from", asOf.minusWeeks(WEEKS_OF_WEEKDAYS))
                .param("asOf", asOf)
                .param("segment", segment)
                .query(Weekday.class)
                .list());
        sold.forEach(day -> units[day.number() - 1] = day.units());
        return units;
    }

    /** All sales of each store, and under id 0 of the chain, as series. */
    List<DemandSeries> listTotals(LocalDate from, LocalDate to) {
        int length = (int) ChronoUnit.DAYS.between(from, to) + 1;
        Map<Long, double[]> totals = new HashMap<>();
        double[] chain = new double[length];
        jdbc.sql("""
                        select store_id, day - cast(:from as date) as number,
                               cast(sum(units) as double precision) as units
                          from demand.v_zone_total
                         where day between :from and :to
                         group by store_id, day
                        """).param("from", from).param("to", to).query((ResultSet row) -> {
            int number = row.getInt("number");
            double units = row.getDouble("units");
            totals.computeIfAbsent(row.getLong("store_id"), store -> new double[length])[number] += units;
            chain[number] += units;
        });
        totals.put(0L, chain);
        List<DemandSeries> series = new ArrayList<>();
        totals.forEach((store, values) ->
                series.add(new DemandSeries(String.valueOf(store), "total", Series.daily(from, knownOnly(values)))));
        return series;
    }

    /** Nothing sold in a whole store is nothing known. */
    private static double[] knownOnly(double[] totals) {
        long days = Arrays.stream(totals).filter(v -> v > 0).count();
        if (days < USUALLY_SELLS * totals.length) {
            return totals;
        }
        return Arrays.stream(totals).map(v -> v > 0 ? v : Double.NaN).toArray();
    }

    private static String id(Pair pair) {
        return pair.storeId() + "/" + pair.productId();
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] array(ResultSet row, String column) throws SQLException {
        return (T[]) row.getArray(column).getArray();
    }
}
