package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.stores.StoreView;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** All that a restock decision about one product in one store depends on, read in one go. */
record Situation(
        StoreView store,
        Item item,
        Stock stock,
        @Nullable Source source,
        @Nullable Route route,
        Policy policy,
        Outlook outlook) {

    Situation withPolicy(Policy other) {
        return new Situation(store, item, stock, source, route, other, outlook);
    }

    record Item(long id, String sku, String name, @Nullable String category) {}

    /**
     * @param incoming on order, or asked of another store, and not yet received
     * @param backOrdered promised to customers without stock that is kept for it
     */
    record Stock(
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal unavailable,
            BigDecimal incoming,
            BigDecimal backOrdered) {

        /** What reorder decisions look at: on hand + incoming − reserved − back-ordered − unavailable. */
        BigDecimal position() {
            return onHand.add(incoming).subtract(reserved).subtract(backOrdered).subtract(unavailable);
        }

        /** What can be sold now. */
        BigDecimal available() {
            return onHand.subtract(reserved).subtract(backOrdered).subtract(unavailable);
        }
    }

    /** The supplier to order from. */
    record Source(long supplierId, String name, BigDecimal packMultiple, BigDecimal minimumQuantity) {}

    /**
     * The forecast of the days after {@code asOf}.
     *
     * @param mean units of each day
     * @param levels ascending probabilities
     * @param sumQuantiles {@code [j × levels + k]}: units of days 1..j+1 not exceeded with probability {@code
     * levels[k]}
     */
    record Outlook(LocalDate asOf, String model, double[] mean, double[] levels, double[] sumQuantiles) {}
}
