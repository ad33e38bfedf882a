package dev.shelfcast.server.catalog.barcodes;

import dev.shelfcast.server.catalog.Gtin;
import dev.shelfcast.server.catalog.ProductChanged;
import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** In what a product is packed, and the barcodes of each pack. The base unit is a pack of 1, named by the unit. */
@Component
class Packs {

    private static final int LONGEST_NAME = 32;

    private final JdbcClient jdbc;
    private final Products products;
    private final ScaleLayouts layouts;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Packs(JdbcClient jdbc, Products products, ScaleLayouts layouts, AuditLog audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.products = products;
        this.layouts = layouts;
        this.audit = audit;
        this.events = events;
    }

    /** A pack with its barcodes, the main one of the product marked; the factor counts base units. */
    record Pack(String name, BigDecimal factor, boolean base, List<Barcode> barcodes) {

        Pack {
            factor = Decimals.plain(factor);
            barcodes = List.copyOf(barcodes);
        }
    }

    record Barcode(String code, boolean main) {}

    private record Row(
            @Nullable Long id,
            String name,
            BigDecimal factor,
            @Nullable String code,
            boolean main) {}

    /** The base unit first, then by size. */
    List<Pack> list(Sku sku) {
        ProductView product = products.get(sku);
        Map<String, Pack> packs = new LinkedHashMap<>();
        for (Row row : rows(product)) {
            Pack pack = packs.get(row.name());
            List<Barcode> codes = new ArrayList<>(pack == null ? List.of() : pack.barcodes());
            if (row.code() != null) {
                codes.add(new Barcode(row.code(), row.main()));
            }
            packs.put(row.name(), new Pack(row.name(), row.factor(), row.id() == null, codes));
        }
        return List.copyOf(packs.values());
    }

    private List<Row> rows(ProductView product) {
        return jdbc.sql("""
                        select k.id, k.name, k.factor, b.code, coalesce(b.code = p.barcode, false) as main
                          from catalog.product p
                          join (select cast(null as bigint) as id, cast(:unit as text) as name,
                                       cast(1 as numeric) as factor
                                 union all
                                select id, name, factor from catalog.pack where product_id = :product) k on true
                          left join catalog.barcode b
                               on b.product_id = p.id and b.pack_id is not distinct from k.id
                         where p.id = :product
                         order by k.id is not null, k.factor, k.name, main desc, b.code
                        """)
                .param("unit", product.unit())
                .param("product", product.id())
                .query(Row.class)
                .list();
    }

    /** Makes the pack, or says how much it holds from now on. */
    @Transactional
    void put(Sku sku, String name, BigDecimal factor) {
        ProductView product = products.get(sku);
        String checked = checkedName(product, name);
        BigDecimal holds = Decimals.quantity(factor);
        if (holds.signum() <= 0) {
            throw refusal("factor", "a pack holds more than 0", holds.toPlainString());
        }
        jdbc.sql("""
                        insert into catalog.pack (product_id, name, factor) values (:product, :name, :factor)
                        on conflict (product_id, lower(name)) do update set name = excluded.name,
                                                                            factor = excluded.factor
                        """)
                .param("product", product.id())
                .param("name", checked)
                .param("factor", holds)
                .update();
        changed("PACK_CHANGED", product, null, checked + " of " + holds.toPlainString());
    }

    /** Removes an empty pack; its barcodes would else say something else than before. */
    @Transactional
    void remove(Sku sku, String name) {
        ProductView product = products.get(sku);
        long id = packId(product, name);
        List<String> codes = jdbc.sql("select code from catalog.barcode where pack_id = :pack order by code")
                .param("pack", id)
                .query(String.class)
                .list();
        if (!codes.isEmpty()) {
            throw new Conflict(
                    "PACK_IN_USE",
                    "The pack %s of %s has the barcodes %s. Maybe remove them first."
                            .formatted(name, sku, String.join(", ", codes)));
        }
        jdbc.sql("delete from catalog.pack where id = :id").param("id", id).update();
        changed("PACK_REMOVED", product, name, null);
    }

