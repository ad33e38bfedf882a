package dev.shelfcast.server.demo;

import dev.shelfcast.server.demo.City.Item;
import dev.shelfcast.server.demo.City.Shop;
import dev.shelfcast.server.demo.Festivals.Festival;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How much of an item a shop's customers want on a day: level, week, season, promotions and chance. */
final class Appetite {

    /** The item and shop of the worked case: about 35 a day, as steady as a forecast can wish. */
    static final String CASE_SHOP = "BOM092";

    static final String CASE_ITEM = "Milk 1L";
    static final double CASE_RATE = 35;

    /** Brings the sum of the items' rates to about 190 sale lines a day in a shop of size 1. */
    private static final double SCALE = 0.53;

    private static final double[] WEEK = {0.92, 0.92, 0.95, 0.97, 1.05, 1.15, 1.18};

    /** How strongly a department follows the week; 1 as the chain does. */
    private static final Map<String, Double> WEEKLY = Map.of(
            "Dairy", 0.5,
            "Bakery", 0.7,
            "Vegetables", 0.9,
            "Eggs and Meat", 2.4,
            "Snacks", 1.3,
            "Frozen", 1.7,
            "Beverages", 1.4);

    /** Of a thousand items and weeks this many have a promotion. */
    private static final int PROMOTIONS = 45;

    private final long seed;
    private final LocalDate first;
    private final LocalDate today;
    private final List<Festival> festivals;

    Appetite(long seed, LocalDate first, LocalDate today) {
        this.seed = seed;
        this.first = first;
        this.today = today;
        this.festivals = Festivals.between(first, today.plusDays(30));
    }

    static boolean isCase(Shop shop, Item item) {
        return shop.code().equals(CASE_SHOP) && item.name().equals(CASE_ITEM);
    }

    /** What a planner would expect on an ordinary day; promotions, feasts and chance come on top. */
    double usual(Shop shop, Item item, LocalDate day) {
        if (isCase(shop, item)) {
            return CASE_RATE;
        }
        double liking =
                Dice.of(seed, 1, shop.code().hashCode(), item.name().hashCode()).about1(0.3);
        return item.rate() * SCALE * shop.size() * liking * life(item, day) * trend(item, day);
    }

    /** The units wanted on the day. */
    int units(Shop shop, Item item, LocalDate day) {
        Dice dice = Dice.of(seed, 2, shop.code().hashCode(), item.name().hashCode(), day.toEpochDay());
        double usual = usual(shop, item, day);
        if (isCase(shop, item)) {
            return (int) Math.round(usual * Math.pow(week(item, day), 0.4) + 3.2 * dice.normal());
        }
        double shopDay =
                Dice.of(seed, 3, shop.code().hashCode(), day.toEpochDay()).about1(0.08);
        double promotion = 1 + 4.5 * discount(item, day);
        double season = week(item, day) * Festivals.factor(festivals, day, item.category()) * payday(item, day);
        return dice.poisson(usual * season * promotion * shopDay * dice.about1(0.18));
    }

    /** The share taken off the price on the day, 0 without a promotion. */
    double discount(Item item, LocalDate day) {
        if (item.name().equals(CASE_ITEM)) {
            return 0;
        }
        Dice dice = Dice.of(seed, 4, item.name().hashCode(), Math.floorDiv(day.toEpochDay() + 3, 7));
        return dice.below(1000) < PROMOTIONS ? 0.10 + 0.05 * dice.below(4) : 0;
    }

    private static double week(Item item, LocalDate day) {
        double strength = WEEKLY.getOrDefault(item.department(), 1.0);
        return Math.pow(WEEK[day.getDayOfWeek().getValue() - 1], strength);
    }

    /** Salaries come at the end of the month, and the cupboards are filled with them. */
    private static double payday(Item item, LocalDate day) {
        boolean stocksUp =
                item.department().equals("Staples") || item.department().equals("Household");
        return stocksUp && day.getDayOfMonth() <= 5 ? 1.3 : 1;
    }

    private double trend(Item item, LocalDate day) {
        double slope = 0.05 + 0.16 * Dice.of(seed, 5, item.name().hashCode()).normal();
        return Math.exp(slope * (day.toEpochDay() - first.toEpochDay()) / 120.0);
    }

    /** New items come up within three weeks; some old ones are not asked for any more. */
    private double life(Item item, LocalDate day) {
        Dice dice = Dice.of(seed, 6, item.name().hashCode());
        int fate = dice.below(100);
        long ago = today.toEpochDay() - day.toEpochDay();
        if (item.rate() < 2 && fate < 6) {
            long age = 20 + dice.below(60) - ago;
            return age < 0 ? 0 : Math.min(1, 0.3 + age / 30.0);
        }
        if (item.rate() < 0.6 && fate >= 93) {
            return ago < 40 + dice.below(40) ? 0 : 1;
        }
        return 1;
    }
}
