package dev.shelfcast.server.analytics;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.Stores;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the first page: how the business day goes, against a week ago, and what stands out. */
@Component
class Dashboard {

    private static final int MOST_PRODUCTS = 10;

    private final JdbcClient jdbc;
    private final BusinessDay businessDay;
    private final Stores stores;
    private final StockValue stockValue;
    private final Clock clock;

    Dashboard(JdbcClient jdbc, BusinessDay businessDay, Stores stores, StockValue stockValue, Clock clock) {
        this.jdbc = jdbc;
        this.businessDay = businessDay;
        this.stores = stores;
        this.stockValue = stockValue;
        this.clock = clock;
    }

    /** Stores to be looked at: one, or all that the user sees; and how many days of trend. */
    record Question(@Nullable StoreCode store, int days, StoreScope scope) {

        String @Nullable [] codes() {
            return store == null ? scope.codesOrNull() : new String[] {store.value()};
        }
    }

    record Totals(BigDecimal units, BigDecimal revenue, long orders) {}

    record TrendDay(LocalDate day, BigDecimal units, BigDecimal revenue, long orders) {}

    record OutlookDay(LocalDate day, BigDecimal mean, BigDecimal low, BigDecimal high) {}

    record TopProduct(Sku sku, String name, @Nullable String category, BigDecimal units, BigDecimal revenue) {}

    record CategoryShare(@Nullable String category, BigDecimal units, BigDecimal revenue) {}

    record EmptyShelves(StoreCode store, String name, long products, BigDecimal daysOut) {}

    /** Catching up: sales are in, but not yet added up; the figures follow within seconds. */
    record Page(
            LocalDate asOf,
            boolean isToday,
            boolean hasSales,
            boolean catchingUp,
            Totals today,
            @Nullable Totals lastWeek,
            List<TrendDay> trend,
            List<OutlookDay> outlook,
            List<TopProduct> topProducts,
            List<CategoryShare> categories,
            BigDecimal stockValue,
            List<EmptyShelves> stockOuts) {}

    Page read(Question question) {
        LocalDate asOf = businessDay.asOf();
        boolean isToday = asOf.equals(businessDay.today());
        String[] codes = question.codes();
        LocalDate from = asOf.minusDays(question.days() - 1L);
        boolean counted = hasCountedSales(codes);
        return new Page(
                asOf,
                isToday,
                counted || hasSales(codes),
                !counted && hasSales(codes),
                totals(asOf, null, codes),
                counted ? totals(asOf.minusWeeks(1), isToday ? sameTimeLastWeek() : null, codes) : null,
                trend(from, asOf, codes),
                outlook(codes),
                topProducts(from, asOf, codes),
                categories(from, asOf, codes),
                stockValue.of(codes),
                emptyShelves(from, asOf, codes));
    }

    private boolean hasCountedSales(String @Nullable [] codes) {
        return jdbc.sql("""
                        select exists (select
                                         from demand.v_zone_total t
                                         join stores.v_store s on s.id = t.store_id
                                        where t.lines > 0
                                          and (cast(:codes as text[]) is null or s.code = any(cast(:codes as text[]))))
                        """).param("codes", codes).query(Boolean.class).single();
    }

    private boolean hasSales(String @Nullable [] codes) {
        return jdbc.sql("""
                        select exists (select
                                         from stores.v_store s
                                        where (cast(:codes as text[]) is null or s.code = any(cast(:codes as text[])))
                                          and exists (select from orders.v_sale o where o.store_id = s.id))
                        """).param("codes", codes).query(Boolean.class).single();
    }

    private OffsetDateTime sameTimeLastWeek() {
        return OffsetDateTime.now(clock.withZone(stores.chainZone())).minusWeeks(1);
    }

    /** Up to a time where one is given: the hours before it whole, and of its own hour the minutes that have passed. */
    private Totals totals(LocalDate day, @Nullable OffsetDateTime until, String @Nullable [] codes) {
        return jdbc.sql("""
                        select coalesce(round(sum(t.units * p.share), 3), 0) as units,
                               coalesce(round(sum(t.revenue * p.share), 2), 0) as revenue,
                               coalesce(round(sum(t.orders * p.share)), 0) as orders
                          from demand.v_zone_total t
                          join stores.v_store s on s.id = t.store_id
                          cross join lateral (
                              select case when cast(:until as timestamptz) is null then 1
                                          else least(1, greatest(0, extract(epoch from cast(:until as timestamptz) -
                                                 t.hour)
                                                                    / 3600)) end as share) as p
                         where t.day = :day
                           and (cast(:codes as text[]) is null or s.code = any(cast(:codes as text[])))
                        """)
                .param("day", day)
                .param("until", until)
                .param("codes", codes)
                .query(Totals.class)
                .single();
    }