    /** Gives the pack, or without one the base unit, another barcode; answers it as it is kept. */
    @Transactional
    String add(Sku sku, String code, @Nullable String pack, boolean main) {
        ProductView product = products.get(sku);
        String gtin = Gtin.of(code);
        String kept =
                layouts.find(gtin).map(layout -> layout.withoutValue(gtin)).orElse(gtin);
        Long packId = pack == null || pack.isBlank() || pack.equalsIgnoreCase(product.unit())
                ? null
                : (Long) packId(product, pack);
        int added = jdbc.sql("""
                        insert into catalog.barcode (code, product_id, pack_id) values (:code, :product, :pack)
                        on conflict (code) do nothing
                        """)
                .param("code", kept)
                .param("product", product.id())
                .param("pack", packId)
                .update();
        if (added == 0) {
            throw inUse(kept);
        }
        if (main || product.barcode() == null && packId == null) {
            setMain(product.id(), kept);
        }
        changed("BARCODE_ADDED", product, null, kept);
        return kept;
    }

    @Transactional
    void removeBarcode(Sku sku, String code) {
        ProductView product = products.get(sku);
        String gtin = Gtin.of(code);
        int removed = jdbc.sql("delete from catalog.barcode where code = :code and product_id = :product")
                .param("code", gtin)
                .param("product", product.id())
                .update();
        if (removed == 0) {
            throw new NotFound("UNKNOWN_BARCODE", "The product %s has no barcode %s.".formatted(sku, gtin));
        }
        if (gtin.equals(product.barcode())) {
            setMain(
                    product.id(),
                    jdbc.sql("select min(code) from catalog.barcode where product_id = :product and pack_id is null")
                            .param("product", product.id())
                            .query(String.class)
                            .optional()
                            .orElse(null));
        }
        changed("BARCODE_REMOVED", product, gtin, null);
    }

    private void setMain(long product, @Nullable String code) {
        jdbc.sql("update catalog.product set barcode = :code, version = version + 1 where id = :product")
                .param("code", code)
                .param("product", product)
                .update();
    }

    private Conflict inUse(String code) {
        String owner = jdbc.sql("""
                        select p.sku || coalesce(' as ' || k.name, '')
                          from catalog.barcode b
                          join catalog.product p on p.id = b.product_id
                          left join catalog.pack k on k.id = b.pack_id
                         where b.code = :code
                        """).param("code", code).query(String.class).single();
        return new Conflict(
                "BARCODE_IN_USE",
                "The barcode %s belongs to %s already. Maybe remove it there first.".formatted(code, owner));
    }

    private long packId(ProductView product, String name) {
        return jdbc.sql("select id from catalog.pack where product_id = :product and lower(name) = lower(:name)")
                .param("product", product.id())
                .param("name", name.strip())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotFound(
                        "UNKNOWN_PACK", "The product %s has no pack '%s'.".formatted(product.sku(), name)));
    }

    private static String checkedName(ProductView product, String given) {
        String name = given.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.matches("[\\p{L}\\p{N} ._-]+")) {
            String rule = "1 to %d letters, digits, blanks, dots or dashes".formatted(LONGEST_NAME);
            throw refusal("name", rule, name);
        }
        if (name.equalsIgnoreCase(product.unit())) {
            throw refusal("name", "it is the base unit, which is always 1", name);
        }
        return name;
    }

    private static Invalid refusal(String field, String reason, String value) {
        return new Invalid(
                "PACK_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }

    private void changed(String action, ProductView product, @Nullable Object before, @Nullable Object after) {
        audit.record(action, "PRODUCT", product.sku().value(), before, after);
        events.publishEvent(new ProductChanged(Set.of(product.id())));
    }
}
