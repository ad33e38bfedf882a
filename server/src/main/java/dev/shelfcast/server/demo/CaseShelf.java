package dev.shelfcast.server.demo;

import dev.shelfcast.server.demo.Shelf.Arrival;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shelf of the worked case. Its deliveries are worked out after its sales: each morning brings what will be sold
 * until the next and a few more, so that it is never empty and 7 are there now.
 */
final class CaseShelf {

    static final int ON_HAND = 7;

    private static final int SHELF_LIFE_DAYS = 3;

    private record Sold(Instant at, int quantity) {}

    private final List<Sold> sales = new ArrayList<>();
    private @Nullable Shelf shelf;

    void is(Shelf shelf) {
        this.shelf = shelf;
    }

    boolean holds(Shelf other) {
        return other == shelf;
    }

    int sell(Instant at, int quantity) {
        sales.add(new Sold(at, quantity));
        return quantity;
    }

    /** Fills the shelf's history in the order of time. */
    void settle(long seed, LocalDate first, Instant now) {
        if (shelf == null) {
            return;
        }
        Instant morning = ChainSimulation.at(first, ChainSimulation.RECEIVING);
        int spare = 5;
        int needed = soldBetween(Instant.MIN, earlier(morning, now));
        arrive(new Arrival(morning.minusSeconds(4 * 3600), needed + spare, true, first.plusDays(1)), needed);
        LocalDate day = first;
        while (!morning.isAfter(now)) {
            Instant next = ChainSimulation.at(day.plusDays(1), ChainSimulation.RECEIVING);
            int sold = soldBetween(morning, earlier(next, now.plusNanos(1)));
            // Never more to spare than at the end, so that the last delivery is not negative.
            int left = next.isAfter(now)
                    ? ON_HAND
                    : 3 + Dice.of(seed, 13, day.toEpochDay()).below(5);
            int delivered = sold + left - spare;
            if (delivered > 0) {
                arrive(new Arrival(morning, delivered, false, day.plusDays(SHELF_LIFE_DAYS - 1L)), sold);
            } else {
                take(sold);
            }
            spare = left;
            day = day.plusDays(1);
            morning = next;
        }
    }

    private void arrive(Arrival arrival, int sold) {
        if (shelf != null) {
            shelf.ordered(arrival.opening ? 0 : arrival.quantity);
            shelf.receive(arrival);
            take(sold);
        }
    }

    private void take(int sold) {
        if (shelf != null) {
            shelf.sell(sold);
        }
    }

    private int soldBetween(Instant from, Instant until) {
        int sold = 0;
        for (Sold sale : sales) {
            if (!sale.at().isBefore(from) && sale.at().isBefore(until)) {
                sold += sale.quantity();
            }
        }
        return sold;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
