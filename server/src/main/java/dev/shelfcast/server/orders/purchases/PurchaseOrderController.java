package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.inventory.Documents;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.purchases.PurchaseOrderViews.PurchaseOrder;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Invalid;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/purchase-orders")
@Tag(name = "Purchase orders")
class PurchaseOrderController {

    private final OrderCheck check;
    private final PurchaseOrders orders;
    private final PurchaseOrderViews views;
    private final Dispatch dispatch;
    private final Documents<PurchaseOrder> documents;
    private final RetriedTransaction transaction;
    private final CurrentUser user;

    PurchaseOrderController(
            OrderCheck check,
            PurchaseOrders orders,
            PurchaseOrderViews views,
            Dispatch dispatch,
            RetriedTransaction transaction,
            CurrentUser user) {
        this.check = check;
        this.orders = orders;
        this.views = views;
        this.dispatch = dispatch;
        this.documents =
                new Documents<>(transaction, "PO-", PurchaseOrderQuery::unknown, PurchaseOrder.class, views::get);
        this.transaction = transaction;
        this.user = user;
    }

    /** The orders that a request became. */
    record Created(List<String> ids) {}

    @PostMapping("/check")
    @Operates
    @Operation(summary = "What a request would become: its orders, costs, and where it leaves the suppliers' terms")
    CheckedOrders check(@RequestBody PurchaseRequest request) {
        return check.check(request).shown();
    }

    @PostMapping
    @Operates
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Drafts purchase orders, one per supplier, store and delivery date")
    Created create(
            @RequestBody PurchaseRequest request,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return transaction.once(key, request, Created.class, () -> {
            OrderCheck.Outcome outcome = accepted(request);
            return new Created(outcome.drafts().stream()
                    .map(draft -> "PO-" + orders.draft(draft))
                    .toList());
        });
    }

    @GetMapping("/{id}")
    @Reads
    @Operation(summary = "A purchase order with its lines, deliveries and mail")
    PurchaseOrder get(@PathVariable String id) {
        PurchaseOrder order = documents.get(id);
        user.requireStore(order.head().store());
        return order;
    }

    @PutMapping("/{id}")
    @Operates
    @Operation(summary = "Changes a draft; its store stays")
    PurchaseOrder replace(
            @PathVariable String id,
            @RequestBody PurchaseRequest request,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match) {
        IfMatch read = match.or(request.version());
        OrderCheck.given("version", read.version());
        return transaction.run(() -> {
            PurchaseOrder before = get(id);
            PurchaseRequest ofItsStore = new PurchaseRequest(
                    before.head().store(),
                    request.supplier(),
                    request.deliveryDate(),
                    request.note(),
                    request.acceptDeviations(),
                    request.version(),
                    request.lines());
            OrderCheck.Outcome outcome = accepted(ofItsStore);
            if (outcome.drafts().size() != 1) {
                throw new Invalid(
                        "ORDER_WOULD_SPLIT",
                        "The lines of %s belong to %d orders. Maybe give all of them one supplier and day."
                                .formatted(id, outcome.drafts().size()));
            }
            orders.replace(before.head().number(), outcome.drafts().get(0), read);
            return get(id);
        });
    }

    @PostMapping("/{id}/approve")
    @Operates
    @Operation(summary = "From now on the goods count as incoming")
    PurchaseOrder approve(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return change(id, key, id, orders::approve);
    }

    enum How {
        MAIL,
        HAND
    }

    record SendBody(@Nullable How how) {}

    @PostMapping("/{id}/send")
    @Operates
    @Operation(summary = "Mails the order to its supplier, or notes that it was sent by hand")
    PurchaseOrder send(
            @PathVariable String id,
            @RequestBody SendBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        How how = OrderCheck.given("how", body.how());
        return change(id, key, List.of(id, how), how == How.MAIL ? dispatch::byMail : dispatch::byHand);
    }

    @PostMapping("/{id}/receive")
    @Operates
    @Operation(summary = "Puts a delivery into stock; with a close reason the rest is not awaited any more")
    PurchaseOrder receive(
            @PathVariable String id,
            @RequestBody DeliveryBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return change(id, key, List.of(id, body), number -> {
            orders.receive(number, body.received(), body.over());
            String rest = body.close();
            if (rest != null && views.get(number).head().status().isOpen()) {
                orders.close(number, rest);
            }
        });
    }

    record ReasonBody(@Nullable String reason) {}

    @PostMapping("/{id}/close")
    @Operates
    @Operation(summary = "Ends an order whose rest will not come")
    PurchaseOrder close(
            @PathVariable String id,
            @RequestBody ReasonBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        String reason = OrderCheck.given("reason", DeliveryBody.reason("reason", body.reason()));
        return change(id, key, List.of(id, reason), number -> orders.close(number, reason));
    }

    @PostMapping("/{id}/cancel")
    @Operates
    @Operation(summary = "Calls an order off of which nothing has arrived")
    PurchaseOrder cancel(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return change(id, key, id, orders::cancel);
    }

    private OrderCheck.Outcome accepted(PurchaseRequest request) {
        OrderCheck.Outcome outcome = check.check(request);
        if (!outcome.shown().clean() && !Boolean.TRUE.equals(request.acceptDeviations())) {
            throw outcome.shown().refusal();
        }
        return outcome;
    }

    /** Who may not see an order takes no step of it. */
    private PurchaseOrder change(String id, @Nullable String key, Object request, LongConsumer action) {
        return documents.change(get(id).head().id(), key, request, action);
    }
}
