package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.RepeatedRequests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/inventory/transactions")
@Tag(name = "Inventory")
class ReversalController {

    private final Reversals reversals;
    private final RetriedTransaction transaction;

    ReversalController(Reversals reversals, RetriedTransaction transaction) {
        this.reversals = reversals;
        this.transaction = transaction;
    }

    record ReverseBody(@Nullable String reason) {}

    @PostMapping("/{id}/reverse")
    @Operates
    @Operation(
            summary = "Takes a movement back that was written down by hand",
            description = "Posts the same goods the other way, at the time of the original or, where the books of that "
                    + "time are closed, now. Status 201 the first time, 200 with REPEATED and the same id afterwards.")
    ResponseEntity<TransactionResult> reverse(
            @PathVariable long id,
            @RequestBody ReverseBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        TransactionResult result = transaction.once(
                key, List.of(id, body), TransactionResult.class, () -> reversals.reverse(id, body.reason()));
        return ResponseEntity.status(result.status().equals("POSTED") ? HttpStatus.CREATED : HttpStatus.OK)
                .body(result);
    }
}
