package dev.shelfcast.server.catalog;

import java.util.Set;

/** These products, their prices or the terms of their suppliers are not what they were. */
public record ProductChanged(Set<Long> productIds) {

    public ProductChanged {
        productIds = Set.copyOf(productIds);
    }
}
