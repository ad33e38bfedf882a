package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.stores.StoreView;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** All that a restock decision about one product in one store depends on, read in one go. */
record Situation(
        StoreView store, Item item, Stock stock, @Nullable Source source, Policy policy, Outlook outlook) {

    record Item(long id, String sku, String name, @Nullable String category) {}

    /** @param incoming on order and not yet received */
    record Stock(BigDecimal onHand, BigDecimal reserved, BigDecimal unavailable, BigDecimal incoming) {

        /** What reorder decisions look at: on hand + incoming − reserved − unavailable. */
        BigDecimal position() {
            return onHand.add(incoming).subtract(reserved).subtract(unavailable);
        }

        /** What can be sold now. */
        BigDecimal available() {
            return onHand.subtract(reserved).subtract(unavailable);
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
