package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Origin;
import dev.shelfcast.server.inventory.Oversell;
import dev.shelfcast.server.inventory.Reservations;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.orders.SaleBook;
import dev.shelfcast.server.orders.SaleRequest;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends out what is reserved, whole or in parts. Each shipment is a sale: its revenue and its demand count at the
 * moment at which the customer ordered, its movements at the moment at which the goods left.
 */
@Component
class Shipping {

    /** What leaves for a line; without a lot, what expires first. */
    record Leaving(int line, BigDecimal quantity, @Nullable String lot) {

        Leaving {
            quantity = Decimals.quantity(quantity);
            if (quantity.signum() <= 0) {
                throw new Invalid("QUANTITY_INVALID", "Line %d ships more than 0, not %s.".formatted(line, quantity));
            }
        }
    }

    private final SalesOrderRows rows;
    private final DeliveryRows deliveries;
    private final OrderSteps steps;
    private final Reservations reservations;
    private final SaleBook book;
    private final StockLedger ledger;
    private final Cents cents;

    Shipping(
            SalesOrderRows rows,
            DeliveryRows deliveries,
            OrderSteps steps,
            Reservations reservations,
            SaleBook book,
            StockLedger ledger,
            Cents cents) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.steps = steps;
        this.reservations = reservations;
        this.book = book;
        this.ledger = ledger;
        this.cents = cents;
    }

    /** Without lines all that is reserved; the same external id again changes nothing. */
    @Transactional
    public void ship(long id, List<Leaving> given, @Nullable String externalId) {
        Instant at = steps.now();
        ledger.prepare(at, at);
        SalesOrderRows.Head head = steps.lock(id);
        DeliveryRows.Name name = new DeliveryRows.Name(id, externalId, given.toString());
        if (deliveries.shippedBefore(name)) {
            return;
        }
        steps.lock(id, SalesOrderStatus.SHIPPED);
        Map<Integer, SalesOrderRows.Line> lines = steps.lines(head);
        List<Reservations.Wish> wishes = given.isEmpty() ? all(head, lines) : wishes(head, lines, given);
        Map<Integer, BigDecimal> byLine = new TreeMap<>();
        wishes.forEach(wish -> byLine.merge(wish.line(), wish.quantity(), BigDecimal::add));
        String number = head.number() + "/" + deliveries.nextShipment(id);
        List<Reservations.Picked> picked = reservations.take(steps.holder(head), wishes);
        long saleId = book.write(sale(head, lines, byLine, number));
        ledger.post(movements(head, picked, List.copyOf(byLine.keySet()), saleId).stream()
                .map(movement -> movement.at(at))
                .toList());
        deliveries.ship(name, new DeliveryRows.Shipment(number, saleId, at, steps.user()), picked);
        rows.ship(id, byLine);
        boolean all = rows.lines(id).stream().allMatch(line -> line.open().signum() == 0);
        SalesOrderStatus status = all ? SalesOrderStatus.SHIPPED : SalesOrderStatus.PARTIALLY_SHIPPED;
        steps.taken(head, head, new OrderSteps.Taken("ship", status, number));
    }

    private List<Reservations.Wish> all(SalesOrderRows.Head head, Map<Integer, SalesOrderRows.Line> lines) {
        Map<Integer, BigDecimal> reserved = reservations.of(SalesOrders.SOURCE, head.number());
        if (reserved.isEmpty()) {
            throw new Conflict(
                    "NOT_RESERVED",
                    "The order %s has nothing reserved. Maybe reserve it first.".formatted(head.number()));
        }
        List<Reservations.Wish> wishes = new ArrayList<>();
        new TreeMap<>(reserved)
                .forEach((line, quantity) -> wishes.add(new Reservations.Wish(
                        line, OrderSteps.line(head, lines, line).productId(), quantity, null)));
        return wishes;
    }

    private static List<Reservations.Wish> wishes(
            SalesOrderRows.Head head, Map<Integer, SalesOrderRows.Line> lines, List<Leaving> given) {
        return given.stream()
                .map(one -> new Reservations.Wish(
                        one.line(), OrderSteps.line(head, lines, one.line()).productId(), one.quantity(), one.lot()))
                .toList();
    }

    private SaleRequest sale(
            SalesOrderRows.Head head,
            Map<Integer, SalesOrderRows.Line> lines,
            Map<Integer, BigDecimal> byLine,
            String number) {
        Pricing pricing = cents.pricing(head.taxIncluded());
        List<SaleRequest.Line> sold = new ArrayList<>();
        byLine.forEach((at, quantity) -> {
            SalesOrderRows.Line line = OrderSteps.line(head, lines, at);
            Pricing.Portion portion = new Pricing.Portion(line.shipped(), quantity, line.quantity());
            sold.add(saleLine(line, quantity, pricing.part(line.amount(), portion)));
        });
        return request(
                head, number, head.orderedAt() == null ? null : head.orderedAt().toInstant(), sold);
    }

    /** A line that brings in this amount: what the price makes more is discount. */
    static SaleRequest.Line saleLine(SalesOrderRows.Line line, BigDecimal quantity, BigDecimal amount) {
        BigDecimal discount =
                quantity.abs().multiply(line.unitPrice()).subtract(amount).setScale(4, RoundingMode.HALF_DOWN);
        return new SaleRequest.Line(line.sku(), quantity, line.unitPrice(), discount);
    }

    static SaleRequest request(
            SalesOrderRows.Head head, String number, @Nullable Instant at, List<SaleRequest.Line> lines) {
        String pincode = head.pincode();
        return new SaleRequest(
                head.store(),
                SalesOrders.SOURCE,
                head.channel(),
                number,
                head.customer(),
                pincode == null ? null : Pincode.of(pincode),
                at,
                lines);
    }

    /**
     * The lots were chosen under the lock, out of what is really there. To the ledger goods promised to another order
     * are not available, but two orders that a till has left too little for are equal: who ships first has them.
     */
    private static List<Movement> movements(
            SalesOrderRows.Head head, List<Reservations.Picked> picked, List<Integer> saleLines, long saleId) {
        Map<Integer, Integer> lineOfSale = new HashMap<>();
        saleLines.forEach(line -> lineOfSale.put(line, lineOfSale.size() + 1));
        return picked.stream()
                .map(one -> Movement.of(
                                MovementKind.SALE,
                                head.storeId(),
                                one.productId(),
                                one.quantity(),
                                Origin.within(SaleBook.DOCUMENT, "S-" + saleId, lineOfSale.getOrDefault(one.line(), 0)))
                        .ofLot(one.lot(), null)
                        .overselling(Oversell.ALLOW))
                .toList();
    }
}
