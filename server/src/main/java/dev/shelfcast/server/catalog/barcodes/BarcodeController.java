package dev.shelfcast.server.catalog.barcodes;

import dev.shelfcast.server.catalog.barcodes.Packs.Pack;
import dev.shelfcast.server.identity.Administers;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Sku;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Barcodes")
class BarcodeController {

    private final Packs packs;
    private final Scans scans;
    private final ScaleLayouts layouts;

    BarcodeController(Packs packs, Scans scans, ScaleLayouts layouts) {
        this.packs = packs;
        this.scans = scans;
        this.layouts = layouts;
    }

    /** A query parameter, since codes have separators, slashes and brackets. */
    @GetMapping("/barcodes")
    @Reads
    @Operation(summary = "What a scanned or typed code stands for: a GTIN, a GS1 code or link, a scale's label, a SKU")
    Scans.Scanned scan(@RequestParam String code) {
        return scans.read(code);
    }

    @GetMapping("/products/{sku}/packs")
    @Reads
    @Operation(summary = "The packs of a product with their barcodes, the base unit first")
    Listing<Pack> list(@PathVariable Sku sku) {
        return Listing.whole(packs.list(sku));
    }

    record PackBody(@Nullable BigDecimal factor) {}

    @PutMapping("/products/{sku}/packs/{name}")
    @Plans
    @Operation(summary = "Makes a pack, or says how many base units it holds")
    Listing<Pack> put(@PathVariable Sku sku, @PathVariable String name, @RequestBody PackBody body) {
        packs.put(sku, name, given("factor", body.factor()));
        return Listing.whole(packs.list(sku));
    }

    @DeleteMapping("/products/{sku}/packs/{name}")
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Removes a pack that has no barcodes")
    void remove(@PathVariable Sku sku, @PathVariable String name) {
        packs.remove(sku, name);
    }

    /** Without a pack the barcode is the base unit's. */
    record BarcodeBody(
            @Nullable String code,
            @Nullable String pack,
            @Nullable Boolean main) {}

    @PostMapping("/products/{sku}/barcodes")
    @Plans
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Gives a product or one of its packs another barcode, kept as 14 digits")
    Listing<Pack> add(@PathVariable Sku sku, @RequestBody BarcodeBody body) {
        packs.add(sku, given("code", body.code()), body.pack(), Boolean.TRUE.equals(body.main()));
        return Listing.whole(packs.list(sku));
    }

    @DeleteMapping("/products/{sku}/barcodes/{code}")
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes a barcode from a product")
    void removeBarcode(@PathVariable Sku sku, @PathVariable String code) {
        packs.removeBarcode(sku, code);
    }

    @GetMapping("/scale-layouts")
    @Reads
    @Operation(summary = "How the labels of the house's own scales are read, by prefix")
    Listing<ScaleLayout> layouts() {
        return Listing.whole(layouts.list());
    }

    record LayoutBody(
            @Nullable Integer itemDigits,
            @Nullable Boolean guardDigit,
            @Nullable Integer valueDigits,
            ScaleLayout.@Nullable Value value,
            @Nullable Integer decimals) {}

    @PutMapping("/scale-layouts/{prefix}")
    @Administers
    @Operation(summary = "Says how labels with this prefix (02, 20 to 29) are read")
    Listing<ScaleLayout> putLayout(@PathVariable String prefix, @RequestBody LayoutBody body) {
        layouts.put(new ScaleLayout(
                prefix,
                given("item_digits", body.itemDigits()),
                Boolean.TRUE.equals(body.guardDigit()),
                given("value_digits", body.valueDigits()),
                given("value", body.value()),
                given("decimals", body.decimals())));
        return Listing.whole(layouts.list());
    }

    @DeleteMapping("/scale-layouts/{prefix}")
    @Administers
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Labels with this prefix are ordinary barcodes again")
    void removeLayout(@PathVariable String prefix) {
        layouts.remove(prefix);
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(
                    "FIELD_MISSING",
                    "The field %s is needed.".formatted(field),
                    List.of(new FieldProblem(field, "needed", null)));
        }
        return value;
    }
}
