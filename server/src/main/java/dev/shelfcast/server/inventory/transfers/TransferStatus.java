package dev.shelfcast.server.inventory.transfers;

import java.util.Set;

/** Where a transfer stands, and where it can go from there. */
enum TransferStatus {
    REQUESTED,
    APPROVED,
    IN_TRANSIT,
    PARTIALLY_RECEIVED,
    RECEIVED,
    CANCELLED;

    /** Cancelled on the road, the goods go back to the sender; what has arrived in part is received or lost. */
    Set<TransferStatus> next() {
        return switch (this) {
            case REQUESTED -> Set.of(APPROVED, CANCELLED);
            case APPROVED -> Set.of(IN_TRANSIT, CANCELLED);
            case IN_TRANSIT -> Set.of(PARTIALLY_RECEIVED, RECEIVED, CANCELLED);
            case PARTIALLY_RECEIVED -> Set.of(PARTIALLY_RECEIVED, RECEIVED);
            case RECEIVED, CANCELLED -> Set.of();
        };
    }
}
