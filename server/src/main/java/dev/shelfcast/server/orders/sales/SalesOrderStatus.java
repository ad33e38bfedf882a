package dev.shelfcast.server.orders.sales;

import java.util.Set;

/** Where a sales order stands, and where it can go from there. */
enum SalesOrderStatus {
    DRAFT,
    CONFIRMED,
    PARTIALLY_SHIPPED,
    SHIPPED,
    COMPLETED,
    CANCELLED,
    RETURNED;

    /**
     * What has left in part is completed, not cancelled: the rest is given back. An order of which something came back
     * stays where it is until everything has.
     */
    Set<SalesOrderStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(CONFIRMED, CANCELLED);
            case CONFIRMED -> Set.of(PARTIALLY_SHIPPED, SHIPPED, CANCELLED);
            case PARTIALLY_SHIPPED -> Set.of(PARTIALLY_SHIPPED, SHIPPED, COMPLETED, RETURNED);
            case SHIPPED -> Set.of(COMPLETED, RETURNED);
            case COMPLETED -> Set.of(RETURNED);
            case CANCELLED, RETURNED -> Set.of();
        };
    }

    /** Whether goods are kept for it. */
    boolean holds() {
        return this == CONFIRMED || this == PARTIALLY_SHIPPED;
    }
}
