package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.inventory.Reservations;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shipments and returns of sales orders, with their lots, as rows. */
@Component
class DeliveryRows {

    private static final int LONGEST_NAME = 200;

    /** What a client calls a shipment or a return of an order, and what a repetition must agree in. */
    record Name(long orderId, @Nullable String externalId, String content) {

        Name {
            if (externalId != null && (externalId.isBlank() || externalId.length() > LONGEST_NAME)) {
                throw new Invalid(
                        "EXTERNAL_ID_INVALID", "An external id has 1 to %d characters.".formatted(LONGEST_NAME));
            }
        }
    }

    record Shipment(String number, long saleId, Instant at, String user) {}

    record Return(String number, long saleId, @Nullable String reason, BigDecimal refund, Instant at, String user) {}

    /** Goods of one lot that a shipment brought to the customer. */
    record ShippedLot(
            long shipmentId,
            int line,
            long productId,
            String lot,
            @Nullable LocalDate expiry,
            BigDecimal open) {}

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean shippedBefore(Name name) {
        return known(
                name,
                jdbc.sql("""
                        select content
                          from orders.sales_shipment
                         where sales_order_id = :id and external_id = :external_id
                        """)
                        .param("id", name.orderId())
                        .param("external_id", name.externalId())
                        .query(String.class)
                        .optional());
    }

    boolean returnedBefore(Name name) {
        return known(
                name,
                jdbc.sql("""
                        select content
                          from orders.sales_return
                         where sales_order_id = :id and external_id = :external_id
                        """)
                        .param("id", name.orderId())
                        .param("external_id", name.externalId())
                        .query(String.class)
                        .optional());
    }

    private static boolean known(Name name, Optional<String> content) {
        if (content.isPresent() && !content.get().equals(name.content())) {
            throw new Conflict(
                    "EXTERNAL_ID_REUSED",
                    "The external id '%s' was used before for something else of SO-%d. Maybe choose a new one."
                            .formatted(name.externalId(), name.orderId()));
        }
        return content.isPresent();
    }

    /** The order's row is locked, so nobody else counts at the same time. */
    long nextShipment(long orderId) {
        return jdbc.sql("select count(*) + 1 from orders.sales_shipment where sales_order_id = :id")
                .param("id", orderId)
                .query(Long.class)
                .single();
    }

    long nextReturn(long orderId) {
        return jdbc.sql("select count(*) + 1 from orders.sales_return where sales_order_id = :id")
                .param("id", orderId)
                .query(Long.class)
                .single();
    }

    void ship(Name name, Shipment shipment, List<Reservations.Picked> picked) {
        jdbc.sql("""
                        with shipment as (
                            insert into orders.sales_shipment (sales_order_id, number, sale_id, external_id, content,
                                                               shipped_at, shipped_by)
                            values (:order, :number, :sale, :external_id, :content, :at, :user)
                            returning id)
                        insert into orders.sales_shipment_lot (shipment_id, line, lot, expiry, quantity)
                        select shipment.id, p.line, p.lot, min(p.expiry), sum(p.quantity)
                          from shipment,
                               unnest(:lines, :lots, cast(:expiries as date[]), cast(:quantities as numeric[]))
                               as p (line, lot, expiry, quantity)
                         group by shipment.id, p.line, p.lot
                        """)
                .param("order", name.orderId())
                .param("number", shipment.number())
                .param("sale", shipment.saleId())
                .param("external_id", name.externalId())
                .param("content", name.content())
                .param("at", Timestamp.from(shipment.at()))
                .param("user", shipment.user())
                .param("lines", picked.stream().map(Reservations.Picked::line).toArray(Integer[]::new))
                .param("lots", picked.stream().map(Reservations.Picked::lot).toArray(String[]::new))
                .param(
                        "expiries",
                        picked.stream()
                                .map(one -> one.expiry() == null
                                        ? null
                                        : one.expiry().toString())
                                .toArray(String[]::new))
                .param("quantities", Decimals.texts(picked, Reservations.Picked::quantity))
                .update();
    }

    /** What has not come back, the last shipment first. */
    List<ShippedLot> withTheCustomer(long orderId) {
        return jdbc.sql("""
                        select s.id as shipment_id, l.line, o.product_id, l.lot, l.expiry,
                               l.quantity - l.returned as open
                          from orders.sales_shipment s
                          join orders.sales_shipment_lot l on l.shipment_id = s.id
                          join orders.sales_order_line o on o.sales_order_id = s.sales_order_id and o.line = l.line
                         where s.sales_order_id = :id and l.quantity > l.returned
                         order by s.id desc, l.line, l.expiry desc nulls first, l.lot
                        """).param("id", orderId).query(ShippedLot.class).list();
    }

    void takeBack(Name name, Return goods, List<Returning.FromLot> back) {
        long id = jdbc.sql("""
                        insert into orders.sales_return (sales_order_id, number, sale_id, external_id, content, reason,
                                                         refund, returned_at, returned_by)
                        values (:order, :number, :sale, :external_id, :content, :reason, :refund, :at, :user)
                        returning id
                        """)
                .param("order", name.orderId())
                .param("number", goods.number())
                .param("sale", goods.saleId())
                .param("external_id", name.externalId())
                .param("content", name.content())
                .param("reason", goods.reason())
                .param("refund", goods.refund())
                .param("at", Timestamp.from(goods.at()))
                .param("user", goods.user())
                .query(Long.class)
                .single();
        jdbc.sql("""
                        with back as (
                            select *
                              from unnest(:shipments, :lines, :lots, cast(:quantities as numeric[]), :restocked)
                                   as b (shipment_id, line, lot, quantity, restocked)),
                        lines as (
                            insert into orders.sales_return_line (return_id, line, lot, quantity, restocked)
                            select :id, line, lot, sum(quantity), restocked from back group by line, lot, restocked)
                        update orders.sales_shipment_lot l
                           set returned = l.returned + b.quantity
                          from (select shipment_id, line, lot, sum(quantity) as quantity
                                  from back
                                 group by shipment_id, line, lot) as b
                         where l.shipment_id = b.shipment_id and l.line = b.line and l.lot = b.lot
                        """)
                .param("id", id)
                .param(
                        "shipments",
                        back.stream().map(one -> one.lot().shipmentId()).toArray(Long[]::new))
                .param("lines", back.stream().map(one -> one.lot().line()).toArray(Integer[]::new))
                .param("lots", back.stream().map(one -> one.lot().lot()).toArray(String[]::new))
                .param("quantities", Decimals.texts(back, Returning.FromLot::quantity))
                .param(
                        "restocked",
                        back.stream().map(Returning.FromLot::restocked).toArray(Boolean[]::new))
                .update();
    }
}
