package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.StoreCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stores that a user sees: all of them, or those named. */
public record StoreScope(boolean all, Set<StoreCode> codes) {

    public StoreScope {
        codes = Set.copyOf(codes);
    }

    /** Every store, also those that open later. */
    public static StoreScope everything() {
        return new StoreScope(true, Set.of());
    }

    public static StoreScope only(Set<StoreCode> codes) {
        return new StoreScope(false, codes);
    }

    public boolean includes(StoreCode store) {
        return all || codes.contains(store);
    }

    /**
     * For {@code (cast(:scope as text[]) is null or store_code = any(cast(:scope as text[])))}: null where all are
     * seen, an empty array where none is.
     */
    public String @Nullable [] codesOrNull() {
        return all ? null : codes.stream().map(StoreCode::value).sorted().toArray(String[]::new);
    }
}
