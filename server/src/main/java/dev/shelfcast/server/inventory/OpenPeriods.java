package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.StoreCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** From when on things may move in the stores whose books are closed for an earlier time. */
public record OpenPeriods(Map<Long, Open> byStore) {

    /** Nothing is closed, or nothing is old enough to be in a closed period. */
    static final OpenPeriods ALL = new OpenPeriods(Map.of());

    /** The books of a store are closed until a day, so its open period begins at the end of that day. */
    record Open(StoreCode store, LocalDate closedUntil, Instant since) {}

    public OpenPeriods {
        byStore = Map.copyOf(byStore);
    }

    boolean isOpen(long storeId, Instant at) {
        Open open = byStore.get(storeId);
        return open == null || !at.isBefore(open.since());
    }

    /** The time itself, refused where the books are closed. */
    public Instant require(long storeId, Instant at) {
        Open open = byStore.get(storeId);
        if (open != null && at.isBefore(open.since())) {
            throw new Conflict(
                    "BOOKS_CLOSED",
                    ("The books of %s are closed until %s, and this is said to have happened at %s. "
                                    + "Maybe give a later time, or ask an administrator to open them again.")
                            .formatted(open.store(), open.closedUntil(), at));
        }
        return at;
    }

    /** The time itself, or the beginning of the open period for what happened before it. */
    Instant clamp(long storeId, Instant at) {
        Open open = byStore.get(storeId);
        return open != null && at.isBefore(open.since()) ? open.since() : at;
    }
}
