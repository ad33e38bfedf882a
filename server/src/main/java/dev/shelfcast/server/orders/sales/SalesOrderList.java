package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.inventory.Reservations;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.Versioned;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sales orders as people look at them. */
@Component
class SalesOrderList {

    record Filter(
            @Nullable StoreCode store,
            @Nullable SalesOrderStatus status,
            @Nullable String customer,
            @Nullable String search,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            StoreScope scope) {}

    /** An order without its lines. */
    record Summary(
            String id,
            StoreCode store,
            SalesOrderStatus status,
            String channel,
            @Nullable String customer,
            @Nullable String customerName,
            @Nullable String pincode,
            @Nullable String address,
            @Nullable String note,
            @Nullable String externalId,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable OffsetDateTime orderedAt,
            @Nullable OffsetDateTime closedAt,
            int lines,
            BigDecimal units,
            BigDecimal shipped,
            BigDecimal discount,
            boolean taxIncluded,
            BigDecimal tax,
            BigDecimal total,
            BigDecimal refunded,
            int version) {

        Summary {
            units = Decimals.plain(units);
            shipped = Decimals.plain(shipped);
            discount = Decimals.plain(discount);
            tax = Decimals.plain(tax);
            total = Decimals.plain(total);
            refunded = Decimals.plain(refunded);
        }
    }

    /** A proposed or named lot of a line. */
    record LotQuantity(int line, String lot, @Nullable LocalDate expiry, BigDecimal quantity) {

        LotQuantity {
            quantity = Decimals.plain(quantity);
        }
    }

    /** An order with all there is to know; {@code pick} are the lots that would leave now. */
    record SalesOrder(
            Summary head,
            List<SalesOrderParts.Line> lines,
            List<LotQuantity> pick,
            List<SalesOrderParts.Shipment> shipments,
            List<SalesOrderParts.Return> returns,
            List<SalesOrderParts.Step> history,
            List<SalesOrderStatus> next)
            implements Versioned {

        @Override
        public int version() {
            return head.version();
        }
    }

    private final Lists jdbc;
    private final SalesOrderParts parts;
    private final Reservations reservations;
    private final Clock clock;

    SalesOrderList(Lists jdbc, SalesOrderParts parts, Reservations reservations, Clock clock) {
        this.jdbc = jdbc;
        this.parts = parts;
        this.reservations = reservations;
        this.clock = clock;
    }

    /** Each way of finding one by its own index; asked only where something is searched for. */
    private static final String FOUND = """
                        with who as (
                            select id from orders.customer
                             where code ilike :search or name ilike '%' || :search || '%'
                        ), found as (
                            select id from orders.sales_order where number = upper(:search)
                             union
                            select id from orders.sales_order where lower(external_id) = lower(:search)
                             union
                            select id from orders.sales_order where pincode = :search
                             union
                            select id from orders.sales_order where customer_id in (select id from who)
                             union
                            select l.sales_order_id
                              from catalog.v_product p
                              join orders.sales_order_line l on l.product_id = p.id
                             where p.sku ilike :search or p.name ilike '%' || :search || '%')
                        """;

    /** Days are the store's own; the day before and after is for the index, which knows nothing of time zones. */
    private static final String WHERE = """

                          from orders.sales_order o
                         where (cast(:scope as text[]) is null
                                or o.store_id = any(array(select id from stores.v_store
                                                           where code = any(cast(:scope as text[])))))
                           and (cast(:store as text) is null
                                or o.store_id = (select id from stores.v_store where code = :store))
                           and (cast(:status as text) is null or o.status = :status)
                           and (cast(:customer as text) is null
                                or o.customer_id = (select id from orders.customer where code = :customer))
                           and (cast(:from as date) is null
                                or o.created_at >= cast(:from as date) - 1
                                   and o.created_at >= (select cast(:from as date)::timestamp at time zone s.time_zone
                                                          from stores.v_store s where s.id = o.store_id))
                           and (cast(:to as date) is null
                                or o.created_at < cast(:to as date) + 2
                                   and o.created_at < (select (cast(:to as date) + 1)::timestamp
                                                              at time zone s.time_zone
                                                         from stores.v_store s where s.id = o.store_id))
                           and (cast(:search as text) is null or o.id = any(array(select id from found)))
                        """;

