package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.inventory.AbcClasses.AbcClass;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which shelf is to be counted: everything that the books have in the store, or only a category (with what is below
 * it), an ABC class, or both, or a list of products, which are counted also where the books have none.
 */
record CountBody(
        @Nullable StoreCode store,
        @Nullable String name,
        @Nullable Boolean blind,
        @Nullable String category,
        @Nullable List<Sku> skus,
        @Nullable AbcClass abc) {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_SKUS = 10_000;

    CountBody {
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            throw new Invalid("NAME_INVALID", "A name has 1 to %d characters.".formatted(LONGEST_NAME));
        }
        if (skus != null && (skus.isEmpty() || skus.size() > MOST_SKUS)) {
            throw new Invalid(
                    "LINES_INVALID", "A count has 1 to %d products, not %d.".formatted(MOST_SKUS, skus.size()));
        }
        if (skus != null && (category != null || abc != null)) {
            throw new Invalid("SCOPE_INVALID", "A count is of a category or of a list of products, not of both.");
        }
    }

    /** As it is called when nobody names it. */
    String scopeName() {
        String what = category == null ? "All products" : category;
        return abc == null ? what : "%s, class %s".formatted(what, abc);
    }

    StoreCode shop() {
        if (store == null) {
            throw new Invalid("FIELD_MISSING", "The field store is needed.");
        }
        return store;
    }
}
