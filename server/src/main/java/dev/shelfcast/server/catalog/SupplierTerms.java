package dev.shelfcast.server.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** On what terms a supplier delivers a product; without a lead time the supplier's own holds. */
public record SupplierTerms(
        long productId,
        long supplierId,
        @Nullable String supplierSku,
        BigDecimal unitCost,
        @Nullable BigDecimal leadTimeDays,
        BigDecimal packMultiple,
        BigDecimal minimumQuantity,
        boolean preferred) {

    public SupplierTerms {
        unitCost = ProductDraft.price("unit_cost", unitCost);
        leadTimeDays = leadTimeDays == null ? null : SupplierDraft.days("lead_time_days", leadTimeDays);
        if (packMultiple.signum() <= 0) {
            throw SupplierDraft.refusal("pack_multiple", "a pack holds more than 0", packMultiple.toString());
        }
        if (minimumQuantity.signum() < 0) {
            throw SupplierDraft.refusal("minimum_quantity", "a minimum is not negative", minimumQuantity.toString());
        }
    }
}
