package dev.shelfcast.server.inventory;

/** The places outside the shops that goods come from and go to; a store's place is the store's id. */
public final class Place {

    public static final long SUPPLIER = -1;
    public static final long CUSTOMER = -2;
    public static final long WASTE = -3;
    public static final long ADJUSTMENT = -4;
    public static final long OPENING = -5;
    public static final long IN_TRANSIT = -6;

    private Place() {}
}