    private List<TrendDay> trend(LocalDate from, LocalDate to, String @Nullable [] codes) {
        return jdbc.sql("""
                        select d.day::date as day, coalesce(sum(t.units), 0) as units,
                               coalesce(sum(t.revenue), 0) as revenue, coalesce(sum(t.orders), 0) as orders
                          from generate_series(cast(:from as date), cast(:to as date), interval '1 day') as d (day)
                          left join (select z.day, z.units, z.revenue, z.orders
                                       from demand.v_zone_total z
                                       join stores.v_store s on s.id = z.store_id
                                      where z.day between :from and :to
                                        and (cast(:codes as text[]) is null or s.code = any(cast(:codes as
                                               text[])))) as t
                            on t.day = d.day::date
                         group by d.day
                         order by d.day
                        """)
                .param("from", from)
                .param("to", to)
                .param("codes", codes)
                .query(TrendDay.class)
                .list();
    }

    /**
     * The forecasts in force, added up over products. The band is the root of the summed squares of the products' own
     * distances, that is, as if they were independent: adding the quantiles themselves would make it far too wide.
     */
    private List<OutlookDay> outlook(String @Nullable [] codes) {
        return jdbc.sql("""
                        with point as (
                            select f.as_of + h::int as day, f.mean[h] as mean,
                                   f.quantiles[(h - 1) * cardinality(f.levels) + low.k] as low,
                                   f.quantiles[(h - 1) * cardinality(f.levels) + high.k] as high
                              from forecasting.v_forecast f
                              join stores.v_store s on s.id = f.store_id
                              cross join lateral (select k from generate_subscripts(f.levels, 1) as k
                                                   order by abs(f.levels[k] - 0.1) limit 1) as low
                              cross join lateral (select k from generate_subscripts(f.levels, 1) as k
                                                   order by abs(f.levels[k] - 0.9) limit 1) as high
                              cross join lateral generate_series(1, least(14, cardinality(f.mean))) as h
                             where cast(:codes as text[]) is null or s.code = any(cast(:codes as text[]))
                        )
                        select day, round(sum(mean)::numeric, 1) as mean,
                               round(greatest(0, sum(mean) - sqrt(sum(power(mean - low, 2))))::numeric, 1) as low,
                               round((sum(mean) + sqrt(sum(power(high - mean, 2))))::numeric, 1) as high
                          from point
                         group by day
                         order by day
                        """).param("codes", codes).query(OutlookDay.class).list();
    }

    private List<TopProduct> topProducts(LocalDate from, LocalDate to, String @Nullable [] codes) {
        String sums = codes == null ? """
                        select product_id, sum(units) as units, sum(revenue) as revenue
                          from demand.v_product_day
                         where day between :from and :to
                         group by product_id
                        """ : """
                        select d.product_id, sum(d.units) as units, sum(d.revenue) as revenue
                          from demand.v_store_product_day d
                          join stores.v_store s on s.id = d.store_id
                         where d.day between :from and :to and s.code = any(cast(:codes as text[]))
                         group by d.product_id
                        """;
        return jdbc.sql("""
                        select p.sku, p.name, p.category_path as category, f.units, f.revenue
                          from (%s) as f
                          join catalog.v_product p on p.id = f.product_id
                         where f.revenue > 0
                         order by f.revenue desc, p.sku
                         limit :most
                        """.formatted(sums))
                .param("from", from)
                .param("to", to)
                .param("codes", codes)
                .param("most", MOST_PRODUCTS)
                .query(TopProduct.class)
                .list();
    }

    private List<CategoryShare> categories(LocalDate from, LocalDate to, String @Nullable [] codes) {
        String sums = codes == null ? """
                        select product_id, sum(units) as units, sum(revenue) as revenue
                          from demand.v_product_day
                         where day between :from and :to
                         group by product_id
                        """ : """
                        select d.product_id, sum(d.units) as units, sum(d.revenue) as revenue
                          from demand.v_store_product_day d
                          join stores.v_store s on s.id = d.store_id
                         where d.day between :from and :to and s.code = any(cast(:codes as text[]))
                         group by d.product_id
                        """;
        return jdbc.sql("""
                        select split_part(p.category_path, '/', 1) as category, sum(f.units) as units,
                               sum(f.revenue) as revenue
                          from (%s) as f
                          join catalog.v_product p on p.id = f.product_id
                         group by 1
                        having sum(f.revenue) > 0
                         order by 3 desc
                        """.formatted(sums))
                .param("from", from)
                .param("to", to)
                .param("codes", codes)
                .query(CategoryShare.class)
                .list();
    }

    private List<EmptyShelves> emptyShelves(LocalDate from, LocalDate to, String @Nullable [] codes) {
        return jdbc.sql("""
                        select s.code as store, s.name, count(distinct o.product_id) as products,
                               round(sum(1 - o.in_stock_share), 1) as days_out
                          from demand.v_stock_out o
                          join stores.v_store s on s.id = o.store_id
                         where o.day between :from and :to
                           and (cast(:codes as text[]) is null or s.code = any(cast(:codes as text[])))
                         group by s.code, s.name
                         order by 4 desc, s.code
                         limit 10
                        """)
                .param("from", from)
                .param("to", to)
                .param("codes", codes)
                .query(EmptyShelves.class)
                .list();
    }
}
