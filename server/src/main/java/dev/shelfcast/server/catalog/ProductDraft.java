package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as somebody describes it; what is not said is left to the catalog. */
public record ProductDraft(
        String name,
        @Nullable Sku sku,
        @Nullable String categoryPath,
        @Nullable BigDecimal unitCost,
        @Nullable BigDecimal salePrice,
        @Nullable String unit,
        @Nullable String barcode,
        @Nullable Integer shelfLifeDays,
        boolean lotTracked) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_UNIT = 16;

    public ProductDraft {
        name = Names.checked("name", name, LONGEST_NAME);
        categoryPath = categoryPath == null || categoryPath.isBlank() ? null : Categories.normalise(categoryPath);
        unitCost = unitCost == null ? null : price("unit_cost", unitCost);
        salePrice = salePrice == null ? null : price("sale_price", salePrice);
        unit = unit == null || unit.isBlank() ? null : Names.checked("unit", unit, LONGEST_UNIT);
        barcode = barcode == null || barcode.isBlank() ? null : Gtin.of(barcode);
        if (shelfLifeDays != null && shelfLifeDays < 1) {
            throw invalid("shelf_life_days", "a shelf life is at least one day", String.valueOf(shelfLifeDays));
        }
    }

    /** What a till export knows of a product. */
    public ProductDraft(
            String name,
            @Nullable Sku sku,
            @Nullable String categoryPath,
            @Nullable BigDecimal unitCost,
            @Nullable BigDecimal salePrice) {
        this(name, sku, categoryPath, unitCost, salePrice, null, null, null, false);
    }

    static BigDecimal price(String field, BigDecimal value) {
        if (value.signum() < 0) {
            throw invalid(field, "an amount is not negative", value.toPlainString());
        }
        return Decimals.money(value);
    }

    static Invalid invalid(String field, String reason, String value) {
        return new Invalid(
                "PRODUCT_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }
}
