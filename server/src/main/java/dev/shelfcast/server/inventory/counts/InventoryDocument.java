package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.inventory.counts.DocumentRows.Shelf;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A store and its stock as one document. Writing it is a count of the products that it names: what differs from the
 * books is posted as a variance, and what it does not name stays as it is.
 */
@Component
class InventoryDocument {

    static final String REASON = "INVENTORY_DOCUMENT";

    private static final int MOST_PRODUCTS = 10_000;
    private static final int MOST_PROBLEMS = 100;

    /** The document itself; the keys of a document that is read are SKUs. */
    record Document(
            @Nullable StoreCode storeId,
            @Nullable Pincode pincode,
            @Nullable Map<String, BigDecimal> inventory) {}

    /** What becomes of one product: by its key in the document and its SKU. */
    record Change(String key, Sku sku, BigDecimal before, BigDecimal after, BigDecimal variance) {}

    /** What the document changes, or would change; the count is the document's trace in the books. */
    record Outcome(
            StoreCode storeId, boolean dryRun, @Nullable String count, int unchanged, List<Change> changes) {}

    private final DocumentRows rows;
    private final Stores stores;
    private final Counts counts;

    InventoryDocument(DocumentRows rows, Stores stores, Counts counts) {
        this.rows = rows;
        this.stores = stores;
        this.counts = counts;
    }

    Document read(StoreCode code) {
        StoreView store = stores.get(code);
        return new Document(store.code(), store.pincode(), rows.onHand(store.id()));
    }

    /** Within the caller's transaction. */
    Outcome write(StoreCode code, Document document, boolean dryRun) {
        StoreView store = stores.get(code);
        refuseAnotherStore(store, document);
        Map<String, BigDecimal> wishes = wishes(document);
        Map<String, DocumentRows.Product> products = known(wishes.keySet());
        Map<Long, List<Shelf>> books = rows.shelves(
                store.id(),
                products.values().stream().map(DocumentRows.Product::id).toList());
        List<Change> changes = new ArrayList<>();
        List<Counted> counted = new ArrayList<>();
        List<Sku> skus = new ArrayList<>();
        wishes.forEach((key, wish) -> {
            DocumentRows.Product product = products.get(key);
            if (product == null) {
                throw new IllegalStateException(key + " was found and is gone");
            }
            List<Shelf> shelves = books.getOrDefault(product.id(), List.of());
            BigDecimal before = shelves.stream().map(Shelf::onHand).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (before.compareTo(wish) != 0) {
                changes.add(new Change(
                        key, product.sku(), Decimals.plain(before), wish, Decimals.plain(wish.subtract(before))));
                skus.add(product.sku());
                counted.addAll(seen(product.sku(), shelves, wish));
            }
        });
        int unchanged = wishes.size() - changes.size();
        String count = dryRun || changes.isEmpty() ? null : post(store.code(), skus, counted);
        return new Outcome(store.code(), dryRun, count, unchanged, changes);
    }

    private String post(StoreCode store, List<Sku> skus, List<Counted> counted) {
        long id = counts.open(new CountBody(store, "Inventory document", null, null, skus, null));
        counts.count(id, counted, null);
        counts.finish(id, false);
        counts.review(id);
        counts.post(id, REASON);
        return "C-" + id;
    }

    /**
     * Which lots a total is made of, nobody said: what is gone was sold as goods are sold, first expired first, so the
     * stock without a lot and the lots that expire last are left; what is more has no lot.
     */
    private static List<Counted> seen(Sku sku, List<Shelf> shelves, BigDecimal total) {
        List<Counted> seen = new ArrayList<>();
        BigDecimal left = total;
        boolean withoutLot = false;
        for (int i = shelves.size() - 1; i >= 0; i--) {
            Shelf shelf = shelves.get(i);
            BigDecimal here = shelf.onHand().max(BigDecimal.ZERO).min(left);
            left = left.subtract(here);
            withoutLot |= shelf.lot() == null;
            seen.add(new Counted(sku, shelf.lot(), null, here, null));
        }
        if (left.signum() > 0 || shelves.isEmpty()) {
            // To the line without a lot, or to a new one.
            seen.add(new Counted(sku, null, null, left, null));
            if (withoutLot) {
                mergeWithoutLot(seen);
            }
        }
        return seen;
    }

