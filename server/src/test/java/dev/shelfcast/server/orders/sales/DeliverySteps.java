package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** The steps of a sales order, for stories that are told in other packages. */
@TestComponent
public class DeliverySteps {

    private final SalesOrders orders;
    private final Shipping shipping;
    private final Returning returning;

    DeliverySteps(SalesOrders orders, Shipping shipping, Returning returning) {
        this.orders = orders;
        this.shipping = shipping;
        this.returning = returning;
    }

    /** How much of a product is ordered. */
    public record Line(String sku, BigDecimal quantity) {}

    /** What leaves or comes back for a line; without a lot, what expires first or left last. */
    public record Part(
            int line, BigDecimal quantity, @Nullable String lot) {}

    private static SalesOrderBody body(String store, List<Line> lines, boolean confirm) {
        return new SalesOrderBody(
                StoreCode.of(store),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                confirm,
                false,
                lines.stream()
                        .map(line -> new SalesOrderBody.Line(Sku.of(line.sku()), line.quantity(), null, null, null))
                        .toList());
    }

    public long create(String store, List<Line> lines, boolean confirm) {
        return orders.create(body(store, lines, confirm));
    }

    public void replace(long id, String store, List<Line> lines) {
        orders.replace(id, body(store, lines, false), IfMatch.ANY);
    }

    public void confirm(long id, boolean partial) {
        orders.confirm(id, partial);
    }

    public void reserve(long id) {
        orders.reserve(id);
    }

    public void ship(long id, List<Part> parts, @Nullable String externalId) {
        shipping.ship(
                id,
                parts.stream()
                        .map(part -> new Shipping.Leaving(part.line(), part.quantity(), part.lot()))
                        .toList(),
                externalId);
    }

    public void takeBack(long id, List<Part> parts, boolean restock, @Nullable String externalId) {
        returning.take(
                id,
                new Returning.Request(
                        parts.stream()
                                .map(part -> new Returning.Back(part.line(), part.quantity(), null, part.lot()))
                                .toList(),
                        restock,
                        null,
                        externalId));
    }

    public void complete(long id) {
        orders.complete(id);
    }

    public void cancel(long id) {
        orders.cancel(id, null);
    }
}
