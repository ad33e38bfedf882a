package dev.shelfcast.server.forecasting.models;

import org.jspecify.annotations.Nullable;

/** Which series a model is for: those of a store, of a category with what is below it, of a product; null means all. */
public record ModelScope(
        @Nullable String store,
        @Nullable String category,
        @Nullable String sku) {

    private static final ModelScope CHAIN = new ModelScope(null, null, null);

    /** All series. */
    public static ModelScope chain() {
        return CHAIN;
    }

    /** Whether all that the other scope names is in this one too; of a product's category it knows nothing. */
    public boolean covers(ModelScope other) {
        return (store == null || store.equals(other.store))
                && (sku == null || sku.equals(other.sku))
                && (category == null || (other.category != null && (other.category + "/").startsWith(category + "/")));
    }

    @Override
    public String toString() {
        if (equals(CHAIN)) {
            return "the chain";
        }
        String what = sku != null ? sku : category != null ? category : "all products";
        return store == null ? what + " in all stores" : what + " in " + store;
    }
}
