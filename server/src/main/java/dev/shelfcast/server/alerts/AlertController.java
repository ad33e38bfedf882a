package dev.shelfcast.server.alerts;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "Alerts")
class AlertController {

    private final AlertQuery query;
    private final AlertDecisions decisions;
    private final CurrentUser user;

    AlertController(AlertQuery query, AlertDecisions decisions, CurrentUser user) {
        this.query = query;
        this.decisions = decisions;
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(
            summary = "Alerts that are active, or were; the most severe first",
            description = "Sorted by severity, raised_at or last_seen_at, with a minus descending.")
    Listing<Alert> list(
            @RequestParam(defaultValue = "ACTIVE") AlertQuery.Standing status,
            @RequestParam(required = false) @Nullable Severity severity,
            @RequestParam(required = false) @Nullable AlertKind kind,
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(defaultValue = "-severity") String sort,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        return query.list(new AlertQuery.Filter(status, severity, kind, store, sort), user.scope(), paging);
    }

    @GetMapping("/summary")
    @Reads
    @Operation(summary = "How many alerts are open, by severity, and how many are in hand")
    AlertQuery.Summary summary() {
        return query.summary(user.scope());
    }

    @GetMapping("/{id}")
    @Reads
    @Operation(summary = "One alert")
    Alert get(@PathVariable long id) {
        return decisions.seen(query.get(id));
    }

    @PostMapping("/{id}/acknowledge")
    @Operates
    @Operation(summary = "Says that the caller has it in hand")
    Alert acknowledge(
            @PathVariable long id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return decisions.acknowledge(id, key);
    }

    /** How it was resolved. */
    record ResolveRequest(@Size(max = 1000) @Nullable String note) {}

    @PostMapping("/{id}/resolve")
    @Operates
    @Operation(summary = "Says that it is over, with a note how")
    Alert resolve(
            @PathVariable long id,
            @Valid @RequestBody(required = false) @Nullable ResolveRequest request,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        String note =
                request == null || request.note() == null || request.note().isBlank()
                        ? null
                        : request.note().strip();
        return decisions.resolve(id, note, key);
    }

    @PostMapping("/{id}/reopen")
    @Operates
    @Operation(summary = "Takes the last step back: the undo of both")
    Alert reopen(
            @PathVariable long id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return decisions.reopen(id, key);
    }
}
