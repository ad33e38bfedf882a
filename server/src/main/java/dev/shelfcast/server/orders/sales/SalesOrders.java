package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.Reservations;
import dev.shelfcast.server.orders.customers.Customers;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders to be delivered: written down, confirmed, kept for the customer, closed or cancelled. */
@Component
class SalesOrders {

    static final String SOURCE = "SALES_ORDER";

    private final SalesOrderRows rows;
    private final OrderSteps steps;
    private final Reservations reservations;
    private final Stores stores;
    private final Products products;
    private final Customers customers;
    private final Cents cents;
    private final CurrentUser user;

    SalesOrders(
            SalesOrderRows rows,
            OrderSteps steps,
            Reservations reservations,
            Stores stores,
            Products products,
            Customers customers,
            Cents cents,
            CurrentUser user) {
        this.rows = rows;
        this.steps = steps;
        this.reservations = reservations;
        this.stores = stores;
        this.products = products;
        this.customers = customers;
        this.cents = cents;
        this.user = user;
    }

    /** Writes a draft anew; what is confirmed is promised and stays as it is. */
    @Transactional
    public void replace(long id, SalesOrderBody body, IfMatch match) {
        SalesOrderRows.Head head = steps.lock(id);
        if (head.status() != SalesOrderStatus.DRAFT) {
            throw new Conflict(
                    "ORDER_NOT_DRAFT",
                    "The order %s is %s, and only a draft is changed. Maybe cancel it and take a new one."
                            .formatted(head.number(), head.status()));
        }
        if (!match.fits(head.version())) {
            throw match.stale("The order " + head.number());
        }
        rows.replace(id, draft(body));
        steps.taken(head, head, new OrderSteps.Taken("change", SalesOrderStatus.DRAFT, null));
        if (Boolean.TRUE.equals(body.confirm())) {
            confirm(id, Boolean.TRUE.equals(body.allowPartial()));
        }
    }

    /** Writes the order down, and confirms it at once when asked to; the same external id again answers the first. */
    @Transactional
    public long create(SalesOrderBody body) {
        SalesOrderRows.Draft draft = draft(body);
        Long id = rows.insert(draft, user.name(), steps.now()).orElse(null);
        if (id == null) {
            return repeated(SalesOrderBody.given("external_id", body.externalId()), draft.content());
        }
        steps.taken(null, rows.lock(id), new OrderSteps.Taken("create", SalesOrderStatus.DRAFT, null));
        if (Boolean.TRUE.equals(body.confirm())) {
            confirm(id, Boolean.TRUE.equals(body.allowPartial()));
        }
        return id;
    }

    private SalesOrderRows.Draft draft(SalesOrderBody body) {
        StoreView store = stores.get(body.shop());
        user.requireStore(body.shop());
        String code = body.customer();
        Long customer = code == null ? null : customers.idOfActive(code);
        String content = body.externalId() == null
                ? null
                : UUID.nameUUIDFromBytes(body.toString().getBytes(StandardCharsets.UTF_8))
                        .toString();
        return new SalesOrderRows.Draft(body, store.id(), customer, content, lines(body));
    }

    private long repeated(String externalId, @Nullable String content) {
        SalesOrderRows.Known known = rows.known(externalId);
        if (content == null || !content.equals(known.content())) {
            throw new Conflict(
                    "EXTERNAL_ID_REUSED",
                    "The external id '%s' belongs to SO-%d with another content. Maybe choose a new one."
                            .formatted(externalId, known.id()));
        }
        return known.id();
    }

    private List<SalesOrderRows.NewLine> lines(SalesOrderBody body) {
        List<SalesOrderBody.Line> wanted = body.wanted();
        Map<Sku, ProductView> known = products.listBySku(
                wanted.stream().map(SalesOrderBody.Line::product).distinct().toList());
        List<Pricing.Asked> asked = new ArrayList<>();
        List<Long> productIds = new ArrayList<>();
        for (SalesOrderBody.Line line : wanted) {
            ProductView product = known.get(line.product());
            if (product == null) {
                throw new Invalid("UNKNOWN_SKU", "There is no product with the SKU '%s'.".formatted(line.product()));
            }
            productIds.add(product.id());
            asked.add(new Pricing.Asked(
                    line.amount(), line.price(product.salePrice()), line.reduction(), line.rate(body.rate())));
        }
        List<Pricing.Priced> priced = cents.pricing(body.taxed()).price(asked, body.reduction());
        List<SalesOrderRows.NewLine> lines = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            lines.add(new SalesOrderRows.NewLine(productIds.get(i), asked.get(i), priced.get(i)));
        }
        return lines;
    }

    /** Promises the goods to the customer: all of them, or with {@code partial} what there is. */
    @Transactional
    public void confirm(long id, boolean partial) {
        SalesOrderRows.Head head = steps.lock(id, SalesOrderStatus.CONFIRMED);
        String note = reserveOpen(head, partial);
        steps.taken(head, head, new OrderSteps.Taken("confirm", SalesOrderStatus.CONFIRMED, note));
    }

    /** Tries again what was back-ordered; takes what there is by now. */
    @Transactional
    public void reserve(long id) {
        SalesOrderRows.Head head = steps.lock(id, SalesOrderStatus.SHIPPED);
        String note = reserveOpen(head, true);
        steps.taken(head, head, new OrderSteps.Taken("reserve", head.status(), note));
    }

    /** Answers what is back-ordered, in words, or null when all is reserved. */
    private @Nullable String reserveOpen(SalesOrderRows.Head head, boolean partial) {
        Map<Integer, BigDecimal> held = reservations.of(SOURCE, head.number());
        List<Reservations.Wish> wishes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<SalesOrderRows.Line> lines = rows.lines(head.id());
        for (SalesOrderRows.Line line : lines) {
            BigDecimal open = line.open().subtract(held.getOrDefault(line.line(), BigDecimal.ZERO));
            if (open.signum() > 0) {
                wishes.add(new Reservations.Wish(line.line(), line.productId(), open, null));
            }
        }
        Map<Integer, BigDecimal> given =
                wishes.isEmpty() ? Map.of() : reservations.reserve(steps.holder(head), wishes, partial);
        for (Reservations.Wish wish : wishes) {
            BigDecimal rest = wish.quantity().subtract(given.getOrDefault(wish.line(), BigDecimal.ZERO));
            if (rest.signum() > 0) {
                missing.add(OrderSteps.shown(rest) + " of " + sku(lines, wish.line()));
            }
        }
        return missing.isEmpty() ? null : "back-ordered: " + String.join(", ", missing);
    }

    private static Sku sku(List<SalesOrderRows.Line> lines, int number) {
        return lines.stream()
                .filter(line -> line.line() == number)
                .findFirst()
                .orElseThrow()
                .sku();
    }

    /** Calls off an order of which nothing has left; its goods are free again. */
    @Transactional
    public void cancel(long id, @Nullable String reason) {
        close(id, "cancel", SalesOrderStatus.CANCELLED, reason);
    }

    /** Nothing more will leave; what is still kept is free again. */
    @Transactional
    public void complete(long id) {
        close(id, "complete", SalesOrderStatus.COMPLETED, null);
    }

    private void close(long id, String step, SalesOrderStatus status, @Nullable String note) {
        SalesOrderRows.Head head = steps.lock(id, status);
        reservations.release(steps.holder(head));
        steps.taken(head, head, new OrderSteps.Taken(step, status, note));
    }
}
