package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A product as the API takes it. The version, if given, must be the one that was read. */
record ProductRequest(
        @Nullable Sku sku,
        @Nullable String name,
        @Nullable String category,
        @Nullable String unit,
        @Nullable String barcode,
        @Nullable BigDecimal unitCost,
        @Nullable BigDecimal salePrice,
        @Nullable Integer shelfLifeDays,
        @Nullable Boolean lotTracked,
        @Nullable Boolean active,
        @Nullable Integer version) {

    ProductDraft draft() {
        return new ProductDraft(
                Names.checked("name", name, 200),
                sku,
                category,
                unitCost,
                salePrice,
                unit,
                barcode,
                shelfLifeDays,
                Boolean.TRUE.equals(lotTracked));
    }

    /** The product as it is, without a version: what a partial change is laid over. */
    static ProductRequest of(ProductList.Product product) {
        return new ProductRequest(
                product.sku(),
                product.name(),
                product.category(),
                product.unit(),
                product.barcode(),
                product.unitCost(),
                product.salePrice(),
                product.shelfLifeDays(),
                product.lotTracked(),
                product.active(),
                null);
    }
}
