package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Asks one store for goods for another: the door to the transfers for the modules above. */
public interface StoreRequests {

    /** The goods that one store wants of another, by when. */
    record Wish(StoreCode from, StoreCode to, Instant expectedAt, Map<Sku, BigDecimal> quantities) {

        public Wish {
            quantities = Map.copyOf(quantities);
        }
    }

    /** Requests a transfer, approved at once where the user may speak for the sender, and answers its id. */
    long request(Wish wish);
}
