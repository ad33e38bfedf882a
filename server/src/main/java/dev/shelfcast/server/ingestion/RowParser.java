package dev.shelfcast.server.ingestion;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns a record into a row to be staged, or says which field stands in the way and why. */
final class RowParser {

    private static final int FIRST_DAY = 7305; // 1990-01-01; earlier dates are mistakes
    private static final int NOON = 12 * 3600;
    private static final int DAY = 86_400;
    private static final long SALT_SALE = 1;
    private static final long SALT_INVENTORY = 2;

    private final Layout layout;
    private final Header header;
    private final FileProducts products;
    private final FileStores stores;
    private final int defaultStore;
    private final long nowSecond;
    private final Moment moment;
    private final Hash128 hash = new Hash128();
    private final StagedRow row = new StagedRow();
    private final int columns;
    private final int[] column = new int[Field.values().length];
    private boolean dated;
    private int lastSecond;
    private int lastEpochDay;
    private int lastMicros;
    private int lastOffset;
    private @Nullable Field wrong;
    private String reason = "";
    private boolean stockGiven;

    RowParser(Layout layout, FileProducts products, FileStores stores, int defaultStore, long nowSecond) {
        this.layout = layout;
        this.header = layout.header();
        this.products = products;
        this.stores = stores;
        this.defaultStore = defaultStore;
        this.nowSecond = nowSecond;
        this.moment = new Moment(layout.dayOrder());
        this.columns = header.names().size();
        for (Field field : Field.values()) {
            column[field.ordinal()] = header.column(field);
        }
    }

    StagedRow row() {
        return row;
    }

    /** The field that is wrong, or null where the line as a whole is. */
    @Nullable
    Field wrong() {
        return wrong;
    }

    String reason() {
        return reason;
    }

    /** Whether any row so far said how much stock was left. */
    boolean stockGiven() {
        return stockGiven;
    }

    boolean parse(RecordReader in) {
        wrong = null;
        String fault = in.fault();
        if (fault != null) {
            return refuse(null, fault);
        }
        if (in.count() > columns && !blankFrom(in, columns)) {
            return refuse(
                    null,
                    "The line has %d fields, the headings are %d. Maybe a field with a %s lacks its quotes"
                            .formatted(in.count(), columns, layout.delimiterName()));
        }
        row.line = (int) Math.min(in.line(), Integer.MAX_VALUE);
        row.price = Amount.NONE;
        row.cost = Amount.NONE;
        row.stockAfter = Amount.NONE;
        row.quantity = 0;
        return product(in) && store(in) && when(in) && texts(in) && amounts(in) && finish(in);
    }

    private boolean product(RecordReader in) {
        row.product = products.find(in, column(Field.SKU), column(Field.PRODUCT));
        Field field = has(in, Field.SKU) ? Field.SKU : Field.PRODUCT;
        return row.product >= 0 || refuse(field, products.refusal());
    }

    private boolean store(RecordReader in) {
        if (!has(in, Field.STORE)) {
            row.store = defaultStore;
            return defaultStore >= 0 || refuse(Field.STORE, "is empty");
        }
        row.store = stores.find(in, column(Field.STORE));
        return row.store >= 0 || refuse(Field.STORE, stores.refusal());
    }

    private boolean when(RecordReader in) {
        StoreClock clock = stores.get(row.store).clock();
        if (column(Field.DATE) < 0) {
            row.epochSecond = nowSecond;
            row.micros = 0;
            row.day = clock.day(nowSecond);
            return true;
        }
        if (!has(in, Field.DATE)) {
            if (!continues(in)) {
                return refuse(Field.DATE, "is empty");
            }
            moment.epochDay = lastEpochDay;
            moment.second = lastSecond;
            moment.micros = lastMicros;
            moment.offset = lastOffset;
        } else if (!moment.parse(in.buffer(), start(in, Field.DATE), end(in, Field.DATE))) {
            dated = false;
            return refuse(Field.DATE, dateHint());
        } else if (moment.second == Moment.NO_TIME && has(in, Field.TIME)) {
            if (!time(in)) {
                return refuse(Field.TIME, "is not a time such as 14:30");
            }
        }
        dated = true;
        lastEpochDay = moment.epochDay;
        lastSecond = moment.second;
        lastMicros = moment.micros;
        lastOffset = moment.offset;
        return place(clock);
    }

