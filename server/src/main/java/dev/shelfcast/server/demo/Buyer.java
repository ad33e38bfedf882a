package dev.shelfcast.server.demo;

import dev.shelfcast.server.demo.City.Item;
import dev.shelfcast.server.demo.City.Shop;
import java.time.LocalDate;

/** The person who orders for a shop in the evening: mostly well, for some items too little, for some too much. */
final class Buyer {

    private final long seed;
    private final Appetite appetite;

    Buyer(long seed, Appetite appetite) {
        this.seed = seed;
        this.appetite = appetite;
    }

    /** Whether the buyer looks at the item this evening: fresh goods daily, others every third day. */
    boolean looks(Shop shop, Item item, LocalDate day) {
        int shift =
                Math.floorMod(shop.code().hashCode() + item.supplier().code().hashCode(), 3);
        return item.perishable() || Math.floorMod(day.toEpochDay(), 3) == shift;
    }

    /** How many to order, in whole packs; 0 for none. */
    int quantity(Shop shop, Item item, LocalDate day, int position) {
        double usual = appetite.usual(shop, item, day);
        int nights = item.supplier().nights();
        double reorderAt = usual * (nights + 0.6) + care(shop, item) * Math.sqrt(1.6 * usual * (nights + 1));
        int upTo = target(shop, item, day);
        // Half a pack over the target is not worth a delivery.
        if (position > reorderAt || upTo - position < item.pack() / 2.0) {
            return 0;
        }
        return (int) Math.ceil((upTo - position) / (double) item.pack()) * item.pack();
    }

    /** What lies on the shelf when all is well. */
    int target(Shop shop, Item item, LocalDate day) {
        double usual = appetite.usual(shop, item, day);
        double days = item.supplier().nights() + (item.perishable() ? 1.5 : 6);
        double target = usual * days * excess(shop, item) + care(shop, item) * Math.sqrt(1.6 * usual * days);
        Integer shelfLife = item.shelfLifeDays();
        if (shelfLife != null) {
            target = Math.min(target, usual * (shelfLife - 1) * 0.85 * excess(shop, item) + 0.5);
        }
        return (int) Math.ceil(target);
    }

    /** How many standard deviations the buyer keeps in reserve; one item in nine is badly looked after. */
    private double care(Shop shop, Item item) {
        int luck =
                Dice.of(seed, 7, shop.code().hashCode(), item.name().hashCode()).below(100);
        double usually = item.perishable() ? 1.0 : 2.1;
        return luck < 11 ? 0.1 : luck < 40 ? 0.7 * usually : usually;
    }

    /** One item in sixteen is bought as if it sold twice as well. */
    private double excess(Shop shop, Item item) {
        int luck =
                Dice.of(seed, 8, shop.code().hashCode(), item.name().hashCode()).below(100);
        return luck < 6 ? 2.2 : 1;
    }
}
