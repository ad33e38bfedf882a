package dev.shelfcast.server.inventory;

/** Why goods move; the kind says where from and where to, seen from the store. */
public enum MovementKind {
    RECEIPT(Place.SUPPLIER, Direction.IN),
    SALE(Place.CUSTOMER, Direction.OUT),
    CUSTOMER_RETURN(Place.CUSTOMER, Direction.IN),
    SUPPLIER_RETURN(Place.SUPPLIER, Direction.OUT),
    TRANSFER_OUT(Place.IN_TRANSIT, Direction.OUT),
    TRANSFER_IN(Place.IN_TRANSIT, Direction.IN),
    /** What a count found more (positive) or less (negative) than the books said. */
    COUNT_VARIANCE(Place.ADJUSTMENT, Direction.SIGNED),
    WASTE(Place.WASTE, Direction.OUT),
    LIQUIDATION(Place.CUSTOMER, Direction.OUT),
    DONATION(Place.WASTE, Direction.OUT),
    OPENING_BALANCE(Place.OPENING, Direction.IN),
    /** One pack taken apart (negative) and its pieces put in (positive), or the other way round. */
    PACK_CONVERSION(Place.ADJUSTMENT, Direction.SIGNED),
    /** Takes back one movement; only {@link StockLedger#reverse} writes it. */
    REVERSAL(Place.ADJUSTMENT, Direction.SIGNED);

    /** Whether the kind brings goods into the store, takes them out, or does as its quantity's sign says. */
    enum Direction {
        IN,
        OUT,
        SIGNED
    }

    private final long otherPlace;
    private final Direction direction;

    MovementKind(long otherPlace, Direction direction) {
        this.otherPlace = otherPlace;
        this.direction = direction;
    }

    /** Where the goods come from or go to, outside the store. */
    public long otherPlace() {
        return otherPlace;
    }

    /** Whether its quantity may be negative. */
    public boolean signed() {
        return direction == Direction.SIGNED;
    }

    boolean inbound(int sign) {
        return direction == Direction.IN || direction == Direction.SIGNED && sign > 0;
    }

    /** Goods promised to others or set aside as unfit may not leave for a customer or another store. */
    boolean takesOnlyAvailable() {
        return this == SALE || this == TRANSFER_OUT || this == LIQUIDATION || this == DONATION;
    }
}
