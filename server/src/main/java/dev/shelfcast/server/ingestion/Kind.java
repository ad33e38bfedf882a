package dev.shelfcast.server.ingestion;

import java.util.EnumSet;
import java.util.Set;

/** What a file holds, and the columns without which it cannot be that. */
enum Kind {
    SALES("sales", EnumSet.of(Field.QUANTITY, Field.PRICE, Field.DATE)),
    INVENTORY("inventory", EnumSet.of(Field.QUANTITY, Field.OPERATION)),
    PRODUCTS("products", EnumSet.noneOf(Field.class));

    private final String word;
    private final Set<Field> needed;

    Kind(String word, Set<Field> needed) {
        this.word = word;
        this.needed = needed;
    }

    String word() {
        return word;
    }

    Set<Field> needed() {
        return needed;
    }

    /** A product is named by its name or its code; a list of products also says something about them. */
    boolean fits(Set<Field> fields) {
        boolean named = fields.contains(Field.PRODUCT) || fields.contains(Field.SKU);
        if (this == PRODUCTS) {
            return fields.contains(Field.PRODUCT)
                    && (fields.contains(Field.STOCK)
                            || fields.contains(Field.UNIT_COST)
                            || fields.contains(Field.CATEGORY)
                            || fields.contains(Field.PRICE));
        }
        return named && fields.containsAll(needed);
    }
}
