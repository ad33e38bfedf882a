package dev.shelfcast.server.stores;

import dev.shelfcast.server.shared.StoreCode;
import java.util.Set;

/** These stores are new or not what they were. */
public record StoreChanged(Set<StoreCode> stores) {

    public StoreChanged {
        stores = Set.copyOf(stores);
    }
}
