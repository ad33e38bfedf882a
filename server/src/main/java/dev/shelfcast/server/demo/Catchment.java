package dev.shelfcast.server.demo;

import dev.shelfcast.server.demo.City.Shop;
import dev.shelfcast.server.demo.City.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The pincodes that a dark store delivers to, and how its orders spread over them. */
final class Catchment {

    private static final double FARTHEST_KM = 5;
    private static final double HALFWAY_KM = 1.4;
    private static final double KM_PER_DEGREE = 111.32;

    private final List<Zone> zones = new ArrayList<>();
    private final double[] shares;

    /** Near zones by distance, and every zone that has no nearer store than this. */
    Catchment(Shop shop, City city) {
        List<Double> weights = new ArrayList<>();
        for (Zone zone : city.zones()) {
            double km = km(shop.zone(), zone);
            boolean nearest = city.shops().stream()
                    .filter(Shop::sells)
                    .min(Comparator.comparingDouble(other -> km(other.zone(), zone)))
                    .filter(shop::equals)
                    .isPresent();
            if (nearest || km < FARTHEST_KM) {
                zones.add(zone);
                weights.add(zone.weight() * Math.max(0.02, Math.exp(-km / HALFWAY_KM)));
            }
        }
        shares = Dice.runningTotals(
                weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    String pincode(Dice dice) {
        return zones.get(dice.pick(shares)).pincode();
    }

    static double km(Zone one, Zone other) {
        double north = (one.latitude() - other.latitude()) * KM_PER_DEGREE;
        double east = (one.longitude() - other.longitude())
                * KM_PER_DEGREE
                * Math.cos(Math.toRadians((one.latitude() + other.latitude()) / 2));
        return Math.hypot(north, east);
    }
}
