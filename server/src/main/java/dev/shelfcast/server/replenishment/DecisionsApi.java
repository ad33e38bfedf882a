package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.shared.Invalid;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people decide about restock lines. */
@RestController
@RequestMapping("/api/v1/replenishment")
@Tag(name = "Replenishment")
class DecisionsApi {

    private static final int MOST_AT_ONCE = 500;

    private final LinesApi list;
    private final Lines lines;
    private final LineQuery query;
    private final ReplenishmentCheck check;
    private final Jobs jobs;

    DecisionsApi(LinesApi list, Lines lines, LineQuery query, ReplenishmentCheck check, Jobs jobs) {
        this.list = list;
        this.lines = lines;
        this.query = query;
        this.check = check;
        this.jobs = jobs;
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

    @PostMapping("/lines/{id}/approve")
    @Operates
    @Operation(summary = "Approves a line: an approved purchase order comes of it")
    Lines.Approved approve(
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
    Lines.Approved approveSeveral(
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
        RestockLine line = list.get(id);
        lines.reject(id);
        closed(line);
    }

    record SnoozeRequest(OffsetDateTime until) {}

    @PostMapping("/lines/{id}/snooze")
    @Operates
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Puts a line off until a moment")
    void snooze(@PathVariable long id, @RequestBody SnoozeRequest request) {
        RestockLine line = list.get(id);
        lines.snooze(id, request.until());
        closed(line);
    }

    @PostMapping("/lines/{id}/wake")
    @Operates
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes a snooze or a rejection back")
    void wake(@PathVariable long id) {
        RestockLine line = list.get(id);
        lines.wake(id);
        check.check(List.of(query.pairOf(line.id())));
    }

    private Lines.Approved approve(List<Lines.Approval> approvals, @Nullable String key) {
        List<RestockLine> before =
                query.listById(approvals.stream().map(Lines.Approval::id).toList());
        Lines.Approved approved = lines.approveOnce(approvals, key);
        check.tell(List.of(), before.stream().map(DecisionsApi::closedLine).toList());
        return approved;
    }

    private void closed(RestockLine line) {
        check.tell(List.of(), List.of(closedLine(line)));
    }

    private static PlanChanged.Closed closedLine(RestockLine line) {
        return new PlanChanged.Closed(line.id(), line.store(), line.sku());
    }
}
