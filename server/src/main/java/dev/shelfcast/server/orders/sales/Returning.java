package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Origin;
import dev.shelfcast.server.inventory.Oversell;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.orders.SaleBook;
import dev.shelfcast.server.orders.SaleRequest;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes goods back from the customer, into the lot they came from or, unfit to be sold, through it into waste. Never
 * more than has left; the refund is the part of the line's total that belongs to them.
 */
@Component
class Returning {

    /** What comes back for a line; without a lot, what left last. */
    record Back(
            int line,
            BigDecimal quantity,
            @Nullable Boolean restock,
            @Nullable String lot) {

        Back {
            quantity = Decimals.quantity(quantity);
            if (quantity.signum() <= 0) {
                throw new Invalid("QUANTITY_INVALID", "Line %d returns more than 0, not %s.".formatted(line, quantity));
            }
        }
    }

    /** A return as a client sends it; without lines all that has left comes back. */
    record Request(
            @Nullable List<Back> lines,
            @Nullable Boolean restock,
            @Nullable String reason,
            @Nullable String externalId) {

        List<Back> given() {
            return Objects.requireNonNullElse(lines, List.of());
        }

        boolean restocks(Back back) {
            Boolean own = back.restock() == null ? restock : back.restock();
            return !Boolean.FALSE.equals(own);
        }
    }

    /** Goods of one lot of one shipment that come back. */
    record FromLot(DeliveryRows.ShippedLot lot, BigDecimal quantity, boolean restocked) {}

    private final SalesOrderRows rows;
    private final DeliveryRows deliveries;
    private final OrderSteps steps;
    private final SaleBook book;
    private final StockLedger ledger;
    private final Cents cents;

    Returning(
            SalesOrderRows rows,
            DeliveryRows deliveries,
            OrderSteps steps,
            SaleBook book,
            StockLedger ledger,
            Cents cents) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.steps = steps;
        this.book = book;
        this.ledger = ledger;
        this.cents = cents;
    }

    /** The same external id again changes nothing. */
    @Transactional
    public void take(long id, Request request) {
        Instant at = steps.now();
        ledger.prepare(at, at);
        SalesOrderRows.Head head = steps.lock(id);
        DeliveryRows.Name name = new DeliveryRows.Name(id, request.externalId(), request.toString());
        if (deliveries.returnedBefore(name)) {
            return;
        }
        steps.lock(id, SalesOrderStatus.RETURNED);
        Map<Integer, SalesOrderRows.Line> lines = steps.lines(head);
        List<FromLot> back = fromLots(head, lines, request);
        Map<Integer, BigDecimal> byLine = new TreeMap<>();
        back.forEach(one -> byLine.merge(one.lot().line(), one.quantity(), BigDecimal::add));
        Map<Integer, BigDecimal> refunds = new TreeMap<>();
        List<SaleRequest.Line> sold = new ArrayList<>();
        Pricing pricing = cents.pricing(head.taxIncluded());
        byLine.forEach((number, quantity) -> {
            SalesOrderRows.Line line = OrderSteps.line(head, lines, number);
            Pricing.Portion portion = new Pricing.Portion(line.returned(), quantity, line.quantity());
            refunds.put(number, pricing.part(line.total(), portion));
            sold.add(Shipping.saleLine(line, quantity.negate(), pricing.part(line.amount(), portion)));
        });
        String number = head.number() + "/R" + deliveries.nextReturn(id);
        long saleId = book.write(Shipping.request(head, number, at, sold));
        ledger.post(movements(head, back, List.copyOf(byLine.keySet()), saleId).stream()
                .map(movement -> movement.at(at))
                .toList());
        BigDecimal refund = refunds.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        deliveries.takeBack(
                name, new DeliveryRows.Return(number, saleId, request.reason(), refund, at, steps.user()), back);
        rows.takeBack(id, byLine, refunds);
        boolean all = rows.lines(id).stream().allMatch(line -> line.returned().compareTo(line.shipped()) == 0);
        boolean over = head.status() != SalesOrderStatus.PARTIALLY_SHIPPED;
        SalesOrderStatus status = all && over ? SalesOrderStatus.RETURNED : head.status();
        steps.taken(head, head, new OrderSteps.Taken("return", status, number));
    }

    private List<FromLot> fromLots(SalesOrderRows.Head head, Map<Integer, SalesOrderRows.Line> lines, Request request) {
        List<Back> given = request.given().isEmpty() ? all(lines) : request.given();
        List<DeliveryRows.ShippedLot> shipped = deliveries.withTheCustomer(head.id());
        Map<DeliveryRows.ShippedLot, BigDecimal> left = new HashMap<>();
        shipped.forEach(lot -> left.put(lot, lot.open()));
        List<FromLot> back = new ArrayList<>();
        for (Back one : given) {
            OrderSteps.line(head, lines, one.line());
            BigDecimal open = one.quantity();
            for (DeliveryRows.ShippedLot lot : shipped) {
                boolean wanted = lot.line() == one.line()
                        && (one.lot() == null || one.lot().equals(lot.lot()));
                BigDecimal part = left.getOrDefault(lot, BigDecimal.ZERO).min(open);
                if (wanted && part.signum() > 0) {
                    left.merge(lot, part.negate(), BigDecimal::add);
                    back.add(new FromLot(lot, part, request.restocks(one)));
                    open = open.subtract(part);
                }
            }
            if (open.signum() > 0) {
                throw tooMuch(head, one, one.quantity().subtract(open));
            }
        }
        return back;
    }

    private static Conflict tooMuch(SalesOrderRows.Head head, Back back, BigDecimal there) {
        return new Conflict(
                "RETURN_ABOVE_SHIPPED",
                "Line %d of %s has %s%s with the customer, and %s are to come back. Maybe name another lot."
                        .formatted(
                                back.line(),
                                head.number(),
                                OrderSteps.shown(there),
                                back.lot() == null ? "" : " of lot '" + back.lot() + "'",
                                OrderSteps.shown(back.quantity())));
    }

    private static List<Back> all(Map<Integer, SalesOrderRows.Line> lines) {
        List<Back> all = lines.values().stream()
                .filter(line -> line.shipped().compareTo(line.returned()) > 0)
                .map(line -> new Back(line.line(), line.shipped().subtract(line.returned()), null, null))
                .toList();
        if (all.isEmpty()) {
            throw new Conflict("RETURN_ABOVE_SHIPPED", "All that has left came back already.");
        }
        return all;
    }

    /** What cannot be sold again comes in and is written off at once, so that it shows in the store's losses. */
    private static List<Movement> movements(
            SalesOrderRows.Head head, List<FromLot> back, List<Integer> saleLines, long saleId) {
        Map<Integer, Integer> lineOfSale = new HashMap<>();
        saleLines.forEach(line -> lineOfSale.put(line, lineOfSale.size() + 1));
        List<Movement> movements = new ArrayList<>();
        for (FromLot one : back) {
            Origin origin = Origin.within(
                    SaleBook.DOCUMENT,
                    "S-" + saleId,
                    lineOfSale.getOrDefault(one.lot().line(), 0));
            long product = one.lot().productId();
            movements.add(Movement.of(MovementKind.CUSTOMER_RETURN, head.storeId(), product, one.quantity(), origin)
                    .ofLot(one.lot().lot(), null));
            if (!one.restocked()) {
                movements.add(Movement.of(MovementKind.WASTE, head.storeId(), product, one.quantity(), origin)
                        .ofLot(one.lot().lot(), null)
                        .because("RETURNED")
                        .overselling(Oversell.ALLOW));
            }
        }
        return movements;
    }
}
