package dev.shelfcast.server.orders;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Orders as people look at them. */
@Component
class OrderList {

    record Filter(
            @Nullable StoreCode store,
            @Nullable String status,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            StoreScope scope) {

        Map<String, @Nullable Object> parameters(Paging paging) {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("store", store == null ? null : store.value());
            parameters.put("status", status);
            parameters.put("from", from);
            parameters.put("to", to);
            parameters.put("scope", scope.codesOrNull());
            parameters.put("limit", paging.limit());
            parameters.put("offset", paging.offset());
            parameters.put("count_to", paging.countTo());
            return parameters;
        }
    }

    /** An order without its lines; a purchase has no channel and a sale no supplier. */
    record Summary(
            String id,
            String type,
            StoreCode store,
            String status,
            @Nullable String channel,
            @Nullable String customer,
            @Nullable String pincode,
            @Nullable String supplier,
            OffsetDateTime occurredAt,
            @Nullable OffsetDateTime expectedAt,
            @Nullable String externalId,
            BigDecimal units,
            BigDecimal total) {

        Summary {
            units = Decimals.plain(units);
            total = Decimals.plain(total);
        }
    }

    record Line(
            int line,
            String kind,
            Sku sku,
            String productName,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discount,
            @Nullable BigDecimal received) {

        Line {
            quantity = Decimals.plain(quantity);
            unitPrice = Decimals.plain(unitPrice);
            discount = Decimals.plain(discount);
            received = received == null ? null : Decimals.plain(received);
        }
    }

    /** An order with its first 1,000 lines, which is all but for the sales of a file's whole day. */
    record Order(
            String id,
            String type,
            StoreCode store,
            String status,
            @Nullable String channel,
            @Nullable String customer,
            @Nullable String pincode,
            @Nullable String supplier,
            OffsetDateTime occurredAt,
            @Nullable OffsetDateTime expectedAt,
            @Nullable String externalId,
            BigDecimal units,
            BigDecimal total,
            @Nullable BigDecimal oversold,
            List<Line> lines) {

        static Order of(SaleRequest request, Sales.Recorded sale) {
            SaleAccepted accepted = sale.accepted();
            Summary head = new Summary(
                    accepted.id(),
                    "SALE",
                    request.store(),
                    "COMPLETED",
                    request.channel(),
                    request.customer(),
                    sale.pincode() == null ? null : sale.pincode().value(),
                    null,
                    sale.occurredAt().atOffset(ZoneOffset.UTC),
                    null,
                    request.externalId(),
                    accepted.units(),
                    accepted.total());
            List<Line> lines = new ArrayList<>();
            for (SaleRows.Line line : sale.lines()) {
                lines.add(new Line(
                        lines.size() + 1,
                        line.kind(),
                        line.product().sku(),
                        line.product().name(),
                        line.quantity(),
                        line.unitPrice(),
                        line.discount(),
                        null));
            }
            return of(head, accepted.oversold(), lines);
        }

        private static Order of(Summary head, @Nullable BigDecimal oversold, List<Line> lines) {
            return new Order(
                    head.id(),
                    head.type(),
                    head.store(),
                    head.status(),
                    head.channel(),
                    head.customer(),
                    head.pincode(),
                    head.supplier(),
                    head.occurredAt(),
                    head.expectedAt(),
                    head.externalId(),
                    head.units(),
                    head.total(),
                    oversold == null ? null : Decimals.plain(oversold),
                    lines);
        }
    }

    private final Lists jdbc;

    OrderList(Lists jdbc) {
        this.jdbc = jdbc;
    }

