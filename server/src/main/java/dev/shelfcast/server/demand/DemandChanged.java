package dev.shelfcast.server.demand;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sales have reached the demand tables. After a bulk load {@code bulk} is true and nothing is listed: everything may
 * have changed. Published outside a transaction, after the commit.
 */
public record DemandChanged(Set<DemandKey> keys, Set<String> pincodes, List<ZoneChange> zones, boolean bulk) {

    /** Beyond this, a list of what changed helps nobody. */
    private static final int MOST_KEYS = 5_000;

    public DemandChanged {
        keys = Set.copyOf(keys);
        pincodes = Set.copyOf(pincodes);
        zones = List.copyOf(zones);
    }

    /** What one store has sold more (or less) into one zone on one day. */
    public record ZoneChange(
            long storeId, String pincode, LocalDate day, BigDecimal units, BigDecimal revenue, int lines) {

        private record Place(long storeId, String pincode, LocalDate day) {}

        private Place place() {
            return new Place(storeId, pincode, day);
        }

        ZoneChange plus(ZoneChange other) {
            return new ZoneChange(
                    storeId, pincode, day, units.add(other.units), revenue.add(other.revenue), lines + other.lines);
        }
    }

    static DemandChanged inBulk() {
        return new DemandChanged(Set.of(), Set.of(), List.of(), true);
    }

    /** Both changes as one. */
    public DemandChanged plus(DemandChanged later) {
        if (bulk || later.bulk || keys.size() + later.keys.size() > MOST_KEYS) {
            return inBulk();
        }
        Map<ZoneChange.Place, ZoneChange> together = new HashMap<>();
        zones.forEach(zone -> together.merge(zone.place(), zone, ZoneChange::plus));
        later.zones.forEach(zone -> together.merge(zone.place(), zone, ZoneChange::plus));
        return new DemandChanged(
                union(keys, later.keys), union(pincodes, later.pincodes), List.copyOf(together.values()), false);
    }

    private static <T> Set<T> union(Set<T> first, Set<T> second) {
        Set<T> both = new HashSet<>(first);
        both.addAll(second);
        return both;
    }
}
