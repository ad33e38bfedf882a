package dev.shelfcast.server.analytics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.inventory.AbcClasses.AbcClass;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads sales by day, by month and by product. */
@Component
class SalesFigures {

    private final JdbcClient jdbc;

    SalesFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which days, stores and products. */
    record Question(
            LocalDate from,
            LocalDate to,
            @Nullable StoreCode store,
            @Nullable String category,
            StoreScope scope) {

        String @Nullable [] codes() {
            return store == null ? scope.codesOrNull() : new String[] {store.value()};
        }

        /** Whether the totals of all products over all stores answer it. */
        boolean wholeChain() {
            return codes() == null;
        }
    }

    /** A day or a month. Orders are counted where no category is asked for. Margin is (revenue − cost) / revenue. */
    record Metrics(
            LocalDate day,
            BigDecimal units,
            BigDecimal revenue,
            BigDecimal cost,
            @Nullable BigDecimal margin,
            @Nullable Long orders,
            BigDecimal returnedUnits,
            BigDecimal returnedRevenue) {}

    record ProductFigures(
            Sku sku,
            String name,
            @Nullable String category,
            BigDecimal units,
            BigDecimal revenue,
            BigDecimal cost,
            BigDecimal profit,
            @Nullable BigDecimal margin,
            BigDecimal returnedUnits,
            long daysSold,
            @JsonIgnore long total) {}

    /** A product's class: A up to 80% of the revenue, B up to 95%, C the rest; the largest is always A. */
    record Classified(
            Sku sku,
            String name,
            @Nullable String category,
            BigDecimal units,
            BigDecimal revenue,
            BigDecimal share,
            BigDecimal cumulativeShare,
            String abc,
            @JsonIgnore long total) {}

    /** Days are the periods' first days; without sales there is no row. */
    List<Metrics> byPeriod(Question question, String period) {
        return question.category() == null ? ofAll(question, period) : ofCategory(question, period);
    }

    private List<Metrics> ofAll(Question question, String period) {
        return jdbc.sql("""
                        select date_trunc(:period, t.day)::date as day, sum(t.units) as units, sum(t.revenue) as
                               revenue,
                               sum(t.cost) as cost,
                               round((sum(t.revenue) - sum(t.cost)) / nullif(sum(t.revenue), 0), 4) as margin,
                               sum(t.orders) as orders, sum(t.returned_units) as returned_units,
                               sum(t.returned_revenue) as returned_revenue
                          from demand.v_zone_total t
                          join stores.v_store s on s.id = t.store_id
                         where t.day between :from and :to
                           and (cast(:codes as text[]) is null or s.code = any(cast(:codes as text[])))
                         group by 1
                         order by 1
                        """)
                .param("period", period)
                .param("from", question.from())
                .param("to", question.to())
                .param("codes", question.codes())
                .query(Metrics.class)
                .list();
    }

    private List<Metrics> ofCategory(Question question, String period) {
        return jdbc.sql("""
                        select date_trunc(:period, f.day)::date as day, sum(f.units) as units, sum(f.revenue) as
                               revenue,
                               sum(f.cost) as cost,
                               round((sum(f.revenue) - sum(f.cost)) / nullif(sum(f.revenue), 0), 4) as margin,
                               cast(null as bigint) as orders, sum(f.returned_units) as returned_units,
                               sum(f.returned_revenue) as returned_revenue
                          from %s as f
                          join catalog.v_product p on p.id = f.product_id
                         where f.day between :from and :to
                           and (lower(p.category_path) = lower(:category)
                                or starts_with(lower(p.category_path), lower(:category) || '/'))
                           and (cast(:codes as text[]) is null
                                or f.store_id in (select id from stores.v_store
                                                   where code = any(cast(:codes as text[]))))
                         group by 1
                         order by 1
                        """.formatted(source(question)))
                .param("period", period)
                .param("from", question.from())
                .param("to", question.to())
                .param("category", question.category())
                .param("codes", question.codes())
                .query(Metrics.class)
                .list();
    }

    /** The table of all stores together is some ten times smaller; it knows no store. */
    private static String source(Question question) {
        return question.wholeChain()
                ? "(select 0 as store_id, * from demand.v_product_day)"
                : "demand.v_store_product_day";
    }

    Listing<ProductFigures> byProduct(Question question, String sort, Paging paging) {
        List<ProductFigures> page = productPage(question, sort, paging.offset(), paging.limit());
        List<ProductFigures> counted = page.isEmpty() && paging.page() > 1 ? productPage(question, sort, 0, 1) : page;
        return Listing.of(page, counted.isEmpty() ? 0 : counted.get(0).total(), paging);
    }

