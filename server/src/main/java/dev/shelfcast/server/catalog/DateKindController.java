package dev.shelfcast.server.catalog;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/products/{sku}/date-kind")
@Tag(name = "Products")
class DateKindController {

    /** What the day on a lot means. */
    enum DateKind {
        USE_BY,
        BEST_BEFORE
    }

    record Answer(Sku sku, DateKind dateKind) {}

    record Change(@Nullable DateKind dateKind) {}

    private final JdbcClient jdbc;
    private final Products products;
    private final AuditLog audit;

    DateKindController(JdbcClient jdbc, Products products, AuditLog audit) {
        this.jdbc = jdbc;
        this.products = products;
        this.audit = audit;
    }

    @GetMapping
    @Reads
    @Operation(summary = "Whether the product may be sold after the day on its lots")
    Answer get(@PathVariable Sku sku) {
        DateKind kind = jdbc.sql("select date_kind from catalog.product where id = :id")
                .param("id", products.get(sku).id())
                .query(DateKind.class)
                .single();
        return new Answer(sku, kind);
    }

    @PutMapping
    @Plans
    @Transactional
    @Operation(summary = "Says whether the product may be sold after the day on its lots")
    public Answer replace(@PathVariable Sku sku, @RequestBody Change change) {
        DateKind kind = change.dateKind();
        if (kind == null) {
            throw new Invalid(
                    "FIELD_MISSING",
                    "The field date_kind is needed.",
                    List.of(new FieldProblem("date_kind", "USE_BY or BEST_BEFORE", null)));
        }
        Answer before = get(sku);
        jdbc.sql("update catalog.product set date_kind = :kind where id = :id")
                .param("kind", kind.name())
                .param("id", products.get(sku).id())
                .update();
        Answer after = get(sku);
        audit.record("PRODUCT_DATE_KIND_CHANGED", "PRODUCT", sku.value(), before, after);
        return after;
    }
}
