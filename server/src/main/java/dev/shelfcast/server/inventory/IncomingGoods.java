package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What is on its way to the stores; implemented by the modules above that order goods. */
public interface IncomingGoods {

    /** The quantities on order and not yet here; products with none are left out. */
    Map<StockKey, BigDecimal> incoming(Set<StockKey> keys);
}
