package dev.shelfcast.server.orders.customers;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.Versioned;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Customers and what they bought, as people look at them. */
@Component
class CustomerList {

    record Customer(
            String code,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String pincode,
            @Nullable String taxId,
            @Nullable String notes,
            boolean active,
            OffsetDateTime createdAt,
            int version)
            implements Versioned {}

    /** What a customer bought in the stores that the caller sees; bought less returned is what they paid. */
    record Totals(
            long orders,
            long open,
            long sales,
            BigDecimal bought,
            long returns,
            BigDecimal returned,
            @Nullable OffsetDateTime lastAt) {

        Totals {
            bought = Decimals.plain(bought);
            returned = Decimals.plain(returned);
        }
    }

    record WithTotals(Customer customer, Totals totals) implements Versioned {

        @Override
        public int version() {
            return customer.version();
        }
    }

    /** An order, a till's sale or a return; the id says which. */
    record Bought(
            String id,
            String kind,
            StoreCode store,
            String status,
            OffsetDateTime at,
            BigDecimal units,
            BigDecimal total) {

        Bought {
            units = Decimals.plain(units);
            total = Decimals.plain(total);
        }
    }

    private final Lists jdbc;

    CustomerList(Lists jdbc) {
        this.jdbc = jdbc;
    }

    Customer get(String code) {
        return read(List.of(code)).stream().findFirst().orElseThrow(() -> Customers.unknown(code));
    }

    /** Each way of finding one by its own index; asked only where something is searched for. */
    private static final String FOUND = """
                        with found as (
                            select id from orders.customer
                             where name ilike :pattern or name ilike :word or code ilike :pattern
                                or email ilike :pattern or phone ilike :pattern
                             union
                            select id from orders.customer where pincode = :search
                             union
                            select orders.customers_like(:search))
                        """;

    private static final String WHERE = """

                          from orders.customer
                         where (cast(:search as text) is null or id = any(array(select id from found)))
                           and (cast(:active as boolean) is null or active = :active)
                        """;

    /** Searches names by likeness (a typing error still finds), the rest by parts. */
    Listing<Customer> list(@Nullable String search, @Nullable Boolean active, Paging paging) {
        String wanted = search == null || search.isBlank() ? null : search.strip();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("search", wanted);
        // Three letters are looked for anywhere, fewer at the beginning: no index knows where a letter stands.
        String before = wanted == null || wanted.length() < 3 ? "" : "%";
        String pattern = wanted == null ? null : wanted.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        parameters.put("pattern", pattern == null ? null : before + pattern);
        parameters.put("word", pattern == null ? null : (before.isEmpty() ? "% " : before) + pattern);
        parameters.put("active", active);
        parameters.put("limit", paging.limit());
        parameters.put("offset", paging.offset());
        parameters.put("count_to", paging.countTo());
        long counted = jdbc.sql(
                        FOUND + "select count(*) from (select" + WHERE + " order by id limit :count_to) as counted")
                .params(parameters)
                .query(Long.class)
                .single();
        List<String> codes = jdbc.sql(FOUND + "select code" + WHERE + """
                         order by case when cast(:search as text) is not null
                                       then word_similarity(:search, name) end desc nulls last, lower(name), id
                        offset :offset limit :limit
                        """)
                .params(parameters)
                .query(String.class)
                .list();
        return Listing.counted(read(codes), counted, paging);
    }

    private List<Customer> read(List<String> codes) {
        return jdbc.sql("""
                        select c.code, c.name, c.email, c.phone, c.address, c.pincode, c.tax_id, c.notes, c.active,
                               c.created_at, c.version
                          from unnest(cast(:codes as text[])) with ordinality as asked (code, place)
                          join orders.customer c on c.code = asked.code
                         order by asked.place
                        """)
                .param("codes", codes.toArray(String[]::new))
                .query(Customer.class)
                .list();
    }

    WithTotals withTotals(String code, StoreScope scope) {
        Customer customer = get(code);
        Totals totals = jdbc.sql("""
                        select (select count(*) from orders.sales_order o
                                  join orders.customer c on c.id = o.customer_id
                                  join stores.v_store s on s.id = o.store_id
                                 where c.code = :code
                                   and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                               ) as orders,
                               (select count(*) from orders.sales_order o
                                  join orders.customer c on c.id = o.customer_id
                                  join stores.v_store s on s.id = o.store_id
                                 where c.code = :code and o.status in ('DRAFT', 'CONFIRMED', 'PARTIALLY_SHIPPED')
                                   and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                               ) as open,
                               count(*) filter (where b.total >= 0) as sales,
                               coalesce(sum(b.total) filter (where b.total >= 0), 0) as bought,
                               count(*) filter (where b.total < 0) as returns,
                               coalesce(-sum(b.total) filter (where b.total < 0), 0) as returned,
                               max(b.occurred_at) as last_at
                          from orders.sale b
                          join stores.v_store s on s.id = b.store_id
                         where b.customer = :code and b.status <> 'CANCELLED'
                           and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                        """)
                .param("code", code)
                .param("scope", scope.codesOrNull())
                .query(Totals.class)
                .single();
        return new WithTotals(customer, totals);
    }

    /** Orders, and what tills sold or took back; an order's shipments and returns stand in the order itself. */
    Listing<Bought> history(String code, StoreScope scope, Paging paging) {
        get(code);
        record Line(
                String id,
                String kind,
                StoreCode store,
                String status,
                OffsetDateTime at,
                BigDecimal units,
                BigDecimal total,
                long count) {}
        List<Line> lines = jdbc.sql("""
                        with bought as (
                            select o.number as id, 'ORDER' as kind, s.code as store, o.status, o.created_at as at,
                                   l.units, l.total
                              from orders.sales_order o
                              join orders.customer c on c.id = o.customer_id
                              join stores.v_store s on s.id = o.store_id
                             cross join lateral (select sum(quantity) as units, sum(total) as total
                                                   from orders.sales_order_line
                                                  where sales_order_id = o.id) as l
                             where c.code = :code
                               and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                             union all
                            select 'S-' || b.id, case when b.total < 0 then 'RETURN' else 'SALE' end, s.code, b.status,
                                   b.occurred_at, b.units, b.total
                              from orders.sale b
                              join stores.v_store s on s.id = b.store_id
                             where b.customer = :code and b.source <> 'SALES_ORDER'
                               and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[]))))
                        select bought.*, count(*) over () as count
                          from bought
                         order by at desc, id desc
                         limit :limit offset :offset
                        """)
                .param("code", code)
                .param("scope", scope.codesOrNull())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(Line.class)
                .list();
        long total = lines.isEmpty()
                ? paging.page() == 1 ? 0 : paging.offset()
                : lines.get(0).count();
        return Listing.of(
                lines.stream()
                        .map(line -> new Bought(
                                line.id(),
                                line.kind(),
                                line.store(),
                                line.status(),
                                line.at(),
                                line.units(),
                                line.total()))
                        .toList(),
                total,
                paging);
    }
}
