package dev.shelfcast.server.demand;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads demand by day, store and product; a day without stock is listed also when nothing was sold. */
@Component
class DailyDemand {

    private final JdbcClient jdbc;

    DailyDemand(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Question(
            LocalDate from,
            LocalDate to,
            @Nullable StoreCode store,
            @Nullable Sku product,
            StoreScope scope) {}

    /** One product in one store on one day. */
    record Day(
            LocalDate day,
            StoreCode store,
            Sku sku,
            BigDecimal units,
            BigDecimal revenue,
            BigDecimal returnedUnits,
            BigDecimal inStockShare,
            @JsonIgnore long total) {}

    Listing<Day> list(Question question, Paging paging) {
        List<Day> page = page(question, paging.offset(), paging.limit());
        // A page past the end has no row to carry the total.
        List<Day> counted = page.isEmpty() && paging.page() > 1 ? page(question, 0, 1) : page;
        return Listing.of(page, counted.isEmpty() ? 0 : counted.get(0).total(), paging);
    }

    private List<Day> page(Question question, long offset, int limit) {
        return jdbc.sql("""
                        with store as (
                            select id, code
                              from stores.v_store
                             where (cast(:store as text) is null or code = :store)
                               and (cast(:scope as text[]) is null or code = any(cast(:scope as text[])))
                        ), product as (
                            select id, sku
                              from catalog.v_product
                             where cast(:product as text) is null or sku = :product
                        ), sold as (
                            select d.*
                              from demand.daily d
                              join store on store.id = d.store_id
                              join product on product.id = d.product_id
                             where d.day between :from and :to
                        ), empty as (
                            select o.*
                              from demand.stock_out o
                              join store on store.id = o.store_id
                              join product on product.id = o.product_id
                             where o.day between :from and :to
                        )
                        select day, store.code as store, product.sku, coalesce(s.units, 0) as units,
                               coalesce(s.revenue, 0) as revenue, coalesce(s.returned_units, 0) as returned_units,
                               coalesce(e.in_stock_share, 1) as in_stock_share, count(*) over () as total
                          from sold s
                          full join empty e using (store_id, product_id, day)
                          join store on store.id = store_id
                          join product on product.id = product_id
                         order by day, store.code, product.sku
                        offset :offset limit :limit
                        """)
                .param("from", question.from())
                .param("to", question.to())
                .param(
                        "store",
                        question.store() == null ? null : question.store().value())
                .param(
                        "product",
                        question.product() == null ? null : question.product().value())
                .param("scope", question.scope().codesOrNull())
                .param("offset", offset)
                .param("limit", limit)
                .query(Day.class)
                .list();
    }
}
