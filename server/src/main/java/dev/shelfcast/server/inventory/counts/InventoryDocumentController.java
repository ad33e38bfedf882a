package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/stores/{code}/inventory-document")
@Tag(name = "Inventory")
class InventoryDocumentController {

    private final InventoryDocument documents;
    private final RetriedTransaction transaction;
    private final CurrentUser user;

    InventoryDocumentController(InventoryDocument documents, RetriedTransaction transaction, CurrentUser user) {
        this.documents = documents;
        this.transaction = transaction;
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(summary = "A store and what it has on hand of each SKU, as one document")
    InventoryDocument.Document read(@PathVariable StoreCode code) {
        user.requireStore(code);
        return documents.read(code);
    }

    @PutMapping
    @Operates
    @Operation(
            summary = "Brings a store's stock in line with a document",
            description = "Keys are SKUs, barcodes or names. What differs from the books is posted as a count's "
                    + "variance; products that are not named stay as they are. With dry_run=true nothing is posted.")
    InventoryDocument.Outcome write(
            @PathVariable StoreCode code,
            @RequestBody InventoryDocument.Document document,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        user.requireStore(code);
        return transaction.once(
                key,
                List.of(code, document, dryRun),
                InventoryDocument.Outcome.class,
                () -> documents.write(code, document, dryRun));
    }
}
