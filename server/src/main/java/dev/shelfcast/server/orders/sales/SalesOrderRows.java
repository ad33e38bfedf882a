package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sales orders, their lines and steps, as rows. */
@Component
class SalesOrderRows {

    record Head(
            long id,
            String number,
            long storeId,
            StoreCode store,
            String timeZone,
            @Nullable String customer,
            String channel,
            @Nullable String pincode,
            SalesOrderStatus status,
            boolean taxIncluded,
            @Nullable OffsetDateTime orderedAt,
            int version) {

        ZoneId zone() {
            return ZoneId.of(timeZone);
        }
    }

    record Line(
            int line,
            long productId,
            Sku sku,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal amount,
            BigDecimal total,
            BigDecimal shipped,
            BigDecimal returned,
            BigDecimal refunded) {

        BigDecimal open() {
            return quantity.subtract(shipped);
        }
    }

    /** A line as it is written first. */
    record NewLine(long productId, Pricing.Asked asked, Pricing.Priced priced) {}

    record Draft(
            SalesOrderBody body,
            long storeId,
            @Nullable Long customerId,
            @Nullable String content,
            List<NewLine> lines) {}

    record Known(long id, @Nullable String content) {}

    private final JdbcClient jdbc;

    SalesOrderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the external id is known. */
    Optional<Long> insert(Draft draft, String user, Instant at) {
        SalesOrderBody body = draft.body();
        Optional<Long> id = jdbc.sql("""
                        insert into orders.sales_order (store_id, customer_id, channel, pincode, address, discount,
                               tax_included, note, external_id, content, created_at, created_by)
                        values (:store, :customer, :channel, :pincode, :address, :discount, :included, :note,
                                :external_id, :content, :at, :user)
                        on conflict (external_id) do nothing
                        returning id
                        """)
                .param("store", draft.storeId())
                .param("customer", draft.customerId())
                .param("channel", body.soldThrough())
                .param("pincode", body.pincode() == null ? null : body.pincode().value())
                .param("address", body.address())
                .param("discount", body.reduction())
                .param("included", body.taxed())
                .param("note", body.note())
                .param("external_id", body.externalId())
                .param("content", draft.content())
                .param("at", Timestamp.from(at))
                .param("user", user)
                .query(Long.class)
                .optional();
        id.ifPresent(order -> insertLines(order, draft.lines()));
        return id;
    }

    /** The external id stays: it names the order at its source. */
    void replace(long id, Draft draft) {
        SalesOrderBody body = draft.body();
        jdbc.sql("""
                        update orders.sales_order
                           set store_id = :store, customer_id = :customer, channel = :channel, pincode = :pincode,
                               address = :address, discount = :discount, tax_included = :included, note = :note
                         where id = :id
                        """)
                .param("id", id)
                .param("store", draft.storeId())
                .param("customer", draft.customerId())
                .param("channel", body.soldThrough())
                .param("pincode", body.pincode() == null ? null : body.pincode().value())
                .param("address", body.address())
                .param("discount", body.reduction())
                .param("included", body.taxed())
                .param("note", body.note())
                .update();
        jdbc.sql("delete from orders.sales_order_line where sales_order_id = :id")
                .param("id", id)
                .update();
        insertLines(id, draft.lines());
    }

    private void insertLines(long id, List<NewLine> lines) {
        jdbc.sql("""
                        insert into orders.sales_order_line (sales_order_id, line, product_id, quantity, unit_price,
                               discount, share, amount, tax_rate, tax, total)
                        select :id, line, product_id, quantity, unit_price, discount, share, amount, tax_rate, tax,
                               total
                          from unnest(:products, cast(:quantities as numeric[]), cast(:prices as numeric[]),
                                      cast(:discounts as numeric[]), cast(:shares as numeric[]),
                                      cast(:amounts as numeric[]), cast(:rates as numeric[]),
                                      cast(:taxes as numeric[]), cast(:totals as numeric[]))
                               with ordinality as l (product_id, quantity, unit_price, discount, share, amount,
                                                     tax_rate, tax, total, line)
                        """)
                .param("id", id)
                .param("products", lines.stream().map(NewLine::productId).toArray(Long[]::new))
                .param("quantities", Decimals.texts(lines, line -> line.asked().quantity()))
                .param("prices", Decimals.texts(lines, line -> line.asked().unitPrice()))
                .param("discounts", Decimals.texts(lines, line -> line.asked().discount()))
                .param("shares", Decimals.texts(lines, line -> line.priced().share()))
                .param("amounts", Decimals.texts(lines, line -> line.priced().amount()))
                .param("rates", Decimals.texts(lines, line -> line.asked().taxRate()))
                .param("taxes", Decimals.texts(lines, line -> line.priced().tax()))
                .param("totals", Decimals.texts(lines, line -> line.priced().total()))
                .update();
    }

