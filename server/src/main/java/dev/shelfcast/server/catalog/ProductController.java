package dev.shelfcast.server.catalog;

import dev.shelfcast.server.catalog.ProductList.Filter;
import dev.shelfcast.server.catalog.ProductList.Price;
import dev.shelfcast.server.catalog.ProductList.Product;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products")
class ProductController {

    private final ProductList list;
    private final Products products;
    private final RepeatedRequests repeated;
    private final JsonMapper json;

    ProductController(ProductList list, Products products, RepeatedRequests repeated, JsonMapper json) {
        this.list = list;
        this.products = products;
        this.repeated = repeated;
        this.json = json;
    }

    @GetMapping
    @Reads
    Listing<Product> list(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String sort,
            Paging paging) {
        return list.list(new Filter(search, category, active, sort), paging);
    }

    @PostMapping
    @Plans
    @ResponseStatus(HttpStatus.CREATED)
    Product create(
            @RequestBody ProductRequest request,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return repeated.once(key, request, Product.class, () -> {
            Sku sku = products.create(request.draft()).sku();
            products.setActive(sku, !Boolean.FALSE.equals(request.active()));
            return list.get(sku);
        });
    }

    @GetMapping("/{sku}")
    @Reads
    Product get(@PathVariable Sku sku) {
        return list.get(sku);
    }

    @PutMapping("/{sku}")
    @Plans
    @Transactional
    public Product replace(
            @PathVariable Sku sku,
            @RequestBody ProductRequest request,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match) {
        if (request.sku() != null && !request.sku().equals(sku)) {
            throw new Conflict(
                    "SKU_FIXED",
                    "The SKU %s cannot become %s: stock and sales are kept under it. Maybe create a new product."
                            .formatted(sku, request.sku()));
        }
        products.update(sku, request.draft(), match.or(request.version()));
        products.setActive(sku, !Boolean.FALSE.equals(request.active()));
        return list.get(sku);
    }

    /** A merge patch (RFC 7396): what is left out stays, null clears. */
    @PatchMapping("/{sku}")
    @Plans
    @Transactional
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ProductRequest.class)))
    public Product change(
            @PathVariable Sku sku,
            @RequestBody ObjectNode patch,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match) {
        // By way of text: the API's way of writing numbers does not go into trees.
        ObjectNode whole = (ObjectNode) json.readTree(json.writeValueAsString(ProductRequest.of(list.get(sku))));
        whole.setAll(patch);
        return replace(sku, json.treeToValue(whole, ProductRequest.class), match);
    }

    /** Takes the product out of what is sold; its history stays. */
    @DeleteMapping("/{sku}")
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable Sku sku) {
        products.setActive(sku, false);
    }

    @GetMapping("/{sku}/prices")
    @Reads
    Listing<Price> prices(@PathVariable Sku sku) {
        products.get(sku);
        return Listing.whole(list.prices(sku));
    }
}
