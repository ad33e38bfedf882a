package dev.shelfcast.server.inventory.counts;

import java.util.Set;

/** Where a count stands, and where it can go from there. */
enum CountStatus {
    OPEN,
    COUNTED,
    REVIEWED,
    POSTED,
    CANCELLED;

    /** Back to OPEN is a recount of some lines. */
    Set<CountStatus> next() {
        return switch (this) {
            case OPEN -> Set.of(COUNTED, CANCELLED);
            case COUNTED -> Set.of(OPEN, REVIEWED, CANCELLED);
            case REVIEWED -> Set.of(OPEN, POSTED, CANCELLED);
            case POSTED, CANCELLED -> Set.of();
        };
    }
}