    Listing<Summary> sales(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = filter.parameters(paging);
        long counted = jdbc.sql("""
                        select count(*)
                          from (select
                                  from orders.sale o
                                 where (cast(:scope as text[]) is null
                                        or o.store_id = any(array(select id from stores.v_store
                                                                   where code = any(cast(:scope as text[])))))
                                   and (cast(:store as text) is null
                                        or o.store_id = (select id from stores.v_store where code = :store))
                                   and (cast(:status as text) is null or o.status = :status)
                                   and (cast(:from as date) is null
                                        or o.business_day >= :from and o.occurred_at >= cast(:from as date) - 1)
                                   and (cast(:to as date) is null
                                        or o.business_day <= :to and o.occurred_at < cast(:to as date) + 2)
                                 limit :count_to) as counted
                        """).params(parameters).query(Long.class).single();
        List<Summary> sales =
                jdbc.sql("""
                        select 'S-' || o.id as id, 'SALE' as type, s.code as store, o.status, o.channel, o.customer,
                               o.pincode, cast(null as text) as supplier, o.occurred_at,
                               cast(null as timestamptz) as expected_at, o.external_id, o.units, o.total
                          from orders.sale o
                          join stores.v_store s on s.id = o.store_id
                         where (cast(:scope as text[]) is null
                                or o.store_id = any(array(select id from stores.v_store
                                                           where code = any(cast(:scope as text[])))))
                           and (cast(:store as text) is null
                                or o.store_id = (select id from stores.v_store where code = :store))
                           and (cast(:status as text) is null or o.status = :status)
                           and (cast(:from as date) is null
                                or o.business_day >= :from and o.occurred_at >= cast(:from as date) - 1)
                           and (cast(:to as date) is null
                                or o.business_day <= :to and o.occurred_at < cast(:to as date) + 2)
                         order by o.occurred_at desc, o.id desc
                         limit :limit offset :offset
                        """).params(parameters).query(OrderList::summary).list();
        return Listing.counted(sales, counted, paging);
    }

    Listing<Summary> purchases(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = filter.parameters(paging);
        long counted = jdbc.sql("""
                        select count(*)
                          from (select
                                  from orders.purchase_order o
                                 where (cast(:scope as text[]) is null
                                        or o.store_id = any(array(select id from stores.v_store
                                                                   where code = any(cast(:scope as text[])))))
                                   and (cast(:store as text) is null
                                        or o.store_id = (select id from stores.v_store where code = :store))
                                   and (cast(:status as text) is null or o.status = :status)
                                   and o.created_at >= coalesce(cast(:from as date), '-infinity')
                                   and o.created_at < coalesce(cast(:to as date) + 1, 'infinity')
                                 order by o.created_at desc, o.id desc
                                 limit :count_to) as counted
                        """).params(parameters).query(Long.class).single();
        List<Summary> purchases =
                jdbc.sql("""
                        select o.number as id, 'PURCHASE' as type, s.code as store, o.status,
                               cast(null as text) as channel, cast(null as text) as customer,
                               cast(null as text) as pincode, v.name as supplier, o.created_at as occurred_at,
                               o.expected_at, cast(null as text) as external_id,
                               (select coalesce(sum(l.quantity), 0) from orders.purchase_order_line l
                                 where l.purchase_order_id = o.id) as units,
                               (select coalesce(sum(l.quantity * l.unit_cost), 0) from orders.purchase_order_line l
                                 where l.purchase_order_id = o.id) as total
                          from orders.purchase_order o
                          join stores.v_store s on s.id = o.store_id
                          left join catalog.v_supplier v on v.id = o.supplier_id
                         where (cast(:scope as text[]) is null
                                or o.store_id = any(array(select id from stores.v_store
                                                           where code = any(cast(:scope as text[])))))
                           and (cast(:store as text) is null
                                or o.store_id = (select id from stores.v_store where code = :store))
                           and (cast(:status as text) is null or o.status = :status)
                           and o.created_at >= coalesce(cast(:from as date), '-infinity')
                           and o.created_at < coalesce(cast(:to as date) + 1, 'infinity')
                         order by o.created_at desc, o.id desc
                         limit :limit offset :offset
                        """).params(parameters).query(OrderList::summary).list();
        return Listing.counted(purchases, counted, paging);
    }

