package dev.shelfcast.server.inventory;

import java.util.Set;

/** More of these has gone out than the books had, since it had happened already; published in its transaction. */
public record SoldBeyondStock(Set<StockKey> keys) {

    public SoldBeyondStock {
        keys = Set.copyOf(keys);
    }
}
