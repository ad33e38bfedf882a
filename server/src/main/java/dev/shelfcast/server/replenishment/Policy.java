package dev.shelfcast.server.replenishment;

import java.math.BigDecimal;

/**
 * How one product is kept in one store, after the scopes have been laid over each other.
 *
 * @param serviceLevel probability of no stock-out until the next delivery, in (0.5, 1)
 * @param leadTimeDays days from the order until the goods are on the shelf
 * @param leadTimeSdDays standard deviation of that
 * @param reviewDays days between two orders; 0 where an order can be placed every day
 * @param leadTimeFrom who says so
 */
record Policy(
        Kind kind,
        double serviceLevel,
        BigDecimal leadTimeDays,
        BigDecimal leadTimeSdDays,
        BigDecimal reviewDays,
        LeadTimeFrom leadTimeFrom) {

    /** Who says how long goods take; the first that does decides. */
    enum LeadTimeFrom {
        /** A policy of the product, or of the product in the store. */
        PRODUCT_POLICY,
        /** The route from the store that supplies this one. */
        ROUTE,
        /** What the supplier's last deliveries to this store took. */
        LEARNED,
        /** What the supplier says. */
        SUPPLIER,
        /** A policy of the category, the kind of store or the chain. */
        WIDE_POLICY
    }

    enum Kind {
        /** Order up to the quantile of the demand until the delivery after the next. */
        SERVICE_LEVEL,
        /** Below a week's forecast, order a week's forecast and a fifth. */
        SIMPLE
    }
}
