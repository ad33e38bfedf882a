package dev.shelfcast.server.live;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sales have happened: {@code units} and {@code revenue} are what was added, everything else is how it stands now,
 * so that
 * a page shows it without asking. Store and pincode are given where there was only one. Absent lists mean that the page
 * has to ask.
 */
record SaleMessage(
        String type,
        OffsetDateTime at,
        @Nullable String store,
        @Nullable String pincode,
        BigDecimal units,
        BigDecimal revenue,
        Totals today,
        @Nullable List<Zone> zones,
        @Nullable List<Level> levels) {

    /** The business day so far. */
    record Totals(BigDecimal units, BigDecimal revenue, long orders) {

        static final Totals NOTHING = new Totals(BigDecimal.ZERO, BigDecimal.ZERO, 0);

        Totals plus(Totals other) {
            return new Totals(units.add(other.units), revenue.add(other.revenue), orders + other.orders);
        }
    }

    /** A zone's business day so far. */
    record Zone(String pincode, BigDecimal units, BigDecimal revenue, long orders) {}

    /** What is in a store now. */
    record Level(String store, String sku, BigDecimal onHand) {}

    SaleMessage brief() {
        return new SaleMessage(type, at, store, pincode, units, revenue, today, null, null);
    }
}
