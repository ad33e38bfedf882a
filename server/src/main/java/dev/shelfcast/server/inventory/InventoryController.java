package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.TooLarge;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/inventory")
@Tag(name = "Inventory")
class InventoryController {

    private static final Duration HISTORY = Duration.ofDays(31);

    private final MovementHistory history;
    private final ManualMovements movements;
    private final RetriedTransaction transaction;
    private final CurrentUser user;
    private final Clock clock;
    private final JsonMapper json;

    InventoryController(
            MovementHistory history,
            ManualMovements movements,
            RetriedTransaction transaction,
            CurrentUser user,
            Clock clock,
            JsonMapper json) {
        this.history = history;
        this.movements = movements;
        this.transaction = transaction;
        this.user = user;
        this.clock = clock;
        this.json = json;
    }

    /** The last 31 days unless asked otherwise. */
    @GetMapping("/movements")
    @Reads
    Listing<MovementHistory.Row> movements(
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable Sku sku,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        Instant end = to == null ? clock.instant().plus(HISTORY) : to.toInstant();
        Instant start = from == null ? (to == null ? clock.instant() : end).minus(HISTORY) : from.toInstant();
        return history.list(new MovementHistory.Filter(store, sku, start, end, user.scope()), paging);
    }

    /** One movement or a list of them; the answer has a result per line, and status 207 when some were refused. */
    @PostMapping("/transactions")
    @Operates
    ResponseEntity<Results> post(
            @RequestBody JsonNode body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        List<TransactionBody> bodies = new ArrayList<>();
        if (body.isArray()) {
            if (body.size() > ManualMovements.MOST) {
                throw new TooLarge(
                        "TOO_MANY_LINES",
                        "The request has %d movements; at most %d go together. Maybe send them in parts."
                                .formatted(body.size(), ManualMovements.MOST));
            }
            body.forEach(line -> bodies.add(json.treeToValue(line, TransactionBody.class)));
        } else {
            bodies.add(json.treeToValue(body, TransactionBody.class));
        }
        Results results = transaction.once(key, body, Results.class, () -> new Results(movements.post(bodies)));
        boolean all = results.data().stream().allMatch(TransactionResult::accepted);
        boolean none = results.data().stream().noneMatch(TransactionResult::accepted);
        HttpStatus status = all ? HttpStatus.CREATED : none ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.MULTI_STATUS;
        return ResponseEntity.status(status).body(results);
    }

    /** One result per line, in their order. */
    record Results(List<TransactionResult> data) {}
}
