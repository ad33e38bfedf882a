package dev.shelfcast.server.catalog;

import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.Versioned;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Suppliers")
class SupplierController {

    private final JdbcClient jdbc;
    private final Suppliers suppliers;
    private final Products products;
    private final RepeatedRequests repeated;

    SupplierController(JdbcClient jdbc, Suppliers suppliers, Products products, RepeatedRequests repeated) {
        this.jdbc = jdbc;
        this.suppliers = suppliers;
        this.products = products;
        this.repeated = repeated;
    }

    /** A supplier in the API. */
    record Supplier(
            String code,
            String name,
            @Nullable String email,
            BigDecimal leadTimeDays,
            BigDecimal leadTimeSdDays,
            BigDecimal overReceiptPercent,
            boolean active,
            long products,
            int version)
            implements Versioned {

        Supplier {
            leadTimeDays = Decimals.plain(leadTimeDays);
            leadTimeSdDays = Decimals.plain(leadTimeSdDays);
            overReceiptPercent = Decimals.plain(overReceiptPercent);
        }
    }

    record SupplierRequest(
            @Nullable String code,
            @Nullable String name,
            @Nullable String email,
            @Nullable BigDecimal leadTimeDays,
            @Nullable BigDecimal leadTimeSdDays,
            @Nullable BigDecimal overReceiptPercent,
            @Nullable Boolean active) {

        SupplierDraft draft(@Nullable String knownAs) {
            return new SupplierDraft(
                    Names.checked("code", knownAs == null ? code : knownAs, 64),
                    Names.checked("name", name, 200),
                    email,
                    Objects.requireNonNullElse(leadTimeDays, BigDecimal.ONE),
                    Objects.requireNonNullElse(leadTimeSdDays, BigDecimal.ZERO),
                    Objects.requireNonNullElse(overReceiptPercent, BigDecimal.ZERO),
                    !Boolean.FALSE.equals(active));
        }
    }

    /** A product's terms with one supplier; the lead time is the supplier's own where the terms have none. */
    record Terms(
            String supplier,
            String supplierName,
            @Nullable String supplierSku,
            BigDecimal unitCost,
            BigDecimal leadTimeDays,
            BigDecimal packMultiple,
            BigDecimal minimumQuantity,
            boolean preferred) {

        Terms {
            unitCost = Decimals.plain(unitCost);
            leadTimeDays = Decimals.plain(leadTimeDays);
            packMultiple = Decimals.plain(packMultiple);
            minimumQuantity = Decimals.plain(minimumQuantity);
        }
    }

    record TermsRequest(
            @Nullable String supplierSku,
            @Nullable BigDecimal unitCost,
            @Nullable BigDecimal leadTimeDays,
            @Nullable BigDecimal packMultiple,
            @Nullable BigDecimal minimumQuantity,
            @Nullable Boolean preferred) {}

    @GetMapping("/suppliers")
    @Reads
    Listing<Supplier> list(@RequestParam(required = false) @Nullable String search, Paging paging) {
        List<Long> ids = jdbc.sql("""
                        select id
                          from catalog.supplier
                         where cast(:search as text) is null
                            or position(lower(:search) in lower(code || ' ' || name)) > 0
                         order by lower(name), id
                        """).param("search", search).query(Long.class).list();
        return Listing.page(ids, paging, this::read);
    }

    private List<Supplier> read(List<Long> ids) {
        return jdbc.sql("""
                        select s.code, s.name, s.email, s.lead_time_days, s.lead_time_sd_days,
                               s.over_receipt_percent, s.active, s.version,
                               (select count(*)
                                  from catalog.product_supplier ps
                                 where ps.supplier_id = s.id) as products
                          from catalog.supplier s
                         where s.id = any(:ids)
                         order by lower(s.name), s.id
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .query(Supplier.class)
                .list();
    }

    @PostMapping("/suppliers")
    @Plans
    @ResponseStatus(HttpStatus.CREATED)
    Supplier create(
            @RequestBody SupplierRequest request,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return repeated.once(key, request, Supplier.class, () -> {
            SupplierDraft draft = request.draft(null);
            suppliers.create(draft);
            return get(draft.code());
        });
    }

    @GetMapping("/suppliers/{code}")
    @Reads
    Supplier get(@PathVariable String code) {
        return read(List.of(suppliers.idOf(code))).get(0);
    }

    @PutMapping("/suppliers/{code}")
    @Plans
    Supplier replace(
            @PathVariable String code,
            @RequestBody SupplierRequest request,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match) {
        suppliers.update(code, request.draft(code), match);
        return get(code);
    }

    @GetMapping("/products/{sku}/suppliers")
    @Reads
    Listing<Terms> terms(@PathVariable Sku sku) {
        return Listing.whole(jdbc.sql("""
                        select s.code as supplier, s.name as supplier_name, ps.supplier_sku, ps.unit_cost,
                               coalesce(ps.lead_time_days, s.lead_time_days) as lead_time_days, ps.pack_multiple,
                               ps.minimum_quantity, ps.preferred
                          from catalog.product_supplier ps
                          join catalog.supplier s on s.id = ps.supplier_id
                         where ps.product_id = :product
                         order by ps.preferred desc, s.code
                        """)
                .param("product", products.get(sku).id())
                .query(Terms.class)
                .list());
    }

    @PutMapping("/products/{sku}/suppliers/{supplier}")
    @Plans
    Terms link(@PathVariable Sku sku, @PathVariable String supplier, @RequestBody TermsRequest request) {
        ProductView product = products.get(sku);
        suppliers.link(List.of(new SupplierTerms(
                product.id(),
                suppliers.idOf(supplier),
                request.supplierSku(),
                Objects.requireNonNullElse(request.unitCost(), product.unitCost()),
                request.leadTimeDays(),
                Objects.requireNonNullElse(request.packMultiple(), BigDecimal.ONE),
                Objects.requireNonNullElse(request.minimumQuantity(), BigDecimal.ZERO),
                Boolean.TRUE.equals(request.preferred()))));
        return terms(sku).data().stream()
                .filter(terms -> terms.supplier().equals(supplier))
                .findFirst()
                .orElseThrow();
    }

    @DeleteMapping("/products/{sku}/suppliers/{supplier}")
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable Sku sku, @PathVariable String supplier) {
        suppliers.unlink(products.get(sku).id(), sku, supplier);
    }
}
