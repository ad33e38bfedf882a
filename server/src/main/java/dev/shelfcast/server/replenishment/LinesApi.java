package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The restock list and what people do with it. */
@RestController
@RequestMapping("/api/v1/replenishment")
@Tag(name = "Replenishment")
class LinesApi {

    private static final int MOST_AT_ONCE = 500;

    private final LineQuery query;
    private final Lines lines;
    private final ReplenishmentCheck check;
    private final RepeatedRequests repeated;
    private final Jobs jobs;
    private final CurrentUser user;
    private final TransactionTemplate transaction;

    LinesApi(
            LineQuery query,
            Lines lines,
            ReplenishmentCheck check,
            RepeatedRequests repeated,
            Jobs jobs,
            CurrentUser user,
            TransactionTemplate transaction) {
        this.query = query;
        this.lines = lines;
        this.check = check;
        this.repeated = repeated;
        this.jobs = jobs;
        this.user = user;
        this.transaction = transaction;
    }

    @GetMapping("/lines")
    @Reads
    @Operation(summary = "The restock list, the most urgent first")
    Listing<RestockLine> list(
            @RequestParam @Nullable String store,
            @RequestParam @Nullable String urgency,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable String search,
            Paging paging) {
        if (store != null) {
            user.requireStore(StoreCode.of(store));
        }
        LineQuery.Filter filter = new LineQuery.Filter(store, upper(urgency), upper(status), category, search);
        return query.list(filter, user.scope(), paging);
    }

    @GetMapping("/lines/{id}")
    @Reads
    @Operation(summary = "One restock line with the numbers behind it")
    RestockLine get(@PathVariable long id) {
        RestockLine line = query.find(id)
                .orElseThrow(() -> new NotFound("RESTOCK_LINE_UNKNOWN", "There is no restock line %d.".formatted(id)));
        user.requireStore(line.store());
        return line;
    }

    /** Open lines by urgency. */
    record Summary(long critical, long high, long medium) {}

    @GetMapping("/summary")
    @Reads
    @Operation(summary = "How many lines are open, by urgency")
    Summary summary() {
        Map<String, Long> counts = new LinkedHashMap<>();
        query.countByUrgency(user.scope()).forEach(count -> counts.put(count.urgency(), count.lines()));
        return new Summary(
                counts.getOrDefault("CRITICAL", 0L), counts.getOrDefault("HIGH", 0L), counts.getOrDefault("MEDIUM", 0L));
    }

    record Requested(long runId) {}

    @PostMapping("/check")
    @Operates
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Runs the restock check now; asking twice runs it once")
    Requested check() {
        return new Requested(jobs.request(ReplenishmentJob.NAME, Map.of(Jobs.KEY, "chain")));
    }

    /** The quantity wanted instead of the proposed one. */
    record ApproveRequest(@Nullable BigDecimal quantity) {}

    /** The purchase orders that came of it. */
    record Approved(List<String> purchaseOrders) {}

    @PostMapping("/lines/{id}/approve")
    @Operates
    @Operation(summary = "Approves a line: an approved purchase order comes of it")
    Approved approve(
            @PathVariable long id,
            @RequestBody(required = false) @Nullable ApproveRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        BigDecimal quantity = request == null ? null : request.quantity();
        return approve(List.of(new Lines.Approval(id, quantity)), key);
    }

    record BulkApproveRequest(List<Lines.Approval> lines) {}

    @PostMapping("/lines/approve")
    @Operates
    @Operation(summary = "Approves several lines: one purchase order for each supplier, store and delivery date")
    Approved approveSeveral(
            @RequestBody BulkApproveRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        if (request.lines().isEmpty() || request.lines().size() > MOST_AT_ONCE) {
            throw new Invalid(
                    "LINES_COUNT_INVALID",
                    "1 to %d lines can be approved at once, not %d."
                            .formatted(MOST_AT_ONCE, request.lines().size()));
        }
        return approve(request.lines(), key);
    }

    @PostMapping("/lines/{id}/reject")
    @Operates
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Turns a line down for a day")
    void reject(@PathVariable long id) {
        RestockLine line = get(id);
        lines.reject(id);
        closed(line);
    }

    record SnoozeRequest(OffsetDateTime until) {}

    @PostMapping("/lines/{id}/snooze")
    @Operates
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Puts a line off until a moment")
    void snooze(@PathVariable long id, @RequestBody SnoozeRequest request) {
        RestockLine line = get(id);
        lines.snooze(id, request.until());
        closed(line);
    }

    @PostMapping("/lines/{id}/wake")
    @Operates
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes a snooze or a rejection back")
    void wake(@PathVariable long id) {
        RestockLine line = get(id);
        lines.wake(id);
        check.check(List.of(query.pairOf(line.id())));
    }

    @GetMapping("/explain")
    @Reads
    @Operation(summary = "Why a product is, or is not, to be ordered right now")
    Decision explain(@RequestParam String store, @RequestParam String sku) {
        user.requireStore(StoreCode.of(store));
        return query.findPair(store, sku).stream()
                .flatMap(pair -> check.explain(pair).stream())
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "FORECAST_MISSING",
                        "%s has no forecast in %s yet, so nothing can be said. Maybe run the forecast, or sell some first."
                                .formatted(sku, store)));
    }

    private Approved approve(List<Lines.Approval> approvals, @Nullable String key) {
        List<RestockLine> before =
                query.listById(approvals.stream().map(Lines.Approval::id).toList());
        Approved approved = transaction.execute(status -> repeated.once(
                key,
                approvals,
                Approved.class,
                () -> new Approved(lines.approve(approvals).stream()
                        .map(order -> "PO-" + order)
                        .toList())));
        check.tell(
                List.of(),
                before.stream()
                        .map(line -> new PlanChanged.Closed(line.id(), line.store(), line.sku()))
                        .toList());
        return approved;
    }

    private void closed(RestockLine line) {
        check.tell(List.of(), List.of(new PlanChanged.Closed(line.id(), line.store(), line.sku())));
    }

    private static @Nullable String upper(@Nullable String value) {
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }
}
