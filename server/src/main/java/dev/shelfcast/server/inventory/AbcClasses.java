package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.util.Map;

/** How much products matter to a store; implemented by the module above that works sales figures out. */
public interface AbcClasses {

    /** A: the products that bring the first 80 % of revenue; B: the next 15 %; C: the rest. */
    enum AbcClass {
        A,
        B,
        C
    }

    /** The class of each product that the store sold in the last 90 days; one that it did not sell is left out. */
    Map<Sku, AbcClass> of(StoreCode store);
}
