package dev.shelfcast.server.demo;

import dev.shelfcast.server.demo.Chronicle.Pending;
import dev.shelfcast.server.demo.Chronicle.Sale;
import dev.shelfcast.server.demo.City.Item;
import dev.shelfcast.server.demo.City.Shop;
import dev.shelfcast.server.demo.Shelf.Arrival;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lives through the chain's days: deliveries at nine, orders as they come, losses where the shelf is empty, expired
 * goods thrown away at night, new orders to suppliers in the evening. Ends at the present moment.
 */
final class ChainSimulation {

    static final int DAYS = 120;
    static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    static final LocalTime RECEIVING = LocalTime.of(9, 0);

    private static final LocalTime OPENING_COUNT = LocalTime.of(5, 0);
    private static final LocalTime NIGHT = LocalTime.of(23, 50);
    private static final double LINES_PER_ORDER = 2.2;
    /** Share of the day's orders by hour, from midnight; nothing before six. */
    private static final double[] HOURS =
            Dice.runningTotals(0, 0, 0, 0, 0, 0, 2, 5, 7, 7, 6, 6, 5, 4.5, 3.5, 3.5, 4.5, 6, 8, 10, 10, 8, 5, 1);

    private static final int SECONDS_PER_HOUR = 3600;

    private final City city;
    private final long seed;
    private final Instant now;
    private final LocalDate first;
    private final LocalDate today;
    private final Appetite appetite;
    private final Buyer buyer;
    private final CaseShelf caseShelf = new CaseShelf();
    private final Map<Shop, Catchment> catchments = new HashMap<>();
    private final Shelf[][] shelves;
    private final Map<LocalDate, List<Delivery>> deliveries = new HashMap<>();

    private record Delivery(Shelf shelf, int quantity) {}

    ChainSimulation(City city, long seed, Instant now) {
        this.city = city;
        this.seed = seed;
        this.now = now;
        this.today = LocalDate.ofInstant(now, ZONE);
        this.first = today.minusDays(DAYS - 1L);
        this.appetite = new Appetite(seed, first, today);
        this.buyer = new Buyer(seed, appetite);
        this.shelves = new Shelf[city.shops().size()][city.items().size()];
        for (Shop shop : city.shops()) {
            catchments.put(shop, new Catchment(shop, city));
        }
    }

    LocalDate first() {
        return first;
    }

