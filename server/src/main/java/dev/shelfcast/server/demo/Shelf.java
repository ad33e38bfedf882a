package dev.shelfcast.server.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item in one shop: what lies there, lot by lot, first expired first out, and what is on its way. */
final class Shelf {

    /** Goods that came in together, and how many of them are still there. */
    static final class Arrival {

        final Instant at;
        final int quantity;
        final boolean opening;
        final @Nullable LocalDate expiry;
        private int left;

        Arrival(Instant at, int quantity, boolean opening, @Nullable LocalDate expiry) {
            this.at = at;
            this.quantity = quantity;
            this.opening = opening;
            this.expiry = expiry;
            this.left = quantity;
        }

        int left() {
            return left;
        }
    }

    final int shop;
    final int item;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Arrival> lots = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private int onHand;
    private int onOrder;

    Shelf(int shop, int item) {
        this.shop = shop;
        this.item = item;
    }

    int onHand() {
        return onHand;
    }

    int position() {
        return onHand + onOrder;
    }

    /** Everything that ever came in, in the order of time. */
    List<Arrival> arrivals() {
        return arrivals;
    }

    void ordered(int quantity) {
        onOrder += quantity;
    }

    void receive(Arrival arrival) {
        if (!arrival.opening) {
            onOrder -= arrival.quantity;
        }
        onHand += arrival.quantity;
        arrivals.add(arrival);
        int place = lots.size();
        while (place > 0 && expiresBefore(arrival, lots.get(place - 1))) {
            place--;
        }
        lots.add(place, arrival);
    }

    private static boolean expiresBefore(Arrival one, Arrival other) {
        return one.expiry != null && (other.expiry == null || one.expiry.isBefore(other.expiry));
    }

    /** Sells what is there of the wish; the rest is lost. */
    int sell(int wish) {
        int sold = Math.min(wish, onHand);
        take(sold);
        return sold;
    }

    /** Goods thrown away because they had expired. */
    record Loss(Instant at, int quantity) {}

    List<Loss> losses() {
        return losses;
    }

    /** Throws away at night what may not be sold after the day. */
    void expire(LocalDate day, Instant night) {
        int expired = 0;
        for (Arrival lot : lots) {
            if (lot.expiry != null && !lot.expiry.isAfter(day)) {
                expired += lot.left;
            }
        }
        if (expired > 0) {
            take(expired);
            losses.add(new Loss(night, expired));
        }
    }

    private void take(int quantity) {
        onHand -= quantity;
        int open = quantity;
        for (Iterator<Arrival> iterator = lots.iterator(); open > 0; ) {
            Arrival lot = iterator.next();
            int taken = Math.min(open, lot.left);
            lot.left -= taken;
            open -= taken;
            if (lot.left == 0) {
                iterator.remove();
            }
        }
    }
}
