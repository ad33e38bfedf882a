package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.BackDating;
import dev.shelfcast.server.inventory.IncomingChanged;
import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Origin;
import dev.shelfcast.server.inventory.PostedMovement;
import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.inventory.StoreRequests;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Forbidden;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.stores.Stores;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends goods from one store to another; each step leaves the books right, cancelling too. */
@Component
class Transfers implements StoreRequests {

    static final String SOURCE = "TRANSFER";

    private final TransferRows rows;
    private final Stores stores;
    private final Products products;
    private final StockLedger ledger;
    private final BackDating backDating;
    private final CurrentUser user;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Transfers(
            TransferRows rows,
            Stores stores,
            Products products,
            StockLedger ledger,
            BackDating backDating,
            CurrentUser user,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.stores = stores;
        this.products = products;
        this.ledger = ledger;
        this.backDating = backDating;
        this.user = user;
        this.audit = audit;
        this.events = events;
    }

    @Override
    @Transactional
    public long request(Wish wish) {
        List<TransferBody.Line> lines = wish.quantities().entrySet().stream()
                .map(line -> new TransferBody.Line(line.getKey(), line.getValue()))
                .toList();
        OffsetDateTime expected = wish.expectedAt().atOffset(ZoneOffset.UTC);
        long id = request(new TransferBody(wish.from(), wish.to(), expected, null, lines));
        if (user.scope().includes(wish.from())) {
            approve(id);
        }
        return id;
    }

    /** Either store may ask; nothing is promised before it is approved. */
    @Transactional
    public long request(TransferBody body) {
        long from = stores.get(body.sender()).id();
        long to = stores.get(body.receiver()).id();
        List<TransferBody.Wish> wishes = body.wishes();
        Map<Sku, ProductView> known = products.listBySku(
                wishes.stream().map(TransferBody.Wish::sku).distinct().toList());
        List<Long> productIds = new ArrayList<>();
        for (TransferBody.Wish wish : wishes) {
            ProductView product = known.get(wish.sku());
            if (product == null) {
                throw new Invalid("UNKNOWN_SKU", "There is no product with the SKU '%s'.".formatted(wish.sku()));
            }
            if (productIds.contains(product.id())) {
                throw new Invalid(
                        "PRODUCT_TWICE", "%s is in the transfer twice. Maybe add the lines up.".formatted(wish.sku()));
            }
            productIds.add(product.id());
        }
        long id = rows.insert(
                new TransferRows.Draft(
                        from,
                        to,
                        body.expectedAt() == null ? null : body.expectedAt().toInstant(),
                        body.checkedNote(),
                        productIds,
                        wishes.stream().map(TransferBody.Wish::quantity).toList()),
                user.name());
        TransferRows.Head head = rows.lock(id);
        requireEither(head);
        audit.record("transfer.request", "transfer", head.number(), null, body);
        tell(head);
        return id;
    }

    /** The sender agrees to part with the goods. */
    @Transactional
    public void approve(long id) {
        TransferRows.Head head = lock(id, TransferStatus.APPROVED);
        user.requireStore(head.from());
        ledger.expect(rows.lines(id).stream()
                .map(line -> new StockKey(head.toStoreId(), line.productId()))
                .toList());
        become(head, TransferStatus.APPROVED, "transfer.approve", backDating.time(null));
    }

    /** Takes the goods from the sender; without lines all that was asked for, the lots that expire first. */
    @Transactional
    public void ship(long id, List<Shipped> given, @Nullable OffsetDateTime time) {
        TransferRows.Head head = lock(id, TransferStatus.IN_TRANSIT);
        user.requireStore(head.from());
        Instant at = backDating.time(time);
        Map<Integer, TransferRows.Line> lines = linesByNumber(id);
        List<Shipped> shipped = given.isEmpty()
                ? lines.values().stream()
                        .map(line -> new Shipped(line.line(), line.requested(), null))
                        .toList()
                : given;
        refuseMoreThanRequested(head, lines, shipped);
        List<PostedMovement> posted = ledger.post(shipped.stream()
                .map(one -> Movement.of(
                                MovementKind.TRANSFER_OUT,
                                head.fromStoreId(),
                                line(head, lines, one.line()).productId(),
                                one.quantity(),
                                origin(head, one.line()))
                        .ofLot(one.lot(), null)
                        .at(at))
                .toList());
        rows.ship(
                id,
                posted.stream().flatMap(movement -> movement.ids().stream()).toList(),
                lines.values().stream().map(TransferRows.Line::productId).toList(),
                at);
        become(head, TransferStatus.IN_TRANSIT, "transfer.ship", at);
    }

    private static void refuseMoreThanRequested(
            TransferRows.Head head, Map<Integer, TransferRows.Line> lines, List<Shipped> shipped) {
        Map<Integer, BigDecimal> sums = new TreeMap<>();
        for (Shipped one : shipped) {
            BigDecimal requested = line(head, lines, one.line()).requested();
            BigDecimal sum = sums.merge(one.line(), one.quantity(), BigDecimal::add);
            if (sum.compareTo(requested) > 0) {
                throw new Conflict(
                        "SHIPMENT_ABOVE_REQUEST",
                        "Line %d of %s asks for %s, and %s are to be shipped. Maybe request the rest first."
                                .formatted(
                                        one.line(),
                                        head.number(),
                                        Decimals.plain(requested).toPlainString(),
                                        sum.toPlainString()));
            }
        }
    }