    private List<ProductFigures> productPage(Question question, String sort, long offset, int limit) {
        boolean down = sort.startsWith("-");
        return jdbc.sql("""
                        with sold as (
                            select f.product_id, sum(f.units) as units, sum(f.revenue) as revenue, sum(f.cost) as cost,
                                   sum(f.returned_units) as returned_units, count(distinct f.day) as days_sold
                              from %s as f
                             where f.day between :from and :to
                               and (cast(:codes as text[]) is null
                                    or f.store_id in (select id from stores.v_store
                                                       where code = any(cast(:codes as text[]))))
                             group by f.product_id
                        )
                        select p.sku, p.name, p.category_path as category, s.units, s.revenue, s.cost,
                               s.revenue - s.cost as profit,
                               round((s.revenue - s.cost) / nullif(s.revenue, 0), 4) as margin,
                               s.returned_units, s.days_sold, count(*) over () as total
                          from sold s
                          join catalog.v_product p on p.id = s.product_id
                         where cast(:category as text) is null or lower(p.category_path) = lower(:category)
                               or starts_with(lower(p.category_path), lower(:category) || '/')
                         order by case :sort when 'units' then s.units when 'revenue' then s.revenue
                                             when 'profit' then s.revenue - s.cost
                                             when 'margin' then (s.revenue - s.cost) / nullif(s.revenue, 0)
                                             when 'returned_units' then s.returned_units
                                  end * case when :down then -1 else 1 end nulls last,
                                  case when not :down then lower(p.name) end, lower(p.name) desc, p.sku
                        offset :offset limit :limit
                        """.formatted(source(question)))
                .param("from", question.from())
                .param("to", question.to())
                .param("codes", question.codes())
                .param("category", question.category())
                .param("sort", down ? sort.substring(1) : sort)
                .param("down", down)
                .param("offset", offset)
                .param("limit", limit)
                .query(ProductFigures.class)
                .list();
    }

    Listing<Classified> abc(Question question, @Nullable String wanted, Paging paging) {
        List<Classified> page = abcPage(question, wanted, paging.offset(), paging.limit());
        List<Classified> counted = page.isEmpty() && paging.page() > 1 ? abcPage(question, wanted, 0, 1) : page;
        return Listing.of(page, counted.isEmpty() ? 0 : counted.get(0).total(), paging);
    }

    Map<Sku, AbcClass> classes(Question question) {
        return abcPage(question, null, 0, Integer.MAX_VALUE).stream()
                .collect(Collectors.toMap(Classified::sku, one -> AbcClass.valueOf(one.abc())));
    }

    private List<Classified> abcPage(Question question, @Nullable String wanted, long offset, int limit) {
        return jdbc.sql("""
                        with sold as (
                            select f.product_id, sum(f.units) as units, sum(f.revenue) as revenue
                              from %s as f
                             where f.day between :from and :to
                               and (cast(:codes as text[]) is null
                                    or f.store_id in (select id from stores.v_store
                                                       where code = any(cast(:codes as text[]))))
                             group by f.product_id
                            having sum(f.revenue) > 0
                        ), ranked as (
                            select p.sku, p.name, p.category_path as category, s.units, s.revenue,
                                   s.revenue / sum(s.revenue) over () as share,
                                   sum(s.revenue) over (order by s.revenue desc, p.sku) / sum(s.revenue) over ()
                                       as cumulative
                              from sold s
                              join catalog.v_product p on p.id = s.product_id
                             where cast(:category as text) is null or lower(p.category_path) = lower(:category)
                                   or starts_with(lower(p.category_path), lower(:category) || '/')
                        ), classified as (
                            select sku, name, category, units, revenue, round(share, 6) as share,
                                   round(cumulative, 6) as cumulative_share,
                                   case when cumulative - share < 0.8 and (cumulative <= 0.8 or cumulative = share)
                                        then 'A'
                                        when cumulative <= 0.95 then 'B' else 'C' end as abc
                              from ranked
                        )
                        select *, count(*) over () as total
                          from classified
                         where cast(:wanted as text) is null or abc = :wanted
                         order by revenue desc, sku
                        offset :offset limit :limit
                        """.formatted(source(question)))
                .param("from", question.from())
                .param("to", question.to())
                .param("codes", question.codes())
                .param("category", question.category())
                .param("wanted", wanted)
                .param("offset", offset)
                .param("limit", limit)
                .query(Classified.class)
                .list();
    }
}
