package dev.shelfcast.forecast.inventory;

/**
 * When to order and how much. Each policy looks at the inventory position (on hand, on order, less what is owed) every
 * {@code review} steps, and orders when it is at or below the reorder point.
 *
 * @param review steps between looks, 1 or more
 * @param reorderPoint position at or below which is ordered, s
 * @param orderUpTo position after ordering, S; ignored with a fixed quantity
 * @param quantity fixed order quantity Q, as often as needed to rise above s; 0 for an order up to S
 */
public record StockPolicy(int review, double reorderPoint, double orderUpTo, double quantity) {
    /** Checks the ranges. */
    public StockPolicy {
        if (review < 1 || quantity < 0 || (quantity == 0 && orderUpTo < reorderPoint)) {
            throw new IllegalArgumentException("A policy with review " + review + ", s " + reorderPoint + ", S "
                    + orderUpTo + " and Q " + quantity + " cannot work. Maybe S below s?");
        }
    }

    /** (R, s, S): every R steps, if the position is at or below s, up to S. */
    public static StockPolicy periodic(int review, double reorderPoint, double orderUpTo) {
        return new StockPolicy(review, reorderPoint, orderUpTo, 0);
    }

    /** (R, S): every R steps up to S. */
    public static StockPolicy orderUpTo(int review, double orderUpTo) {
        return new StockPolicy(review, orderUpTo, orderUpTo, 0);
    }

    /** (s, Q): whenever the position is at or below s, Q units (or a multiple, if one Q is not enough). */
    public static StockPolicy fixedQuantity(double reorderPoint, double quantity) {
        if (!(quantity > 0)) {
            throw new IllegalArgumentException("A fixed order of " + quantity + " units orders nothing.");
        }
        return new StockPolicy(1, reorderPoint, reorderPoint, quantity);
    }

    /** Units to order at that position. */
    public double order(double position) {
        if (position > reorderPoint) {
            return 0;
        }
        return quantity > 0
                ? quantity * Math.floor((reorderPoint - position) / quantity + 1)
                : Math.max(0, orderUpTo - position);
    }
}