    private static void mergeWithoutLot(List<Counted> seen) {
        Counted surplus = seen.remove(seen.size() - 1);
        seen.replaceAll(one -> one.lot() != null
                ? one
                : new Counted(one.sku(), null, null, one.quantity().add(surplus.quantity()), null));
    }

    private static void refuseAnotherStore(StoreView store, Document document) {
        if (document.storeId() != null && !document.storeId().equals(store.code())) {
            throw new Conflict(
                    "OTHER_STORE",
                    "The address names the store %s and the document %s.".formatted(store.code(), document.storeId()));
        }
        if (document.pincode() != null
                && store.pincode() != null
                && !document.pincode().equals(store.pincode())) {
            throw new Conflict(
                    "OTHER_PINCODE",
                    "The store %s is at %s, and the document says %s. Maybe it is of another store."
                            .formatted(store.code(), store.pincode(), document.pincode()));
        }
    }

    private static Map<String, BigDecimal> wishes(Document document) {
        Map<String, BigDecimal> given = document.inventory();
        if (given == null || given.isEmpty() || given.size() > MOST_PRODUCTS) {
            throw new Invalid("INVENTORY_INVALID", "The inventory names 1 to %d products.".formatted(MOST_PRODUCTS));
        }
        Map<String, BigDecimal> wishes = new LinkedHashMap<>();
        given.forEach((key, quantity) -> {
            if (quantity == null || Decimals.quantity(quantity).signum() < 0) {
                throw problems(
                        "QUANTITY_INVALID",
                        "There are 0 or more of a product, not %s of '%s'.".formatted(quantity, key),
                        List.of(key));
            }
            wishes.put(key, Decimals.quantity(quantity));
        });
        return wishes;
    }

    /** By SKU, else by barcode, else by name in any case of letters. */
    private Map<String, DocumentRows.Product> known(Set<String> keys) {
        Map<String, List<DocumentRows.Product>> found = rows.products(keys);
        List<String> unknown =
                keys.stream().filter(key -> !found.containsKey(key)).toList();
        if (!unknown.isEmpty()) {
            throw problems(
                    "UNKNOWN_PRODUCTS",
                    "%d of %d keys are no product's SKU, barcode or name: %s."
                            .formatted(unknown.size(), keys.size(), shown(unknown)),
                    unknown);
        }
        Map<String, DocumentRows.Product> products = new HashMap<>();
        Map<Long, String> keyOf = new HashMap<>();
        found.forEach((key, candidates) -> {
            if (candidates.size() > 1) {
                throw problems(
                        "AMBIGUOUS_PRODUCT",
                        "The key '%s' is of several products: %s. Maybe use the SKU."
                                .formatted(
                                        key,
                                        candidates.stream()
                                                .map(product -> product.sku().value())
                                                .collect(Collectors.joining(", "))),
                        List.of(key));
            }
            String other = keyOf.put(candidates.get(0).id(), key);
            if (other != null) {
                throw problems(
                        "PRODUCT_TWICE",
                        "The keys '%s' and '%s' are the same product %s."
                                .formatted(other, key, candidates.get(0).sku()),
                        List.of(other, key));
            }
            products.put(key, candidates.get(0));
        });
        return products;
    }

    private static String shown(List<String> keys) {
        String first = keys.stream().limit(10).map(key -> "'" + key + "'").collect(Collectors.joining(", "));
        return keys.size() > 10 ? first + ", …" : first;
    }

    private static Invalid problems(String code, String detail, List<String> keys) {
        return new Invalid(
                code,
                detail,
                keys.stream()
                        .limit(MOST_PROBLEMS)
                        .map(key -> new FieldProblem("inventory." + key, detail, key))
                        .toList());
    }
}
