package dev.shelfcast.server.inventory;

import java.math.BigDecimal;

/** Something in the books that cannot be: which rule is broken, where, and by how much. */
public record LedgerDifference(
        String rule, long storeId, long productId, long lotId, BigDecimal expected, BigDecimal found) {}
