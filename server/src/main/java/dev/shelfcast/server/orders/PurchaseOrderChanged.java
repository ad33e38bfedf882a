package dev.shelfcast.server.orders;

import java.util.Set;

/** A purchase order has been made or has changed its status; published in its transaction. */
public record PurchaseOrderChanged(long id, long storeId, Set<Long> productIds, PurchaseOrderStatus status) {

    public PurchaseOrderChanged {
        productIds = Set.copyOf(productIds);
    }
}
