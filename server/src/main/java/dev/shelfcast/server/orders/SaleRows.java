package dev.shelfcast.server.orders;

import dev.shelfcast.server.shared.Pincode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sales and their lines as rows. */
@Component
class SaleRows {

    record Sale(
            SaleRequest request,
            long storeId,
            @Nullable Pincode pincode,
            Instant occurredAt,
            LocalDate day,
            String user) {}

    record Line(
            String kind,
            Goods.Product product,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discount,
            BigDecimal revenue,
            BigDecimal unitCost) {

        long productId() {
            return product.id();
        }

        int sign() {
            return kind.equals("SALE") ? 1 : -1;
        }
    }

    record Known(long id, @Nullable String content, BigDecimal units, BigDecimal total, BigDecimal oversold) {}

    private final JdbcClient jdbc;

    SaleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static BigDecimal units(List<Line> lines) {
        return sum(lines, Line::quantity);
    }

    static BigDecimal total(List<Line> lines) {
        return sum(lines, Line::revenue);
    }

    private static BigDecimal sum(List<Line> lines, Function<Line, BigDecimal> value) {
        return lines.stream()
                .map(line -> value.apply(line).multiply(BigDecimal.valueOf(line.sign())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What a repetition must agree in: a hash of the record's own text, which names all of its fields. */
    static String content(SaleRequest request) {
        return UUID.nameUUIDFromBytes(request.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Empty when the source has sent the external id before; a sale being recorded at the moment is waited for. */
    Optional<Long> insert(Sale sale, List<Line> lines) {
        SaleRequest request = sale.request();
        return jdbc.sql("""
                        with sale as (
                            insert into orders.sale (source, external_id, store_id, channel, customer, pincode,
                                                     occurred_at, business_day, recorded_by, units, total, content)
                            values (:source, :external_id, :store, :channel, :customer, :pincode, :occurred_at, :day,
                                    :user, :units, :total, :content)
                            on conflict (source, external_id) do nothing
                            returning id),
                        lines as (
                            insert into orders.sale_line
                                   (sale_id, line, kind, store_id, product_id, pincode, quantity, unit_price, discount,
                                    revenue, unit_cost, occurred_at, business_day)
                            select sale.id, l.line, l.kind, :store, l.product_id, :pincode, l.quantity, l.unit_price,
                                   l.discount, l.revenue, l.unit_cost, :occurred_at, :day
                              from sale, unnest(:kinds, :products, cast(:quantities as numeric[]),
                                       cast(:prices as numeric[]), cast(:discounts as numeric[]),
                                       cast(:revenues as numeric[]), cast(:costs as numeric[])) with ordinality
                                   as l (kind, product_id, quantity, unit_price, discount, revenue, unit_cost, line))
                        select id from sale
                        """)
                .param("source", request.source())
                .param("external_id", request.externalId())
                .param("store", sale.storeId())
                .param("channel", request.channel())
                .param("customer", request.customer())
                .param("pincode", sale.pincode() == null ? null : sale.pincode().value())
                .param("occurred_at", Timestamp.from(sale.occurredAt()))
                .param("day", sale.day())
                .param("user", sale.user())
                .param("units", units(lines))
                .param("total", total(lines))
                .param("content", request.externalId() == null ? null : content(request))
                .param("kinds", lines.stream().map(Line::kind).toArray(String[]::new))
                .param("products", lines.stream().map(Line::productId).toArray(Long[]::new))
                .param("quantities", decimals(lines, Line::quantity))
                .param("prices", decimals(lines, Line::unitPrice))
                .param("discounts", decimals(lines, Line::discount))
                .param("revenues", decimals(lines, Line::revenue))
                .param("costs", decimals(lines, Line::unitCost))
                .query(Long.class)
                .optional();
    }

    private static String[] decimals(List<Line> lines, Function<Line, BigDecimal> value) {
        return lines.stream().map(line -> value.apply(line).toPlainString()).toArray(String[]::new);
    }

    void markOversold(long id, BigDecimal quantity) {
        jdbc.sql("update orders.sale set oversold = :quantity where id = :id")
                .param("quantity", quantity)
                .param("id", id)
                .update();
    }

    Known known(String source, String externalId) {
        return jdbc.sql("""
                        select id, content, units, total, oversold
                          from orders.sale
                         where source = :source and external_id = :external_id
                        """)
                .param("source", source)
                .param("external_id", externalId)
                .query(Known.class)
                .single();
    }
}
