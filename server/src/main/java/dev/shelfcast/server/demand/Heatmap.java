package dev.shelfcast.server.demand;

import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.demand.DemandLevels.Breaks;
import dev.shelfcast.server.demand.DemandLevels.Level;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Demand by zone over some days or the latest hours, for one product, a category or everything. */
@Component
class Heatmap {

    private final JdbcClient jdbc;
    private final Products products;

    Heatmap(JdbcClient jdbc, Products products) {
        this.jdbc = jdbc;
        this.products = products;
    }

    /** What is looked at; {@code since} cuts the first day off before that hour. */
    record Question(
            LocalDate from,
            LocalDate to,
            @Nullable OffsetDateTime since,
            @Nullable Sku product,
            @Nullable String category,
            StoreScope scope) {}

    /** A zone's figures; all absent where nothing is known of it, which is not the same as zero. */
    record Zone(
            String pincode,
            @Nullable String name,
            @Nullable BigDecimal units,
            @Nullable Long orders,
            @Nullable BigDecimal revenue,
            @Nullable Level level) {}

    /** The zones, and where their classes begin. Sales that no pincode is known for are in the last figure alone. */
    record Map(
            List<Zone> data,
            Listing.Meta meta,
            Breaks breaks,
            LocalDate from,
            LocalDate to,
            @Nullable OffsetDateTime since,
            BigDecimal unitsWithoutPincode) {}

    private record Sum(
            String pincode,
            @Nullable String name,
            @Nullable BigDecimal units,
            @Nullable Long orders,
            @Nullable BigDecimal revenue) {}

    Map draw(Question question) {
        List<Sum> sums = question.product() == null && question.category() == null ? ofAll(question) : ofSome(question);
        Breaks breaks = DemandLevels.of(sums.stream()
                .filter(sum -> !sum.pincode().isEmpty())
                .map(Sum::units)
                .filter(Objects::nonNull)
                .toList());
        List<Zone> zones = sums.stream()
                .filter(sum -> !sum.pincode().isEmpty())
                .map(sum -> new Zone(
                        sum.pincode(), sum.name(), sum.units(), sum.orders(), sum.revenue(), breaks.of(sum.units())))
                .toList();
        BigDecimal lost = sums.stream()
                .filter(sum -> sum.pincode().isEmpty())
                .map(Sum::units)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Map(
                zones, Listing.whole(zones).meta(), breaks, question.from(), question.to(), question.since(), lost);
    }

    private List<Sum> ofAll(Question question) {
        return jdbc.sql("""
                        with sold as (
                            select pincode, sum(units) as units, sum(orders) as orders, sum(revenue) as revenue
                              from demand.zone_total
                             where day between :from and :to
                               and (cast(:since as timestamptz) is null or hour >= cast(:since as timestamptz))
                               and (cast(:scope as text[]) is null
                                    or store_id in (select id from stores.v_store
                                                     where code = any(cast(:scope as text[]))))
                             group by pincode
                            having sum(lines) <> 0
                        )
                        select coalesce(s.pincode, z.pincode) as pincode, z.name, s.units, s.orders, s.revenue
                          from sold s
                          full join (select pincode, name from stores.v_zone where serviceable) as z
                            on z.pincode = s.pincode
                         order by 1
                        """)
                .param("from", question.from())
                .param("to", question.to())
                .param("since", question.since())
                .param("scope", question.scope().codesOrNull())
                .query(Sum.class)
                .list();
    }

    /**
     * For a product or a category an order is a line that holds it. What a file brought without pincodes is not in
     * zone_hour but belongs to its store's own zone: there it is what the days have beyond the hours; for the rest of a
     * day that the latest hours cut, its lines are asked. The outer bounds are for the planner, which leaves out the
     * other months by them; the inner ones are the stores' own midnights.
     */
    private List<Sum> ofSome(Question question) {
        return jdbc.sql("""
                        with place as (
                            select id::int as store_id, coalesce(pincode, '') as pincode, time_zone,
                                   coalesce((cast(:since as timestamptz) at time zone time_zone + interval '1 day'
                                             - interval '1 microsecond')::date, cast(:from as date)) as whole_days_from
                              from stores.v_store
                             where cast(:scope as text[]) is null or code = any(cast(:scope as text[]))
                        ), hourly as (
                            select z.store_id, p.pincode as own, z.pincode, z.units, z.lines, z.revenue,
                                   z.hour >= cast(p.whole_days_from as timestamp) at time zone p.time_zone as whole
                              from demand.zone_hour z
                              join place p using (store_id)
                             where z.hour >= cast(:from as date) - 2 and z.hour < cast(:to as date) + 3
                               and z.hour >= cast(:from as timestamp) at time zone p.time_zone
                               and z.hour < (cast(:to as timestamp) + interval '1 day') at time zone p.time_zone
                               and (cast(:since as timestamptz) is null or z.hour >= cast(:since as timestamptz))
                               and z.product_id = any(cast(:products as int[]))
                        ), part as (
                            select pincode, units, lines, revenue from hourly
                            union all
                            select own, -units, -lines, -revenue from hourly where whole
                            union all
                            select p.pincode, d.units, d.lines, d.revenue
                              from demand.daily d
                              join place p using (store_id)
                             where d.day between :from and :to and d.day >= p.whole_days_from
                               and d.product_id = any(cast(:products as int[]))
                            union all
                            select p.pincode, f.units, f.lines, f.revenue
                              from demand.fact f
                              join place p using (store_id)
                             where cast(:since as timestamptz) is not null and f.hour >= cast(:since as timestamptz)
                               and f.day between :from and :to and f.day < p.whole_days_from
                               and not f.detailed and f.product_id = any(cast(:products as int[]))
                        ), sold as (
                            select pincode, sum(units) as units, sum(lines) as orders, sum(revenue) as revenue
                              from part
                             group by pincode
                            having sum(lines) <> 0
                        )
                        select coalesce(s.pincode, z.pincode) as pincode, z.name, s.units, s.orders, s.revenue
                          from sold s
                          full join (select pincode, name from stores.v_zone where serviceable) as z
                            on z.pincode = s.pincode
                         order by 1
                        """)
                .param("from", question.from())
                .param("to", question.to())
                .param("since", question.since())
                .param("products", wanted(question))
                .param("scope", question.scope().codesOrNull())
                .query(Sum.class)
                .list();
    }

    private Integer[] wanted(Question question) {
        Long product = question.product() == null
                ? null
                : products.get(question.product()).id();
        return jdbc.sql("""
                        select id
                          from catalog.v_product
                         where (cast(:product as bigint) is null or id = :product)
                           and (cast(:category as text) is null
                                or lower(category_path) = lower(:category)
                                or starts_with(lower(category_path), lower(:category) || '/'))
                        """)
                .param("product", product)
                .param("category", question.category())
                .query(Integer.class)
                .list()
                .toArray(Integer[]::new);
    }
}