    private record Sold(Summary head, LocalDate day, BigDecimal oversold) {}

    Order sale(long id) {
        Sold sold = jdbc.sql("""
                        select 'S-' || o.id as id, 'SALE' as type, s.code as store, o.status, o.channel, o.customer,
                               o.pincode, cast(null as text) as supplier, o.occurred_at,
                               cast(null as timestamptz) as expected_at, o.external_id, o.units, o.total,
                               o.business_day, o.oversold
                          from orders.sale o
                          join stores.v_store s on s.id = o.store_id
                         where o.id = :id
                        """)
                .param("id", id)
                .query((row, number) -> new Sold(
                        summary(row, number),
                        row.getObject("business_day", LocalDate.class),
                        row.getBigDecimal("oversold")))
                .optional()
                .orElseThrow(() -> new NotFound("UNKNOWN_ORDER", "There is no order S-%d.".formatted(id)));
        List<Line> lines = jdbc.sql("""
                        select l.line, l.kind, p.sku, p.name as product_name, l.quantity, l.unit_price, l.discount,
                               cast(null as numeric) as received
                          from orders.sale_line l
                          join catalog.v_product p on p.id = l.product_id
                         where l.sale_id = :id and l.business_day = :day
                         order by l.line, l.id
                         limit 1000
                        """)
                .param("id", id)
                .param("day", sold.day())
                .query(Line.class)
                .list();
        return Order.of(sold.head(), sold.oversold(), lines);
    }

    Order purchase(long id) {
        Summary head = jdbc.sql("""
                        select o.number as id, 'PURCHASE' as type, s.code as store, o.status,
                               cast(null as text) as channel, cast(null as text) as customer,
                               cast(null as text) as pincode, v.name as supplier, o.created_at as occurred_at,
                               o.expected_at, cast(null as text) as external_id,
                               (select coalesce(sum(l.quantity), 0) from orders.purchase_order_line l
                                 where l.purchase_order_id = o.id) as units,
                               (select coalesce(sum(l.quantity * l.unit_cost), 0) from orders.purchase_order_line l
                                 where l.purchase_order_id = o.id) as total
                          from orders.purchase_order o
                          join stores.v_store s on s.id = o.store_id
                          left join catalog.v_supplier v on v.id = o.supplier_id
                         where o.id = :id
                        """)
                .param("id", id)
                .query(OrderList::summary)
                .optional()
                .orElseThrow(() -> new NotFound("UNKNOWN_ORDER", "There is no order PO-%d.".formatted(id)));
        List<Line> lines = jdbc.sql("""
                        select l.line, 'PURCHASE' as kind, p.sku, p.name as product_name, l.quantity,
                               l.unit_cost as unit_price, cast(0 as numeric) as discount, l.received
                          from orders.purchase_order_line l
                          join catalog.v_product p on p.id = l.product_id
                         where l.purchase_order_id = :id
                         order by l.line
                        """).param("id", id).query(Line.class).list();
        return Order.of(head, null, lines);
    }

    long supplier(String code) {
        return jdbc.sql("select id from catalog.v_supplier where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional()
                .orElseThrow(() ->
                        new NotFound("UNKNOWN_SUPPLIER", "There is no supplier with the code '%s'.".formatted(code)));
    }

    private static Summary summary(ResultSet row, int number) throws SQLException {
        return new Summary(
                row.getString("id"),
                row.getString("type"),
                StoreCode.of(row.getString("store")),
                row.getString("status"),
                row.getString("channel"),
                row.getString("customer"),
                row.getString("pincode"),
                row.getString("supplier"),
                row.getObject("occurred_at", OffsetDateTime.class),
                row.getObject("expected_at", OffsetDateTime.class),
                row.getString("external_id"),
                row.getBigDecimal("units"),
                row.getBigDecimal("total"));
    }
}
