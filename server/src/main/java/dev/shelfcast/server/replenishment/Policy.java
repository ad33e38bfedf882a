package dev.shelfcast.server.replenishment;

import java.math.BigDecimal;

/**
 * How one product is kept in one store, after the scopes have been laid over each other.
 *
 * @param serviceLevel probability of no stock-out until the next delivery, in (0.5, 1)
 * @param leadTimeDays days from the order until the goods are on the shelf
 * @param leadTimeSdDays standard deviation of that
 * @param reviewDays days between two orders; 0 where an order can be placed every day
 */
record Policy(
        Kind kind, double serviceLevel, BigDecimal leadTimeDays, BigDecimal leadTimeSdDays, BigDecimal reviewDays) {

    enum Kind {
        /** Order up to the quantile of the demand until the delivery after the next. */
        SERVICE_LEVEL,
        /** Below a week's forecast, order a week's forecast and a fifth. */
        SIMPLE
    }
}
