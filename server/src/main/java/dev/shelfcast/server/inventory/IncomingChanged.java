package dev.shelfcast.server.inventory;

import java.util.Set;

/** What is on its way to these stores has changed without stock having moved there; published in its transaction. */
public record IncomingChanged(Set<StockKey> keys) {

    public IncomingChanged {
        keys = Set.copyOf(keys);
    }
}
