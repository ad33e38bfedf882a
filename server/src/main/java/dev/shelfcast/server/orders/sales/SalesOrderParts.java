package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parts of one sales order as people look at them: lines, shipments, returns, history. */
@Component
class SalesOrderParts {

    /**
     * A line; {@code available} is what the store could still promise, {@code missing} what is reserved beyond what
     * lies on the shelf because a till has sold it.
     */
    record Line(
            int line,
            Sku sku,
            String productName,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discount,
            BigDecimal discountShare,
            BigDecimal amount,
            BigDecimal taxRate,
            BigDecimal tax,
            BigDecimal total,
            BigDecimal reserved,
            BigDecimal shipped,
            BigDecimal returned,
            BigDecimal refunded,
            BigDecimal backOrdered,
            BigDecimal available,
            BigDecimal missing) {

        Line {
            quantity = Decimals.plain(quantity);
            unitPrice = Decimals.plain(unitPrice);
            discount = Decimals.plain(discount);
            discountShare = Decimals.plain(discountShare);
            amount = Decimals.plain(amount);
            taxRate = Decimals.plain(taxRate);
            tax = Decimals.plain(tax);
            total = Decimals.plain(total);
            reserved = Decimals.plain(reserved);
            shipped = Decimals.plain(shipped);
            returned = Decimals.plain(returned);
            refunded = Decimals.plain(refunded);
            backOrdered = Decimals.plain(backOrdered);
            available = Decimals.plain(available);
            missing = Decimals.plain(missing);
        }
    }

    /** Goods of one lot that left with a shipment; {@code returned} of them came back. */
    record ShippedLot(int line, String lot, @Nullable LocalDate expiry, BigDecimal quantity, BigDecimal returned) {

        ShippedLot {
            quantity = Decimals.plain(quantity);
            returned = Decimals.plain(returned);
        }
    }

    record Shipment(
            String id,
            String sale,
            @Nullable String externalId,
            OffsetDateTime shippedAt,
            String shippedBy,
            List<ShippedLot> lots) {}

    record ReturnedLot(int line, String lot, BigDecimal quantity, boolean restocked) {

        ReturnedLot {
            quantity = Decimals.plain(quantity);
        }
    }

    record Return(
            String id,
            String sale,
            @Nullable String reason,
            BigDecimal refund,
            OffsetDateTime returnedAt,
            String returnedBy,
            List<ReturnedLot> lots) {}

    record Step(
            OffsetDateTime at,
            String who,
            String step,
            SalesOrderStatus status,
            @Nullable String note) {}

    record Product(int line, long productId) {}

    private record ShipmentRow(
            long key,
            String id,
            String sale,
            @Nullable String externalId,
            OffsetDateTime shippedAt,
            String shippedBy) {}

    private record ShippedLotRow(
            long shipmentId,
            int line,
            String lot,
            @Nullable LocalDate expiry,
            BigDecimal quantity,
            BigDecimal returned) {}

    private record ReturnRow(
            long key,
            String id,
            String sale,
            @Nullable String reason,
            BigDecimal refund,
            OffsetDateTime returnedAt,
            String returnedBy) {}

    private record ReturnedLotRow(long returnId, int line, String lot, BigDecimal quantity, boolean restocked) {}

    private final JdbcClient jdbc;

    SalesOrderParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Line> lines(long id) {
        return jdbc.sql("""
                        select l.line, p.sku, p.name as product_name, l.quantity, l.unit_price, l.discount,
                               l.share as discount_share, l.amount, l.tax_rate, l.tax, l.total,
                               coalesce(r.quantity, 0) as reserved, l.shipped, l.returned, l.refunded,
                               case when o.status in ('CONFIRMED', 'PARTIALLY_SHIPPED')
                                    then l.quantity - l.shipped - coalesce(r.quantity, 0) else 0 end as back_ordered,
                               greatest(coalesce(v.available, 0), 0) as available,
                               case when r.quantity > 0 then greatest(v.reserved - v.on_hand, 0) else 0 end as missing
                          from orders.sales_order o
                          join orders.sales_order_line l on l.sales_order_id = o.id
                          join catalog.v_product p on p.id = l.product_id
                          left join inventory.v_reservation r
                            on r.source = 'SALES_ORDER' and r.document = o.number and r.line = l.line
                          left join lateral (select available, reserved, on_hand
                                               from inventory.v_level
                                              where store_id = o.store_id and product_id = l.product_id) as v on true
                         where o.id = :id
                         order by l.line
                        """).param("id", id).query(Line.class).list();
    }

    List<Product> products(long id) {
        return jdbc.sql("select line, product_id from orders.sales_order_line where sales_order_id = :id order by line")
                .param("id", id)
                .query(Product.class)
                .list();
    }

    List<Shipment> shipments(long id) {
        Map<Long, List<ShippedLotRow>> lots = jdbc.sql("""
                        select l.shipment_id, l.line, l.lot, l.expiry, l.quantity, l.returned
                          from orders.sales_shipment s
                          join orders.sales_shipment_lot l on l.shipment_id = s.id
                         where s.sales_order_id = :id
                         order by l.line, l.expiry nulls last, l.lot
                        """).param("id", id).query(ShippedLotRow.class).list().stream()
                .collect(Collectors.groupingBy(ShippedLotRow::shipmentId));
        return jdbc.sql("""
                        select id as key, number as id, 'S-' || sale_id as sale, external_id, shipped_at, shipped_by
                          from orders.sales_shipment
                         where sales_order_id = :id
                         order by sales_shipment.id
                        """).param("id", id).query(ShipmentRow.class).list().stream()
                .map(row -> new Shipment(
                        row.id(),
                        row.sale(),
                        row.externalId(),
                        row.shippedAt(),
                        row.shippedBy(),
                        lots.getOrDefault(row.key(), List.of()).stream()
                                .map(lot -> new ShippedLot(
                                        lot.line(), lot.lot(), lot.expiry(), lot.quantity(), lot.returned()))
                                .toList()))
                .toList();
    }

    List<Return> returns(long id) {
        Map<Long, List<ReturnedLotRow>> lots = jdbc.sql("""
                        select l.return_id, l.line, l.lot, l.quantity, l.restocked
                          from orders.sales_return r
                          join orders.sales_return_line l on l.return_id = r.id
                         where r.sales_order_id = :id
                         order by l.line, l.id
                        """).param("id", id).query(ReturnedLotRow.class).list().stream()
                .collect(Collectors.groupingBy(ReturnedLotRow::returnId));
        return jdbc.sql("""
                        select id as key, number as id, 'S-' || sale_id as sale, reason, refund, returned_at,
                               returned_by
                          from orders.sales_return
                         where sales_order_id = :id
                         order by sales_return.id
                        """).param("id", id).query(ReturnRow.class).list().stream()
                .map(row -> new Return(
                        row.id(),
                        row.sale(),
                        row.reason(),
                        Decimals.plain(row.refund()),
                        row.returnedAt(),
                        row.returnedBy(),
                        lots.getOrDefault(row.key(), List.of()).stream()
                                .map(lot -> new ReturnedLot(lot.line(), lot.lot(), lot.quantity(), lot.restocked()))
                                .toList()))
                .toList();
    }

    /** The first step first. */
    List<Step> history(long id) {
        return jdbc.sql("""
                        select at, who, step, status, note
                          from orders.sales_order_step
                         where sales_order_id = :id
                         order by id
                        """).param("id", id).query(Step.class).list();
    }
}
