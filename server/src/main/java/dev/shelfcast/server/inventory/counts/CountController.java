package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.inventory.Documents;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
@RequestMapping("/api/v1/inventory/counts")
@Tag(name = "Counts")
class CountController {

    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_REASON = 200;

    private final Counts counts;
    private final CountList list;
    private final Documents<CountList.Summary> documents;
    private final CurrentUser user;

    CountController(Counts counts, CountList list, RetriedTransaction transaction, CurrentUser user) {
        this.counts = counts;
        this.list = list;
        this.documents = new Documents<>(transaction, "C-", CountRows::unknown, CountList.Summary.class, list::get);
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(summary = "Counts with what they found, the newest first")
    Listing<CountList.Summary> list(
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable CountStatus status,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        return list.list(new CountList.Filter(store, status, user.scope()), paging);
    }

    @PostMapping
    @Operates
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Opens a count of a whole store, a category, an ABC class or a list of products")
    CountList.Summary open(
            @RequestBody CountBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.create(key, body, () -> counts.open(body));
    }

    @GetMapping("/{id}")
    @Reads
    @Operation(summary = "A count with its figures")
    CountList.Summary get(@PathVariable String id) {
        CountList.Summary count = documents.get(id);
        user.requireStore(count.store());
        return count;
    }

    @GetMapping("/{id}/lines")
    @Reads
    @Operation(summary = "The lines of a count; what the books say stays hidden while a blind count is open")
    Listing<CountList.Line> lines(
            @PathVariable String id, @RequestParam(defaultValue = "ALL") CountList.Show show, Paging paging) {
        return list.lines(get(id), documents.number(id), show, paging);
    }

    /** What was counted, a product and lot each; without a time, now. */
    record EntriesBody(
            @Nullable List<Counted> entries, @Nullable OffsetDateTime countedAt) {}

    @PostMapping("/{id}/entries")
    @Operates
    @Operation(summary = "Writes down what was counted")
    CountList.Summary count(
            @PathVariable String id,
            @RequestBody EntriesBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        List<Counted> entries = body.entries();
        if (entries == null || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new Invalid("LINES_INVALID", "A request has 1 to %d entries.".formatted(MOST_ENTRIES));
        }
        return documents.change(id, key, List.of(id, body), count -> counts.count(count, entries, body.countedAt()));
    }

    /** {@code rest_is_nothing}: what nobody counted is gone. */
    record FinishBody(@Nullable Boolean restIsNothing) {}

    @PostMapping("/{id}/finish")
    @Operates
    @Operation(summary = "Ends the counting")
    CountList.Summary finish(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable FinishBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        boolean rest = body != null && Boolean.TRUE.equals(body.restIsNothing());
        return documents.change(id, key, List.of(id, rest), count -> counts.finish(count, rest));
    }

    record RecountBody(@Nullable List<Integer> lines) {}

    @PostMapping("/{id}/recount")
    @Operates
    @Operation(summary = "Asks for some lines to be counted again")
    CountList.Summary recount(
            @PathVariable String id,
            @RequestBody RecountBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        List<Integer> lines = body.lines() == null ? List.of() : body.lines();
        return documents.change(id, key, List.of(id, lines), count -> counts.recount(count, lines));
    }

    record Reason(int line, String reason) {}

    record ReasonsBody(@Nullable List<Reason> reasons) {}

    @PostMapping("/{id}/reasons")
    @Operates
    @Operation(summary = "Says why lines differ from the books")
    CountList.Summary explain(@PathVariable String id, @RequestBody ReasonsBody body) {
        List<Reason> given = body.reasons() == null ? List.of() : body.reasons();
        Map<Integer, String> reasons =
                given.stream().collect(Collectors.toMap(Reason::line, Reason::reason, (first, second) -> second));
        if (reasons.isEmpty()
                || reasons.values().stream().anyMatch(reason -> reason.isBlank() || reason.length() > LONGEST_REASON)) {
            throw new Invalid("REASON_INVALID", "A reason has 1 to %d characters.".formatted(LONGEST_REASON));
        }
        return documents.change(id, null, id, count -> counts.explain(count, reasons));
    }

    @PostMapping("/{id}/review")
    @Operates
    @Operation(summary = "The variances have been looked at")
    CountList.Summary review(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, id, counts::review);
    }

    @PostMapping("/{id}/post")
    @Operates
    @Operation(summary = "Brings the books in line with what was found")
    CountList.Summary post(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, id, counts::post);
    }

    @PostMapping("/{id}/cancel")
    @Operates
    @Operation(summary = "Calls the count off; the books stay as they are")
    CountList.Summary cancel(
            @PathVariable String id,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return documents.change(id, key, id, counts::cancel);
    }
}
