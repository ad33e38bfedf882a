package dev.shelfcast.server.forecasting.overrides;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a planner says of some days: of a product or of a whole category, in a store or in all.
 *
 * @param value units a day, of a group together; percent for {@link Kind#PERCENT}
 */
record PlannerOverride(
        long id,
        @Nullable Long storeId,
        @Nullable Long productId,
        @Nullable String category,
        LocalDate fromDay,
        LocalDate toDay,
        Kind kind,
        BigDecimal value) {

    /** How the value changes the forecast. */
    enum Kind {
        SET,
        ADD,
        PERCENT
    }

    /** Why somebody knows better than the statistics. */
    enum Reason {
        PROMOTION,
        HOLIDAY,
        EVENT,
        PRICE,
        WEATHER,
        COMPETITOR,
        NEW_PRODUCT,
        SUPPLY,
        BAD_DATA,
        OTHER
    }

    /** What the statistics say of all that an override covers on one day. */
    record Total(double units, long series) {}

    boolean covers(LocalDate day) {
        return !day.isBefore(fromDay) && !day.isAfter(toDay);
    }

    /** Units of the value are those of several products or stores together. */
    boolean isShared() {
        return kind != Kind.PERCENT && (storeId == null || category != null);
    }

    /**
     * The mean of one product in one store. The units of a group are spread as the statistics spread them, evenly where
     * they expect nothing at all.
     *
     * @param total of the day; null unless the override is shared
     */
    double applied(double statistical, @Nullable Total total) {
        double amount = value.doubleValue();
        if (kind == Kind.PERCENT) {
            return statistical * (1 + amount / 100);
        }
        double whole = total == null ? statistical : total.units();
        double wanted = Math.max(0, kind == Kind.SET ? amount : whole + amount);
        if (total == null) {
            return wanted;
        }
        return whole > 0 ? statistical * wanted / whole : wanted / total.series();
    }
}
