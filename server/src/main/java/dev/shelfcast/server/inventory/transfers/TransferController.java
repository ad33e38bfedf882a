package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.inventory.Documents;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.shared.Forbidden;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
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
@RequestMapping("/api/v1/inventory/transfers")
@Tag(name = "Transfers")
class TransferController {

    private final Transfers transfers;
    private final TransferList list;
    private final Documents<TransferList.Transfer> documents;
    private final CurrentUser user;

    TransferController(Transfers transfers, TransferList list, RetriedTransaction transaction, CurrentUser user) {
        this.transfers = transfers;
        this.list = list;
        this.documents =
                new Documents<>(transaction, "T-", TransferRows::unknown, TransferList.Transfer.class, list::get);
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(summary = "Transfers that a store sends or receives, the newest first")
    Listing<TransferList.Summary> list(
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable TransferStatus status,
            @RequestParam(required = false) @Nullable String search,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        return list.list(new TransferList.Filter(store, status, search, user.scope()), paging);
    }

    @PostMapping
    @Operates
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Asks for goods from another store")
    TransferList.Transfer request(
            @RequestBody TransferBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.create(key, body, () -> transfers.request(body));
    }

    @GetMapping("/{id}")
    @Reads
    @Operation(summary = "A transfer with its lines, and the lots to ship first or on the road")
    TransferList.Transfer get(@PathVariable String id) {
        TransferList.Transfer transfer = documents.get(id);
        TransferList.Summary head = transfer.head();
        if (!user.scope().includes(head.from()) && !user.scope().includes(head.to())) {
            throw new Forbidden(
                    "STORE_OUT_OF_SCOPE",
                    "The transfer %s is between %s and %s, and neither is yours. Maybe ask an administrator."
                            .formatted(head.id(), head.from(), head.to()));
        }
        return transfer;
    }

    @PostMapping("/{id}/approve")
    @Operates
    @Operation(summary = "The sender agrees")
    TransferList.Transfer approve(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, id, transfers::approve);
    }

    /** What is shipped, line by line; without lines all that was asked for, without a time now. */
    record ShipBody(@Nullable List<Shipped> lines, @Nullable OffsetDateTime occurredAt) {}

    @PostMapping("/{id}/ship")
    @Operates
    @Operation(summary = "Takes the goods from the sender and puts them on the road, first expired first")
    TransferList.Transfer ship(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ShipBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        List<Shipped> lines = body == null || body.lines() == null ? List.of() : body.lines();
        OffsetDateTime at = body == null ? null : body.occurredAt();
        return documents.change(id, key, Arrays.asList(id, lines, at), transfer -> transfers.ship(transfer, lines, at));
    }

    /** What arrived, line by line; without lines all that is on the road, without a time now. */
    record ReceiveBody(
            @Nullable List<Arrived> lines, @Nullable OffsetDateTime occurredAt) {}

    @PostMapping("/{id}/receive")
    @Operates
    @Operation(summary = "Puts into stock what has arrived: short, over or damaged, as it came")
    TransferList.Transfer receive(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ReceiveBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        List<Arrived> lines = body == null || body.lines() == null ? List.of() : body.lines();
        OffsetDateTime at = body == null ? null : body.occurredAt();
        return documents.change(
                id, key, Arrays.asList(id, lines, at), transfer -> transfers.receive(transfer, lines, at));
    }

    @PostMapping("/{id}/cancel")
    @Operates
    @Operation(summary = "Calls the transfer off; what is on the road goes back to the sender")
    TransferList.Transfer cancel(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, id, transfers::cancel);
    }
}
