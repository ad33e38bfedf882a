package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.inventory.Documents;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Sales orders")
class SalesOrderController {

    private final SalesOrders orders;
    private final Shipping shipping;
    private final Returning returning;
    private final SalesOrderList list;
    private final Documents<SalesOrderList.SalesOrder> documents;
    private final CurrentUser user;

    SalesOrderController(
            SalesOrders orders,
            Shipping shipping,
            Returning returning,
            SalesOrderList list,
            RetriedTransaction transaction,
            CurrentUser user) {
        this.orders = orders;
        this.shipping = shipping;
        this.returning = returning;
        this.list = list;
        this.documents = new Documents<>(
                transaction, "SO-", SalesOrderRows::unknown, SalesOrderList.SalesOrder.class, list::get);
        this.user = user;
    }

    @GetMapping("/sales-orders")
    @Reads
    @Operation(summary = "Orders to be delivered, the newest first")
    Listing<SalesOrderList.Summary> list(
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable SalesOrderStatus status,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        return list.list(new SalesOrderList.Filter(store, status, customer, search, from, to, user.scope()), paging);
    }

    @PostMapping("/sales-orders")
    @Operates
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Writes down an order to be delivered; confirm reserves its goods at once")
    SalesOrderList.SalesOrder create(
            @RequestBody SalesOrderBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.create(key, body, () -> orders.create(body));
    }

    @GetMapping({"/sales-orders/{id}", "/orders/SO-{id}"})
    @Reads
    @Operation(summary = "An order with its lines, the lots to pick, shipments, returns and history")
    SalesOrderList.SalesOrder get(@PathVariable String id) {
        SalesOrderList.SalesOrder order = documents.get(id);
        user.requireStore(order.head().store());
        return order;
    }

    @PutMapping("/sales-orders/{id}")
    @Operates
    @Operation(summary = "Writes a draft anew; confirm reserves its goods at once")
    SalesOrderList.SalesOrder replace(
            @PathVariable String id,
            @RequestBody SalesOrderBody body,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, List.of(id, body), order -> orders.replace(order, body, match));
    }

    /** With allow_partial, what is missing is back-ordered instead of refused. */
    record Confirmation(@Nullable Boolean allowPartial) {}

    @PostMapping("/sales-orders/{id}/confirm")
    @Operates
    @Operation(summary = "Reserves the goods for the customer")
    SalesOrderList.SalesOrder confirm(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Confirmation body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        boolean partial = body != null && Boolean.TRUE.equals(body.allowPartial());
        return documents.change(id, key, List.of(id, partial), order -> orders.confirm(order, partial));
    }

    @PostMapping("/sales-orders/{id}/reserve")
    @Operates
    @Operation(summary = "Reserves what was back-ordered, as far as it has come")
    SalesOrderList.SalesOrder reserve(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, id, orders::reserve);
    }

    /** What leaves, line by line; without lines all that is reserved. The external id makes it repeat-safe. */
    record ShipBody(
            @Nullable List<Shipping.Leaving> lines,
            @Nullable String externalId) {}

    @PostMapping({"/sales-orders/{id}/ship", "/orders/SO-{id}/ship"})
    @Operates
    @Operation(summary = "Sends out reserved goods, whole or in part, first expired first or from named lots")
    SalesOrderList.SalesOrder ship(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ShipBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        List<Shipping.Leaving> lines = body == null || body.lines() == null ? List.of() : body.lines();
        String name = body == null ? null : body.externalId();
        return documents.change(
                id, key, List.of(id, lines, String.valueOf(name)), order -> shipping.ship(order, lines, name));
    }

    @PostMapping("/sales-orders/{id}/complete")
    @Operates
    @Operation(summary = "Closes the order; what is still reserved is free again")
    SalesOrderList.SalesOrder complete(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, id, orders::complete);
    }

    @PostMapping("/sales-orders/{id}/return")
    @Operates
    @Operation(summary = "Takes goods back, into stock again or into waste, and says what to refund")
    SalesOrderList.SalesOrder takeBack(
            @PathVariable String id,
            @RequestBody(required = false) Returning.@Nullable Request body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        Returning.Request request = body == null ? new Returning.Request(null, null, null, null) : body;
        return documents.change(id, key, List.of(id, request), order -> returning.take(order, request));
    }

    /** Why the order is called off. */
    record Cancellation(@Nullable String reason) {}

    @PostMapping("/sales-orders/{id}/cancel")
    @Operates
    @Operation(summary = "Calls off an order of which nothing has left")
    SalesOrderList.SalesOrder cancel(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Cancellation body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        String reason = body == null ? null : body.reason();
        return documents.change(id, key, List.of(id, String.valueOf(reason)), order -> orders.cancel(order, reason));
    }
}
