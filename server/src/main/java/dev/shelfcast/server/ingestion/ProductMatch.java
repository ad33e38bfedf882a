package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.catalog.ProductDraft;
import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the catalog's products for those of a file, and creates what is missing. */
@Component
class ProductMatch {

    private static final int AT_ONCE = 5000;

    private final JdbcClient jdbc;
    private final Products products;

    ProductMatch(JdbcClient jdbc, Products products) {
        this.jdbc = jdbc;
        this.products = products;
    }

    /** Leaves the ids in the staging area, for the statements that load. */
    void match(FileProducts file, boolean update) {
        List<ProductDraft> drafts = file.drafts();
        for (int from = 0; from < drafts.size(); from += AT_ONCE) {
            match(drafts.subList(from, Math.min(from + AT_ONCE, drafts.size())), from, update);
        }
        jdbc.sql("analyze ingestion.staged_product").update();
    }

    private void match(List<ProductDraft> drafts, int from, boolean update) {
        Map<Sku, ProductView> bySku = products.listBySku(
                drafts.stream().map(ProductDraft::sku).filter(Objects::nonNull).toList());
        List<ProductDraft> unknown = drafts.stream()
                .filter(draft -> draft.sku() == null || !bySku.containsKey(draft.sku()))
                .toList();
        Set<String> taken = takenNames(unknown);
        List<ProductDraft> named =
                unknown.stream().map(draft -> distinct(draft, taken)).toList();
        Map<String, Long> byName = products.ensureByName(named);
        Map<ProductDraft, Long> ids = new HashMap<>();
        for (int i = 0; i < unknown.size(); i++) {
            ids.put(unknown.get(i), byName.get(named.get(i).name()));
        }
        List<Integer> numbers = new ArrayList<>();
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            ProductDraft draft = drafts.get(i);
            ProductView known = draft.sku() == null ? null : bySku.get(draft.sku());
            Long id = known == null ? ids.get(draft) : Long.valueOf(known.id());
            numbers.add(from + i);
            found.add(Objects.requireNonNull(id, draft.name()));
        }
        if (update) {
            update(drafts, found);
        }
        stage(numbers, found);
    }

    /**
     * A code that is new under a name that another product has already: the code decides, and the name gets it as a
     * suffix. A "code" that is in fact the name of a product stays as it is and finds that product.
     */
    private static ProductDraft distinct(ProductDraft draft, Set<String> taken) {
        Sku sku = draft.sku();
        String name = draft.name();
        if (sku == null || name.equalsIgnoreCase(sku.value()) || !taken.contains(name.toLowerCase(Locale.ROOT))) {
            return draft;
        }
        return new ProductDraft(
                FileProducts.withCode(name, sku.value()),
                sku,
                draft.categoryPath(),
                draft.unitCost(),
                draft.salePrice());
    }

    private Set<String> takenNames(Collection<ProductDraft> drafts) {
        String[] names = drafts.stream()
                .filter(draft -> draft.sku() != null)
                .map(draft -> draft.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        return jdbc.sql("""
                        select lower(name)
                          from catalog.v_product
                         where lower(name) = any(cast(:names as text[]))
                        """).param("names", names).query(String.class).list().stream()
                .collect(Collectors.toSet());
    }

    /** A products file also changes the products that exist, as far as it says something of them. */
    private void update(List<ProductDraft> drafts, List<Long> ids) {
        Map<Long, ProductView> views = products.listById(ids);
        for (int i = 0; i < drafts.size(); i++) {
            ProductDraft draft = drafts.get(i);
            ProductView view = views.get(ids.get(i));
            if (view != null && differs(draft, view)) {
                products.update(view.sku(), merged(draft, view), IfMatch.ANY);
            }
        }
    }

    private static boolean differs(ProductDraft draft, ProductView view) {
        return differs(draft.unitCost(), view.unitCost())
                || differs(draft.salePrice(), view.salePrice())
                || draft.categoryPath() != null && !draft.categoryPath().equals(view.category());
    }

    private static boolean differs(@org.jspecify.annotations.Nullable BigDecimal told, BigDecimal known) {
        return told != null && told.compareTo(known) != 0;
    }

    private static ProductDraft merged(ProductDraft draft, ProductView view) {
        return new ProductDraft(
                view.name(),
                view.sku(),
                draft.categoryPath() == null ? view.category() : draft.categoryPath(),
                draft.unitCost(),
                draft.salePrice(),
                view.unit(),
                view.barcode(),
                view.shelfLifeDays(),
                view.lotTracked());
    }

    private void stage(List<Integer> numbers, List<Long> ids) {
        jdbc.sql("""
                        insert into ingestion.staged_product (product, product_id, unit_cost)
                        select f.product, f.id, p.unit_cost
                          from unnest(cast(:numbers as int[]), cast(:ids as bigint[])) as f(product, id)
                          join catalog.v_product p on p.id = f.id
                        """)
                .param("numbers", numbers.toArray(Integer[]::new))
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }
}