    Known known(String externalId) {
        return jdbc.sql("select id, content from orders.sales_order where external_id = :external_id")
                .param("external_id", externalId)
                .query(Known.class)
                .single();
    }

    Head lock(long id) {
        return jdbc.sql("""
                        select o.id, o.number, o.store_id, s.code as store, s.time_zone, c.code as customer, o.channel,
                               o.pincode, o.status, o.tax_included, o.ordered_at, o.version
                          from orders.sales_order o
                          join stores.v_store s on s.id = o.store_id
                          left join orders.customer c on c.id = o.customer_id
                         where o.id = :id
                           for update of o
                        """).param("id", id).query(Head.class).optional().orElseThrow(() -> unknown("SO-" + id));
    }

    List<Line> lines(long id) {
        return jdbc.sql("""
                        select l.line, l.product_id, p.sku, l.quantity, l.unit_price, l.amount, l.total, l.shipped,
                               l.returned, l.refunded
                          from orders.sales_order_line l
                          join catalog.v_product p on p.id = l.product_id
                         where l.sales_order_id = :id
                         order by l.line
                        """).param("id", id).query(Line.class).list();
    }

    void ship(long id, Map<Integer, BigDecimal> byLine) {
        jdbc.sql("""
                        update orders.sales_order_line l
                           set shipped = l.shipped + s.quantity
                          from unnest(:lines, cast(:quantities as numeric[])) as s (line, quantity)
                         where l.sales_order_id = :id and l.line = s.line
                        """)
                .param("id", id)
                .param("lines", byLine.keySet().toArray(Integer[]::new))
                .param("quantities", Decimals.texts(byLine.values(), quantity -> quantity))
                .update();
    }

    void takeBack(long id, Map<Integer, BigDecimal> byLine, Map<Integer, BigDecimal> refunds) {
        jdbc.sql("""
                        update orders.sales_order_line l
                           set returned = l.returned + r.quantity, refunded = l.refunded + r.refund
                          from unnest(:lines, cast(:quantities as numeric[]), cast(:refunds as numeric[]))
                               as r (line, quantity, refund)
                         where l.sales_order_id = :id and l.line = r.line
                        """)
                .param("id", id)
                .param("lines", byLine.keySet().toArray(Integer[]::new))
                .param("quantities", Decimals.texts(byLine.values(), quantity -> quantity))
                .param("refunds", Decimals.texts(byLine.keySet(), line -> refunds.getOrDefault(line, BigDecimal.ZERO)))
                .update();
    }

    /** The moment of confirming is kept: it is when the customer wanted the goods. */
    void setStatus(long id, SalesOrderStatus status, Instant at) {
        jdbc.sql("""
                        update orders.sales_order
                           set status = :status, version = version + 1,
                               ordered_at = case when :status = 'CONFIRMED' then coalesce(ordered_at, :at)
                                                 else ordered_at end,
                               closed_at = case when :status in ('COMPLETED', 'CANCELLED', 'RETURNED')
                                                then coalesce(closed_at, :at) end
                         where id = :id
                        """)
                .param("id", id)
                .param("status", status.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    record Step(
            String step, SalesOrderStatus status, @Nullable String note) {}

    void note(long id, Step step, String user, Instant at) {
        jdbc.sql("""
                        insert into orders.sales_order_step (sales_order_id, at, who, step, status, note)
                        values (:id, :at, :user, :step, :status, :note)
                        """)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("user", user)
                .param("step", step.step())
                .param("status", step.status().name())
                .param("note", step.note())
                .update();
    }

    static NotFound unknown(String id) {
        return new NotFound("UNKNOWN_ORDER", "There is no order '%s'. Maybe it is like SO-17.".formatted(id));
    }
}
