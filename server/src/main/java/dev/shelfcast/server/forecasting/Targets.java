package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.forecasting.models.ModelScope;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a request about forecasts may name: stores, categories and products that exist and are the user's to see. */
@Component
class Targets {

    private final Stores stores;
    private final Products products;
    private final JdbcClient jdbc;
    private final CurrentUser user;

    Targets(Stores stores, Products products, JdbcClient jdbc, CurrentUser user) {
        this.stores = stores;
        this.products = products;
        this.jdbc = jdbc;
        this.user = user;
    }

    /** One product in one store. */
    record Target(StoreView store, ProductView product) {

        /** As {@link SeriesQuery} names it: products of a segment share their weekly rhythm. */
        SeriesQuery.Pair pair() {
            String category = product.category();
            String segment = category == null ? "" : category.replaceFirst("/.*", "");
            return new SeriesQuery.Pair(store.id(), product.id(), segment);
        }

        String id() {
            return store.id() + "/" + product.id();
        }

        ModelScope scope() {
            return new ModelScope(
                    store.code().value(), product.category(), product.sku().value());
        }
    }

    Target target(StoreCode store, Sku sku) {
        user.requireStore(store);
        return new Target(stores.get(store), product(sku));
    }

    ProductView product(Sku sku) {
        return products.get(sku);
    }

    /** A scope to plan in. */
    ModelScope scope(@Nullable String store, @Nullable String category, @Nullable String sku) {
        if (store != null) {
            StoreCode code = StoreCode.of(store);
            user.requireStore(code);
            stores.get(code);
        }
        if (sku != null) {
            product(Sku.of(sku));
        }
        if (category != null && !exists(category)) {
            throw new NotFound(
                    "UNKNOWN_CATEGORY",
                    "There is no category '%s'. Categories are named by their path, e.g. Dairy/Milk."
                            .formatted(category));
        }
        return new ModelScope(store, category, sku);
    }

    private boolean exists(String category) {
        return jdbc.sql("select exists (select from catalog.v_category where path = :path)")
                .param("path", category)
                .query(Boolean.class)
                .single();
    }
}
