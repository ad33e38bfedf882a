package dev.shelfcast.server.orders;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goods to be ordered from one supplier for one store. */
public record PurchaseOrderDraft(
        long storeId,
        @Nullable Long supplierId,
        @Nullable Instant expectedAt,
        @Nullable String note,
        List<Line> lines) {

    private static final int MOST_LINES = 5_000;
    private static final int LONGEST_NOTE = 1_000;

    public PurchaseOrderDraft {
        lines = List.copyOf(lines);
        note = note == null || note.isBlank() ? null : note.strip();
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new Invalid("PURCHASE_ORDER_INVALID", "A note has at most %d characters.".formatted(LONGEST_NOTE));
        }
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new Invalid("PURCHASE_ORDER_INVALID", "A purchase order has 1 to %d lines.".formatted(MOST_LINES));
        }
    }

    /** Without a word to the supplier. */
    public PurchaseOrderDraft(long storeId, @Nullable Long supplierId, @Nullable Instant expectedAt, List<Line> lines) {
        this(storeId, supplierId, expectedAt, null, lines);
    }

    /** How much of a product; without a cost the supplier's, else the product's. */
    public record Line(
            long productId, BigDecimal quantity, @Nullable BigDecimal unitCost) {

        public Line {
            quantity = Decimals.quantity(quantity);
            unitCost = unitCost == null ? null : Decimals.money(unitCost);
            if (quantity.signum() <= 0 || unitCost != null && unitCost.signum() < 0) {
                throw new Invalid(
                        "PURCHASE_ORDER_INVALID",
                        "A line orders more than 0 at a cost of 0 or more, not %s at %s."
                                .formatted(quantity, unitCost));
            }
        }
    }
}
