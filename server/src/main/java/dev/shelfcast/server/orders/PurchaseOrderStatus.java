package dev.shelfcast.server.orders;

import java.util.Set;

/** Where a purchase order stands, and where it can go from there. */
public enum PurchaseOrderStatus {
    DRAFT,
    APPROVED,
    SENT,
    PARTIALLY_RECEIVED,
    RECEIVED,
    CANCELLED;

    /** Whether goods are awaited. */
    public boolean isOpen() {
        return this == APPROVED || this == SENT || this == PARTIALLY_RECEIVED;
    }

    public Set<PurchaseOrderStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(APPROVED, CANCELLED);
            case APPROVED -> Set.of(SENT, PARTIALLY_RECEIVED, RECEIVED, CANCELLED);
            case SENT -> Set.of(PARTIALLY_RECEIVED, RECEIVED, CANCELLED);
            case PARTIALLY_RECEIVED -> Set.of(PARTIALLY_RECEIVED, RECEIVED);
            case RECEIVED, CANCELLED -> Set.of();
        };
    }
}