    private String dateHint() {
        String order = layout.dayOrder() == DayOrder.DAY_FIRST ? "day" : "month";
        return "is not a date such as 2026-11-20 (in dates with slashes the %s comes first)".formatted(order);
    }

    private boolean place(StoreClock clock) {
        // A day without a time is put at noon: any hour is a guess, and noon stays on the day in every time zone near.
        int second = moment.second == Moment.NO_TIME ? NOON : moment.second;
        long local = (long) moment.epochDay * DAY + second;
        row.micros = moment.micros;
        if (moment.offset == Moment.NO_OFFSET) {
            row.epochSecond = clock.instant(local);
            row.day = moment.epochDay;
        } else {
            row.epochSecond = local - moment.offset;
            row.day = clock.day(row.epochSecond);
        }
        if (row.day < FIRST_DAY) {
            return refuse(Field.DATE, "is before 1990");
        }
        return row.epochSecond <= nowSecond + DAY || refuse(Field.DATE, "is in the future");
    }

    private boolean time(RecordReader in) {
        int epochDay = moment.epochDay;
        String text = "2000-01-01 " + in.text(column(Field.TIME));
        boolean read = moment.parse(text.toCharArray(), 0, text.length());
        moment.epochDay = epochDay;
        return read && moment.second != Moment.NO_TIME;
    }

    /** Some exports leave the date blank on an order's later lines. */
    private boolean continues(RecordReader in) {
        if (!dated || column(Field.EXTERNAL_ID) < 0) {
            return false;
        }
        return !has(in, Field.EXTERNAL_ID)
                || row.externalId.same(in.buffer(), start(in, Field.EXTERNAL_ID), end(in, Field.EXTERNAL_ID));
    }

    private boolean texts(RecordReader in) {
        boolean later = !has(in, Field.DATE) && column(Field.DATE) >= 0;
        if (has(in, Field.EXTERNAL_ID)) {
            int start = start(in, Field.EXTERNAL_ID);
            int end = end(in, Field.EXTERNAL_ID);
            if (!printable(in, start, end) || !row.externalId.set(in.buffer(), start, end)) {
                return refuse(Field.EXTERNAL_ID, "is longer than 100 characters or has control characters");
            }
        } else if (!later) {
            row.externalId.length = 0;
        }
        row.pincode.length = 0;
        if (has(in, Field.PINCODE)) {
            String text = in.text(column(Field.PINCODE)).replace(" ", "").toUpperCase(Locale.ROOT);
            if (text.length() < 3 || text.length() > 12 || !text.chars().allMatch(Character::isLetterOrDigit)) {
                return refuse(Field.PINCODE, "is not a pincode of 3 to 12 letters and digits");
            }
            row.pincode.set(text.toCharArray(), 0, text.length());
        }
        return true;
    }

    private boolean amounts(RecordReader in) {
        FileProducts.Entry entry = products.get(row.product);
        if (has(in, Field.PRICE)) {
            row.price = amount(in, Field.PRICE);
            if (row.price < 0) {
                return refuse(Field.PRICE, row.price == Amount.NONE ? "is not a number" : "is negative");
            }
        }
        if (has(in, Field.UNIT_COST)) {
            row.cost = amount(in, Field.UNIT_COST);
            if (row.cost < 0) {
                return refuse(Field.UNIT_COST, row.cost == Amount.NONE ? "is not a number" : "is negative");
            }
        }
        if (has(in, Field.STOCK)) {
            row.stockAfter = thousandths(amount(in, Field.STOCK));
            if (row.stockAfter == Amount.NONE) {
                return refuse(Field.STOCK, "is not a number");
            }
        }
        if (has(in, Field.QUANTITY)) {
            row.quantity = thousandths(amount(in, Field.QUANTITY));
            if (row.quantity == Amount.NONE) {
                return refuse(Field.QUANTITY, "is not a number");
            }
        } else if (layout.kind() != Kind.PRODUCTS) {
            return refuse(Field.QUANTITY, "is empty");
        }
        int category = products.category(in, column(Field.CATEGORY));
        if (category == -2) {
            return refuse(Field.CATEGORY, "is longer than 100 characters or has control characters");
        }
        if (!byKind(in)) {
            return false;
        }
        if (row.epochSecond >= entry.at) {
            entry.at = row.epochSecond;
            entry.cost = row.cost == Amount.NONE ? entry.cost : row.cost;
            entry.price = row.price == Amount.NONE ? entry.price : row.price;
            entry.category = category < 0 ? entry.category : category;
        }
        hash.reset().add(products.categoryHash(category));
        return true;
    }

