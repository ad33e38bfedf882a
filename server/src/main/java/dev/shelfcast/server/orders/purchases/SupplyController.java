package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.inventory.Documents;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Head;
import dev.shelfcast.server.shared.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Purchase orders")
class SupplyController {

    private final PurchaseOrderQuery query;
    private final OrderDocument document;
    private final LeadTimes leadTimes;
    private final PurchaseTerms terms;
    private final CurrentUser user;

    SupplyController(
            PurchaseOrderQuery query,
            OrderDocument document,
            LeadTimes leadTimes,
            PurchaseTerms terms,
            CurrentUser user) {
        this.query = query;
        this.document = document;
        this.leadTimes = leadTimes;
        this.terms = terms;
        this.user = user;
    }

    @GetMapping(path = "/purchase-orders/{id}/document", produces = MediaType.APPLICATION_PDF_VALUE)
    @Reads
    @Operation(summary = "The order as a PDF for the supplier")
    ResponseEntity<byte[]> document(@PathVariable String id) {
        Head order = query.head(Documents.number(id, "PO-", PurchaseOrderQuery::unknown));
        user.requireStore(order.store());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(order.id() + ".pdf")
                                .build()
                                .toString())
                .body(document.pdf(order, query.lines(order.number())));
    }

    @GetMapping("/suppliers/{code}/lead-times")
    @Reads
    @Operation(summary = "How long a supplier took from order to delivery in the last year, in all and per product")
    Listing<LeadTimes.LeadTime> leadTimes(@PathVariable String code) {
        terms.supplierId(code);
        return Listing.whole(leadTimes.of(code));
    }
}
