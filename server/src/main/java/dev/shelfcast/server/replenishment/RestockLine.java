package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of the restock list: what to order for one product in one store, by when and why. */
public record RestockLine(
        long id,
        StoreCode store,
        String storeName,
        Sku sku,
        String productName,
        @Nullable String category,
        BigDecimal onHand,
        BigDecimal incoming,
        BigDecimal reserved,
        BigDecimal position,
        Urgency urgency,
        List<Integer> horizonsAtRisk,
        BigDecimal quantity,
        BigDecimal simpleQuantity,
        OffsetDateTime neededBy,
        @Nullable String supplier,
        @Nullable BigDecimal unitCost,
        String headline,
        String reason,
        String status,
        @Nullable OffsetDateTime quietUntil,
        @Nullable String purchaseOrder,
        @Nullable StoreCode sourceStore,
        @Nullable String transfer,
        OffsetDateTime updatedAt,
        Arithmetic inputs) {}
