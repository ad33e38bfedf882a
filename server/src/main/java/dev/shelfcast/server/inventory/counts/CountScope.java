package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.inventory.AbcClasses;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which products a count is of. */
@Component
class CountScope {

    private final Products products;
    private final AbcClasses classes;

    CountScope(Products products, AbcClasses classes) {
        this.products = products;
        this.classes = classes;
    }

    /** The ids of these products, all of which are known; else a refusal. */
    Map<Sku, Long> ids(List<Sku> skus) {
        Map<Sku, ProductView> known = products.listBySku(skus);
        for (Sku sku : skus) {
            if (!known.containsKey(sku)) {
                throw new Invalid("UNKNOWN_SKU", "There is no product with the SKU '%s'.".formatted(sku));
            }
        }
        return known.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().id()));
    }

    /**
     * The products of A or B; for C those of A and B, which are left out: what was not sold at all counts as C too.
     */
    Collection<Long> classified(StoreCode store, AbcClasses.AbcClass wanted) {
        List<Sku> found = classes.of(store).entrySet().stream()
                .filter(entry -> wanted == AbcClasses.AbcClass.C
                        ? entry.getValue() != AbcClasses.AbcClass.C
                        : entry.getValue() == wanted)
                .map(Map.Entry::getKey)
                .toList();
        return ids(found).values();
    }
}