    private static TransferRows.Line line(TransferRows.Head head, Map<Integer, TransferRows.Line> lines, int number) {
        TransferRows.Line line = lines.get(number);
        if (line == null) {
            throw new Invalid("UNKNOWN_LINE", "The transfer %s has no line %d.".formatted(head.number(), number));
        }
        return line;
    }

    private Map<Integer, TransferRows.Line> linesByNumber(long id) {
        Map<Integer, TransferRows.Line> lines = new TreeMap<>();
        rows.lines(id).forEach(line -> lines.put(line.line(), line));
        return lines;
    }

    /** Puts what has arrived into stock; without lines, all that is on the road. */
    @Transactional
    public void receive(long id, List<Arrived> given, @Nullable OffsetDateTime time) {
        TransferRows.Head head = lock(id, TransferStatus.RECEIVED);
        user.requireStore(head.to());
        Instant at = backDating.time(time);
        refuseArrivalBeforeShipping(head, at);
        Map<Integer, TransferRows.Line> lines = linesByNumber(id);
        List<Arrived> arrived = given.isEmpty() ? all(lines) : given;
        Unloading unloading = new Unloading(head, rows.lotsOnTheRoad(id), at);
        for (Arrived one : arrived) {
            unloading.take(line(head, lines, one.line()), one);
        }
        ledger.post(unloading.movements());
        rows.settle(id, unloading.settled());
        rows.receive(id, arrived);
        boolean complete = rows.lotsOnTheRoad(id).isEmpty();
        become(head, complete ? TransferStatus.RECEIVED : TransferStatus.PARTIALLY_RECEIVED, "transfer.receive", at);
    }

    private static void refuseArrivalBeforeShipping(TransferRows.Head head, Instant at) {
        Instant shipped = head.shippedAt();
        if (shipped != null && at.isBefore(shipped)) {
            throw new Conflict(
                    "ARRIVAL_BEFORE_SHIPPING",
                    "The goods of %s left at %s and cannot have arrived at %s. Maybe give a later time."
                            .formatted(head.number(), shipped, at));
        }
    }

    /** What is on the road goes back to the sender. */
    @Transactional
    public void cancel(long id) {
        TransferRows.Head head = lock(id, TransferStatus.CANCELLED);
        requireEither(head);
        Instant at = backDating.time(null);
        Map<Integer, Long> productIds = rows.lines(id).stream()
                .collect(Collectors.toMap(TransferRows.Line::line, TransferRows.Line::productId));
        List<TransferRows.Lot> back = rows.lotsOnTheRoad(id);
        ledger.post(back.stream()
                .map(lot -> Movement.of(
                                MovementKind.TRANSFER_IN,
                                head.fromStoreId(),
                                productIds.getOrDefault(lot.line(), 0L),
                                lot.open(),
                                origin(head, lot.line()))
                        .ofLot(lot.code(), null)
                        .because("CANCELLED")
                        .at(at))
                .toList());
        rows.settle(id, back.stream().collect(Collectors.toMap(lot -> lot, TransferRows.Lot::open)));
        become(head, TransferStatus.CANCELLED, "transfer.cancel", at);
    }

    static Origin origin(TransferRows.Head head, int line) {
        return Origin.within(SOURCE, head.number(), line);
    }

    private static List<Arrived> all(Map<Integer, TransferRows.Line> lines) {
        return lines.values().stream()
                .filter(line -> line.open().signum() > 0)
                .map(line -> new Arrived(line.line(), line.open(), null, null, null))
                .toList();
    }

    private TransferRows.Head lock(long id, TransferStatus to) {
        TransferRows.Head head = rows.lock(id);
        requireEither(head);
        if (!head.status().next().contains(to)) {
            String allowed =
                    head.status().next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
            throw new Conflict(
                    "ILLEGAL_TRANSITION",
                    "The transfer %s is %s and cannot become %s; allowed: %s."
                            .formatted(
                                    head.number(),
                                    head.status(),
                                    to,
                                    allowed.isEmpty() ? "nothing any more" : allowed));
        }
        return head;
    }

    private void requireEither(TransferRows.Head head) {
        if (!user.scope().includes(head.from()) && !user.scope().includes(head.to())) {
            throw new Forbidden(
                    "STORE_OUT_OF_SCOPE",
                    "The transfer %s is between %s and %s, and neither is yours. Maybe ask an administrator."
                            .formatted(head.number(), head.from(), head.to()));
        }
    }

    private void become(TransferRows.Head before, TransferStatus status, String action, Instant at) {
        rows.setStatus(before.id(), status, user.name(), at);
        audit.record(action, "transfer", before.number(), before, rows.lock(before.id()));
        tell(before);
    }

    private void tell(TransferRows.Head head) {
        events.publishEvent(new IncomingChanged(rows.lines(head.id()).stream()
                .map(line -> new StockKey(head.toStoreId(), line.productId()))
                .collect(Collectors.toSet())));
    }
}
