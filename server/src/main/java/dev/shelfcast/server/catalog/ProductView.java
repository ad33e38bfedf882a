package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A product as the other modules see it; the category is its path from the root. */
public record ProductView(
        long id,
        Sku sku,
        String name,
        @Nullable String category,
        BigDecimal unitCost,
        BigDecimal salePrice,
        boolean lotTracked,
        @Nullable Integer shelfLifeDays,
        String unit,
        @Nullable String barcode,
        boolean active) {

    public ProductView {
        unitCost = Decimals.plain(unitCost);
        salePrice = Decimals.plain(salePrice);
    }
}
