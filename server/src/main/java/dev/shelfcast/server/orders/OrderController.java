package dev.shelfcast.server.orders;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.inventory.Documents;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders")
class OrderController {

    private final Sales sales;
    private final PurchaseOrders purchases;
    private final Goods goods;
    private final OrderList list;
    private final RetriedTransaction transaction;
    private final Documents<OrderList.Order> documents;
    private final CurrentUser user;

    OrderController(
            Sales sales,
            PurchaseOrders purchases,
            Goods goods,
            OrderList list,
            RetriedTransaction transaction,
            CurrentUser user) {
        this.sales = sales;
        this.purchases = purchases;
        this.goods = goods;
        this.list = list;
        this.transaction = transaction;
        this.documents =
                new Documents<>(transaction, "PO-", OrderController::unknown, OrderList.Order.class, list::purchase);
        this.user = user;
    }

    /** Sales unless purchases are asked for; newest first. */
    @GetMapping
    @Reads
    Listing<OrderList.Summary> list(
            @RequestParam(required = false) OrderBody.@Nullable Type type,
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        OrderList.Filter filter = new OrderList.Filter(store, status, from, to, user.scope());
        return type == OrderBody.Type.PURCHASE ? list.purchases(filter, paging) : list.sales(filter, paging);
    }

    /** A till's sale is one call: recorded, paid and taken out of stock; a purchase becomes a draft. */
    @PostMapping
    @Operates
    @ResponseStatus(HttpStatus.CREATED)
    OrderList.Order place(
            @RequestBody OrderBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return transaction.once(key, body, OrderList.Order.class, () -> {
            if (OrderBody.given("type", body.type()) == OrderBody.Type.SALE) {
                SaleRequest request = body.sale();
                Sales.Recorded sale = sales.record(request);
                return sale.accepted().repeated()
                        ? list.sale(sale.accepted().saleId())
                        : OrderList.Order.of(request, sale);
            }
            return list.purchase(purchases.draft(draft(body)));
        });
    }

    @GetMapping("/{id}")
    @Reads
    OrderList.Order get(@PathVariable String id) {
        OrderList.Order order = id.startsWith("PO-")
                ? documents.get(id)
                : list.sale(Documents.number(id, "S-", OrderController::unknown));
        user.requireStore(order.store());
        return order;
    }

    @PostMapping("/{id}/approve")
    @Operates
    OrderList.Order approve(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return change(id, key, id, purchases::approve);
    }

    @PostMapping("/{id}/receive")
    @Operates
    OrderList.Order receive(
            @PathVariable String id,
            @RequestBody(required = false) OrderBody.@Nullable Receipt receipt,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        List<ReceivedLine> received = receipt == null ? List.of() : receipt.received();
        return change(id, key, List.of(id, received), order -> purchases.receive(order, received));
    }

    @PostMapping("/{id}/cancel")
    @Operates
    OrderList.Order cancel(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return change(id, key, id, purchases::cancel);
    }

    private OrderList.Order change(String id, @Nullable String key, Object request, LongConsumer action) {
        if (!id.startsWith("PO-")) {
            throw unknown(id);
        }
        return documents.change(id, key, request, action);
    }

    private PurchaseOrderDraft draft(OrderBody body) {
        StoreCode store = OrderBody.given("store", body.store());
        user.requireStore(store);
        List<OrderBody.Line> lines = OrderBody.given("lines", body.lines());
        Goods.Shop shop = goods.of(
                store,
                lines.stream()
                        .map(line -> OrderBody.given("lines.sku", line.sku()))
                        .toList());
        List<PurchaseOrderDraft.Line> drafts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            OrderBody.Line line = lines.get(i);
            drafts.add(new PurchaseOrderDraft.Line(
                    shop.product(OrderBody.given("lines.sku", line.sku()), i).id(),
                    OrderBody.given("lines.quantity", line.quantity()),
                    line.unitCost() == null ? line.unitPrice() : line.unitCost()));
        }
        return new PurchaseOrderDraft(
                shop.id(),
                body.supplier() == null ? null : list.supplier(body.supplier()),
                body.expectedAt() == null ? null : body.expectedAt().toInstant(),
                drafts);
    }

    private static NotFound unknown(String id) {
        return new NotFound("UNKNOWN_ORDER", "There is no order '%s'. Maybe it is like S-17 or PO-17.".formatted(id));
    }
}