    /** The newest first. */
    Listing<Summary> list(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("scope", filter.scope().codesOrNull());
        parameters.put("store", filter.store() == null ? null : filter.store().value());
        parameters.put(
                "status", filter.status() == null ? null : filter.status().name());
        parameters.put("customer", filter.customer());
        parameters.put(
                "search", filter.search() == null ? null : filter.search().strip());
        parameters.put("from", filter.from());
        parameters.put("to", filter.to());
        parameters.put("limit", paging.limit());
        parameters.put("offset", paging.offset());
        parameters.put("count_to", paging.countTo());
        long counted = jdbc.sql(FOUND + "select count(*) from (select o.id" + WHERE
                        + " order by o.created_at desc, o.id desc limit :count_to) as counted")
                .params(parameters)
                .query(Long.class)
                .single();
        List<Long> ids = jdbc.sql(FOUND + "select o.id" + WHERE
                        + " order by o.created_at desc, o.id desc limit :limit offset :offset")
                .params(parameters)
                .query(Long.class)
                .list();
        return Listing.counted(summaries(ids), counted, paging);
    }

    private List<Summary> summaries(List<Long> ids) {
        return jdbc.sql("""
                        select o.number as id, s.code as store, o.status, o.channel, c.code as customer,
                               c.name as customer_name, o.pincode, o.address, o.note, o.external_id, o.created_at,
                               o.created_by, o.ordered_at, o.closed_at, o.discount, o.tax_included, o.version,
                               l.lines, l.units, l.shipped, l.tax, l.total, l.refunded
                          from unnest(:ids) with ordinality as page (id, place)
                          join orders.sales_order o on o.id = page.id
                          join stores.v_store s on s.id = o.store_id
                          left join orders.customer c on c.id = o.customer_id
                         cross join lateral (select count(*) as lines, sum(quantity) as units, sum(shipped) as shipped,
                                                    sum(tax) as tax, sum(total) as total, sum(refunded) as refunded
                                               from orders.sales_order_line
                                              where sales_order_id = o.id) as l
                         order by page.place
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .query(Summary.class)
                .list();
    }

    private record Shelf(long storeId, String timeZone) {}

    SalesOrder get(long id) {
        List<Summary> heads = summaries(List.of(id));
        if (heads.isEmpty()) {
            throw SalesOrderRows.unknown("SO-" + id);
        }
        Summary head = heads.get(0);
        return new SalesOrder(
                head,
                parts.lines(id),
                head.status().holds() ? pick(id, head.id()) : List.of(),
                parts.shipments(id),
                parts.returns(id),
                parts.history(id),
                head.status().next().stream().sorted().toList());
    }

    private List<LotQuantity> pick(long id, String number) {
        Map<Integer, BigDecimal> reserved = reservations.of(SalesOrders.SOURCE, number);
        Shelf shelf = jdbc.sql("""
                        select o.store_id, s.time_zone
                          from orders.sales_order o
                          join stores.v_store s on s.id = o.store_id
                         where o.id = :id
                        """).param("id", id).query(Shelf.class).single();
        List<Reservations.Wish> wishes = parts.products(id).stream()
                .filter(line -> reserved.containsKey(line.line()))
                .map(line -> new Reservations.Wish(
                        line.line(), line.productId(), reserved.getOrDefault(line.line(), BigDecimal.ZERO), null))
                .toList();
        LocalDate today = clock.instant().atZone(ZoneId.of(shelf.timeZone())).toLocalDate();
        Reservations.Holder holder = new Reservations.Holder(SalesOrders.SOURCE, number, shelf.storeId(), today);
        return reservations.propose(holder, wishes).stream()
                .map(one -> new LotQuantity(one.line(), one.lot(), one.expiry(), one.quantity()))
                .toList();
    }
}
