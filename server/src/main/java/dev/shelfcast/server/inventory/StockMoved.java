package dev.shelfcast.server.inventory;

import java.util.Set;

/** Stock has changed; published in the transaction that changed it. */
public record StockMoved(Set<StockKey> keys) {

    public StockMoved {
        keys = Set.copyOf(keys);
    }
}
