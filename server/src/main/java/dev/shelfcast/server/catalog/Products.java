package dev.shelfcast.server.catalog;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is sold: finds products, creates and changes them. */
@Component
public class Products {

    private static final int ROUNDS = 5;

    private final JdbcClient jdbc;
    private final Categories categories;
    private final ProductRows rows;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Products(
            JdbcClient jdbc,
            Categories categories,
            ProductRows rows,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.categories = categories;
        this.rows = rows;
        this.audit = audit;
        this.events = events;
    }

    public ProductView get(Sku sku) {
        return find(sku).orElseThrow(() -> unknown(sku));
    }

    public Optional<ProductView> find(Sku sku) {
        return Optional.ofNullable(listBySku(List.of(sku)).get(sku));
    }

    /** Those of the given SKUs that exist. */
    public Map<Sku, ProductView> listBySku(Collection<Sku> skus) {
        return jdbc
                .sql("""
                        select id, sku, name, category_path as category, unit_cost, sale_price, lot_tracked,
                               shelf_life_days, unit, barcode, active
                          from catalog.v_product
                         where sku = any(cast(:skus as text[]))
                        """)
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .query(ProductView.class)
                .list()
                .stream()
                .collect(Collectors.toMap(ProductView::sku, product -> product));
    }

    /** Those of the given ids that exist. */
    public Map<Long, ProductView> listById(Collection<Long> ids) {
        return jdbc.sql("""
                        select id, sku, name, category_path as category, unit_cost, sale_price, lot_tracked,
                               shelf_life_days, unit, barcode, active
                          from catalog.v_product
                         where id = any(:ids)
                        """).param("ids", ids.toArray(Long[]::new)).query(ProductView.class).list().stream()
                .collect(Collectors.toMap(ProductView::id, product -> product));
    }

    /**
     * Creates the products whose names are not known yet, in any case of letters, and answers every given name with
     * its product's id. A product that exists is left as it is.
     */
    @Transactional
    public Map<String, Long> ensureByName(Collection<ProductDraft> drafts) {
        Map<String, ProductDraft> byName = new LinkedHashMap<>();
        drafts.forEach(draft -> byName.putIfAbsent(draft.name(), draft));
        Map<String, Long> ids = new HashMap<>(rows.idsByName(byName.keySet()));
        Set<Long> created = new HashSet<>();
        for (int round = 0; round < ROUNDS && ids.size() < byName.size(); round++) {
            // Another round is needed only where a concurrent import took a SKU in the meantime.
            Map<String, ProductDraft> missing = new LinkedHashMap<>();
            for (ProductDraft draft : byName.values()) {
                if (!ids.containsKey(draft.name())) {
                    missing.putIfAbsent(draft.name().toLowerCase(Locale.ROOT), draft);
                }
            }
            insert(List.copyOf(missing.values())).forEach(product -> created.add(product.id()));
            ids.putAll(rows.idsByName(byName.keySet()));
        }
        byName.values().stream()
                .filter(draft -> !ids.containsKey(draft.name()))
                .findFirst()
                .ifPresent(this::refuse);
        if (!created.isEmpty()) {
            events.publishEvent(new ProductChanged(created));
        }
        return ids;
    }

    /** Creates one product; its name, SKU and barcode must be new. */
    @Transactional
    public ProductView create(ProductDraft draft) {
        Sku wanted = draft.sku();
        if (wanted != null && find(wanted).isPresent()) {
            throw new Conflict(
                    "SKU_IN_USE", "There is a product '%s' already. Maybe change that one.".formatted(wanted));
        }
        List<ProductRows.Created> created = insert(List.of(draft));
        if (created.isEmpty()) {
            throw refusal(draft);
        }
        events.publishEvent(new ProductChanged(Set.of(created.get(0).id())));
        return get(created.get(0).sku());
    }

    /**
     * Gives the product all that the draft says; what the draft leaves out is cleared, except prices and unit, which
     * stay. Only if the product is at the version that the change is meant for.
     */
    @Transactional
    public ProductView update(Sku sku, ProductDraft draft, IfMatch match) {
        ProductView before = get(sku);
        if (draft.categoryPath() != null) {
            categories.ensure(List.of(draft.categoryPath()));
        }
        refuseNameOrBarcodeOfAnother(sku, draft);
        if (!rows.update(sku, draft, match.version())) {
            throw match.stale("The product " + sku);
        }
        ProductView after = get(sku);
        if (before.unitCost().compareTo(after.unitCost()) != 0
                || before.salePrice().compareTo(after.salePrice()) != 0) {
            rows.recordPrice(after.id());
        }
        audit.record("PRODUCT_CHANGED", "PRODUCT", sku.value(), before, after);
        events.publishEvent(new ProductChanged(Set.of(after.id())));
        return after;
    }

    /** Takes the product out of, or back into, what is sold; its history stays. */
    @Transactional
    public void setActive(Sku sku, boolean active) {
        ProductView before = get(sku);
        if (before.active() == active) {
            return;
        }
        rows.setActive(sku, active);
        audit.record(active ? "PRODUCT_REACTIVATED" : "PRODUCT_RETIRED", "PRODUCT", sku.value(), before, get(sku));
        events.publishEvent(new ProductChanged(Set.of(before.id())));
    }

    private List<ProductRows.Created> insert(List<ProductDraft> drafts) {
        categories.ensure(drafts.stream()
                .map(ProductDraft::categoryPath)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        List<String> skus = SkuChoice.choose(drafts, rows::taken);
        List<ProductRows.Created> created = rows.insert(drafts, skus);
        if (created.size() == 1) {
            Sku sku = created.get(0).sku();
            audit.record("PRODUCT_CREATED", "PRODUCT", sku.value(), null, get(sku));
        } else if (!created.isEmpty()) {
            List<Sku> all = new ArrayList<>(
                    created.stream().map(ProductRows.Created::sku).toList());
            audit.record("PRODUCT_CREATED", "PRODUCTS", created.size() + " products", null, all);
        }
        return created;
    }

    private void refuse(ProductDraft draft) {
        throw refusal(draft);
    }

    private Conflict refusal(ProductDraft draft) {
        if (draft.barcode() != null && rows.skuOfBarcode(draft.barcode()).isPresent()) {
            return barcodeInUse(
                    draft.barcode(), rows.skuOfBarcode(draft.barcode()).get());
        }
        return new Conflict(
                "PRODUCT_NAME_IN_USE",
                "There is a product named '%s' already. Maybe change that one.".formatted(draft.name()));
    }

    private void refuseNameOrBarcodeOfAnother(Sku sku, ProductDraft draft) {
        rows.skuOfName(draft.name()).filter(owner -> !owner.equals(sku)).ifPresent(owner -> {
            throw new Conflict(
                    "PRODUCT_NAME_IN_USE",
                    "The product %s is named '%s' already. Maybe choose another name.".formatted(owner, draft.name()));
        });
        String barcode = draft.barcode();
        if (barcode != null) {
            rows.skuOfBarcode(barcode).filter(owner -> !owner.equals(sku)).ifPresent(owner -> {
                throw barcodeInUse(barcode, owner);
            });
        }
    }

    private static Conflict barcodeInUse(String barcode, Sku owner) {
        return new Conflict(
                "BARCODE_IN_USE", "The barcode %s belongs to the product %s already.".formatted(barcode, owner));
    }

    static NotFound unknown(Sku sku) {
        return new NotFound("UNKNOWN_SKU", "There is no product with the SKU '%s'.".formatted(sku));
    }
}