    private boolean byKind(RecordReader in) {
        switch (layout.kind()) {
            case SALES -> {
                row.operation = StagedRow.SALE;
                if (row.price == Amount.NONE) {
                    return refuse(Field.PRICE, "is empty");
                }
                if (row.quantity == 0) {
                    return refuse(Field.QUANTITY, "is 0: nothing was sold");
                }
            }
            case INVENTORY -> {
                return operation(in);
            }
            case PRODUCTS -> {
                row.operation = StagedRow.COUNT;
                row.quantity = 0;
            }
        }
        return true;
    }

    private boolean operation(RecordReader in) {
        String word =
                has(in, Field.OPERATION) ? in.text(column(Field.OPERATION)).toLowerCase(Locale.ROOT) : "";
        Character operation = Operations.BY_WORD.get(word);
        if (operation == null) {
            return refuse(Field.OPERATION, word.isEmpty() ? "is empty" : "is not one of add, remove, set");
        }
        if (row.quantity < 0) {
            return refuse(Field.QUANTITY, "is negative; the operation says the direction");
        }
        row.operation = operation;
        if (operation == StagedRow.COUNT) {
            row.stockAfter = row.quantity;
            row.quantity = 0;
        } else if (row.quantity == 0) {
            return refuse(Field.QUANTITY, "is 0: nothing was moved");
        } else {
            row.stockAfter = Amount.NONE;
            row.quantity = operation == StagedRow.ADD ? -row.quantity : row.quantity;
        }
        return true;
    }

    /** A row is known by all its fields; the hash was begun with the category. */
    private boolean finish(RecordReader in) {
        stockGiven |= row.stockAfter != Amount.NONE;
        hash.add(layout.kind() == Kind.SALES ? SALT_SALE : SALT_INVENTORY)
                .add(stores.get(row.store).hash())
                .add(products.get(row.product).hash)
                .add(row.epochSecond)
                .add((long) row.day << 32 | row.micros << 8 | row.operation)
                .add(row.quantity)
                .add(row.price)
                .add(row.cost)
                .add(row.stockAfter);
        addText(row.externalId);
        addText(row.pincode);
        hash.finish();
        row.fingerprintHigh = hash.high();
        row.fingerprintLow = hash.low();
        return in.count() > 0;
    }

    private void addText(StagedRow.Slice slice) {
        for (int i = 0; i < slice.length; i++) {
            hash.add(slice.chars[i]);
        }
        hash.add(slice.length);
    }

    private long amount(RecordReader in, Field field) {
        return Amount.parse(in.buffer(), start(in, field), end(in, field), layout.decimalMark());
    }

    /** Quantities are kept to a thousandth. */
    private static long thousandths(long amount) {
        return amount == Amount.NONE ? amount : Math.floorDiv(amount + 5, 10L) * 10;
    }

    private int column(Field field) {
        return column[field.ordinal()];
    }

    private boolean has(RecordReader in, Field field) {
        int c = column[field.ordinal()];
        if (c < 0 || c >= in.count()) {
            return false;
        }
        for (int p = in.start(c); p < in.end(c); p++) {
            if (in.buffer()[p] > ' ') {
                return true;
            }
        }
        return false;
    }

    private int start(RecordReader in, Field field) {
        int p = in.start(column(field));
        while (in.buffer()[p] <= ' ' && p < in.end(column(field))) {
            p++;
        }
        return p;
    }

    private int end(RecordReader in, Field field) {
        int p = in.end(column(field));
        while (p > in.start(column(field)) && in.buffer()[p - 1] <= ' ') {
            p--;
        }
        return p;
    }

    private static boolean printable(RecordReader in, int start, int end) {
        for (int p = start; p < end; p++) {
            if (Character.isISOControl(in.buffer()[p])) {
                return false;
            }
        }
        return true;
    }

    private static boolean blankFrom(RecordReader in, int from) {
        for (int i = from; i < in.count(); i++) {
            if (!in.text(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean refuse(@Nullable Field field, String why) {
        wrong = field;
        reason = why;
        return false;
    }
}