    /** Runs all days; afterwards the shelves and the pending orders can be read. */
    void run(Chronicle chronicle) {
        stockUp();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            for (int s = 0; s < shelves.length; s++) {
                if (city.shops().get(s).sells()) {
                    liveThrough(s, day, chronicle);
                }
            }
            receive(day);
            chronicle.dayEnded(day);
        }
        caseShelf.settle(seed, first, now);
    }

    List<Shelf> shelves() {
        return Arrays.stream(shelves).flatMap(Arrays::stream).toList();
    }

    /** What is still on its way, expected at nine of its day. */
    List<Pending> pending() {
        List<Pending> pending = new ArrayList<>();
        deliveries.forEach((day, due) -> due.forEach(delivery -> pending.add(new Pending(
                city.shops().get(delivery.shelf().shop),
                city.items().get(delivery.shelf().item),
                delivery.quantity(),
                at(day, RECEIVING)))));
        return pending;
    }

    private void stockUp() {
        for (int s = 0; s < shelves.length; s++) {
            Shop shop = city.shops().get(s);
            for (int i = 0; i < shelves[s].length; i++) {
                Item item = city.items().get(i);
                shelves[s][i] = new Shelf(s, i);
                if (Appetite.isCase(shop, item)) {
                    caseShelf.is(shelves[s][i]);
                } else if (shop.sells()) {
                    int quantity = buyer.target(shop, item, first);
                    Dice dice = Dice.of(seed, 9, s, i);
                    open(shelves[s][i], Math.max(1, (int) (quantity * (0.5 + 0.5 * dice.next()))), first);
                } else if (!item.perishable()) {
                    // The warehouse holds about ten days of the whole chain, as whole packs.
                    int packs = (int) Math.ceil(item.rate() * 240 / item.pack());
                    open(shelves[s][i], packs * item.pack(), today.minusDays(20));
                }
            }
        }
    }

    private void open(Shelf shelf, int quantity, LocalDate day) {
        shelf.receive(new Arrival(at(day, OPENING_COUNT), quantity, true, expiry(shelf, day)));
    }

    private void liveThrough(int s, LocalDate day, Chronicle chronicle) {
        Shop shop = city.shops().get(s);
        boolean delivered = false;
        Orders orders = orders(s, day);
        for (long wish : orders.wishes) {
            int order = (int) (wish >>> 32);
            Instant at = orders.at(order);
            if (at.isAfter(now)) {
                break;
            }
            if (!delivered && !at.isBefore(at(day, RECEIVING))) {
                receive(s, day);
                delivered = true;
            }
            Shelf shelf = shelves[s][(int) (wish >>> 8) & 0xFFFFFF];
            Item item = city.items().get(shelf.item);
            int quantity = (int) wish & 0xFF;
            int sold = caseShelf.holds(shelf) ? caseShelf.sell(at, quantity) : shelf.sell(quantity);
            if (sold > 0) {
                int discount = (int) Math.round(item.price() * sold * appetite.discount(item, day));
                chronicle.sold(
                        new Sale(shop, item, orders.name(order), orders.pincodes[order], at, day, sold, discount));
            }
        }
        if (!delivered) {
            receive(s, day);
        }
        if (!at(day, NIGHT).isAfter(now)) {
            closeDay(s, day);
        }
    }

    /** Draws the day's orders and what is wished for in them, in the order of time. */
    private Orders orders(int s, LocalDate day) {
        Shop shop = city.shops().get(s);
        int[] units = new int[city.items().size()];
        int total = 0;
        for (int i = 0; i < units.length; i++) {
            units[i] = appetite.units(shop, city.items().get(i), day);
            total += units[i];
        }
        Dice dice = Dice.of(seed, 10, shop.code().hashCode(), day.toEpochDay());
        Orders orders = new Orders(shop, day, (int) Math.max(1, Math.round(total / 1.35 / LINES_PER_ORDER)));
        for (int i = 0; i < orders.seconds.length; i++) {
            orders.seconds[i] = dice.pick(HOURS) * SECONDS_PER_HOUR + dice.below(SECONDS_PER_HOUR);
        }
        Arrays.sort(orders.seconds);
        Catchment catchment = catchments.get(shop);
        for (int i = 0; i < orders.pincodes.length; i++) {
            orders.pincodes[i] = catchment == null ? shop.zone().pincode() : catchment.pincode(dice);
        }
        orders.wishes = wishes(units, orders.seconds.length, dice);
        return orders;
    }

    /** Each wish is order, item and quantity in one number, so that sorting puts them in the order of time. */
    private long[] wishes(int[] units, int orders, Dice dice) {
        long[] wishes = new long[Arrays.stream(units).sum()];
        int count = 0;
        for (int i = 0; i < units.length; i++) {
            boolean staple = city.items().get(i).rate() >= 4;
            for (int open = units[i]; open > 0; ) {
                int quantity = Math.min(open, quantity(dice.next(), staple));
                wishes[count++] = ((long) dice.below(orders) << 32) | ((long) i << 8) | quantity;
                open -= quantity;
            }
        }
        wishes = Arrays.copyOf(wishes, count);
        Arrays.sort(wishes);
        return wishes;
    }

    private static int quantity(double drawn, boolean staple) {
        if (staple) {
            return drawn < 0.62 ? 1 : drawn < 0.9 ? 2 : drawn < 0.97 ? 3 : 4;
        }
        return drawn < 0.82 ? 1 : drawn < 0.97 ? 2 : 3;
    }

    private void receive(int s, LocalDate day) {
        deliver(day, delivery -> delivery.shelf().shop == s);
    }

    private void receive(LocalDate day) {
        deliver(day, delivery -> true);
    }

    private void deliver(LocalDate day, java.util.function.Predicate<Delivery> wanted) {
        List<Delivery> due = deliveries.get(day);
        if (due == null || at(day, RECEIVING).isAfter(now)) {
            return;
        }
        due.removeIf(delivery -> {
            if (wanted.test(delivery)) {
                Shelf shelf = delivery.shelf();
                shelf.receive(new Arrival(at(day, RECEIVING), delivery.quantity(), false, expiry(shelf, day)));
                return true;
            }
            return false;
        });
    }

    private void closeDay(int s, LocalDate day) {
        Shop shop = city.shops().get(s);
        for (Shelf shelf : shelves[s]) {
            Item item = city.items().get(shelf.item);
            shelf.expire(day, at(day, NIGHT));
            if (!caseShelf.holds(shelf) && day.isBefore(today) && buyer.looks(shop, item, day)) {
                order(shop, item, shelf, day);
            }
        }
    }

    private void order(Shop shop, Item item, Shelf shelf, LocalDate day) {
        int quantity = buyer.quantity(shop, item, day, shelf.position());
        Dice dice = Dice.of(seed, 11, shop.code().hashCode(), item.name().hashCode(), day.toEpochDay());
        int nights = item.supplier().nights() + (dice.next() < item.supplier().shareLate() ? 1 : 0);
        // The last evenings' slow goods are left to whoever opens the restock list.
        boolean left = nights > 1 && day.isAfter(today.minusDays(4)) && dice.next() < 0.55;
        if (quantity > 0 && !left) {
            shelf.ordered(quantity);
            deliveries
                    .computeIfAbsent(day.plusDays(nights), due -> new ArrayList<>())
                    .add(new Delivery(shelf, quantity));
        }
    }

    /** Goods come with most of their shelf life before them, not all. */
    private @Nullable LocalDate expiry(Shelf shelf, LocalDate day) {
        Integer shelfLife = city.items().get(shelf.item).shelfLifeDays();
        if (shelfLife == null) {
            return null;
        }
        int age = Dice.of(seed, 12, shelf.item, day.toEpochDay()).below(1 + shelfLife / 6);
        return day.plusDays(shelfLife - age - 1L);
    }

    static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    /** A shop's orders of a day. */
    private static final class Orders {

        private final String prefix;
        private final Instant midnight;
        private final int[] seconds;
        private final String[] pincodes;
        private long[] wishes = {};

        Orders(Shop shop, LocalDate day, int count) {
            this.prefix = shop.code() + "-" + day + "-";
            this.midnight = ChainSimulation.at(day, LocalTime.MIDNIGHT);
            this.seconds = new int[count];
            this.pincodes = new String[count];
        }

        Instant at(int order) {
            return midnight.plusSeconds(seconds[order]);
        }

        String name(int order) {
            return prefix + (order + 1);
        }
    }
}
