package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** On what terms products can be ordered, and from whom. */
@Component
class PurchaseTerms {

    private final JdbcClient jdbc;

    PurchaseTerms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Supplier(long id, String code, String name, BigDecimal leadTimeDays) {}

    record Terms(
            long productId,
            long supplierId,
            String supplierCode,
            @Nullable String supplierSku,
            BigDecimal unitCost,
            BigDecimal leadTimeDays,
            BigDecimal packMultiple,
            BigDecimal minimumQuantity,
            boolean preferred) {}

    private record Product(long id, Sku sku, String name, String unit, BigDecimal unitCost) {}

    private record Pack(long productId, String name, BigDecimal factor) {}

    /** A product with its suppliers' terms, the preferred one's first, and its packs. */
    record Item(
            long productId,
            Sku sku,
            String name,
            String unit,
            BigDecimal unitCost,
            List<Terms> terms,
            Map<String, BigDecimal> packs) {

        /** Without a supplier the preferred one's, or the only one's; null where there is none. */
        @Nullable
        Terms choose(@Nullable String supplier) {
            return terms.stream()
                    .filter(one -> supplier == null
                            ? one.preferred() || terms.size() == 1
                            : one.supplierCode().equals(supplier))
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        BigDecimal factor(@Nullable String pack) {
            return pack == null || pack.isBlank() || pack.equalsIgnoreCase(unit)
                    ? BigDecimal.ONE
                    : packs.get(pack.strip().toLowerCase(Locale.ROOT));
        }
    }

    Map<Sku, Item> of(List<Sku> skus) {
        List<Product> products = jdbc.sql("""
                        select id, sku, name, unit, unit_cost
                          from catalog.v_product
                         where sku = any(cast(:skus as text[]))
                        """)
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .query(Product.class)
                .list();
        Long[] ids = products.stream().map(Product::id).toArray(Long[]::new);
        Map<Long, List<Terms>> terms = new HashMap<>();
        jdbc.sql("""
                        select product_id, supplier_id, supplier_code, supplier_sku, unit_cost, lead_time_days,
                               pack_multiple, minimum_quantity, preferred
                          from catalog.v_supplier_terms
                         where product_id = any(:products) and active
                         order by preferred desc, supplier_code
                        """)
                .param("products", ids)
                .query(Terms.class)
                .list()
                .forEach(one -> terms.computeIfAbsent(one.productId(), id -> new ArrayList<>())
                        .add(one));
        Map<Long, Map<String, BigDecimal>> packs = new HashMap<>();
        jdbc.sql("select product_id, name, factor from catalog.v_pack where product_id = any(:products)")
                .param("products", ids)
                .query(Pack.class)
                .list()
                .forEach(pack -> packs.computeIfAbsent(pack.productId(), id -> new HashMap<>())
                        .put(pack.name().toLowerCase(Locale.ROOT), pack.factor()));
        Map<Sku, Item> items = new HashMap<>();
        for (Product one : products) {
            items.put(
                    one.sku(),
                    new Item(
                            one.id(),
                            one.sku(),
                            one.name(),
                            one.unit(),
                            one.unitCost(),
                            terms.getOrDefault(one.id(), List.of()),
                            packs.getOrDefault(one.id(), Map.of())));
        }
        return items;
    }

    long supplierId(String code) {
        return jdbc.sql("select id from catalog.v_supplier where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional()
                .orElseThrow(() ->
                        new NotFound("UNKNOWN_SUPPLIER", "There is no supplier with the code '%s'.".formatted(code)));
    }

    Supplier supplier(long id) {
        return jdbc.sql("select id, code, name, lead_time_days from catalog.v_supplier where id = :id")
                .param("id", id)
                .query(Supplier.class)
                .single();
    }
}
