package dev.shelfcast.server.catalog;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The statements that write products, for one and for thousands at once. */
@Component
class ProductRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CurrentUser user;

    ProductRows(JdbcClient jdbc, JsonMapper json, CurrentUser user) {
        this.jdbc = jdbc;
        this.json = json;
        this.user = user;
    }

    record Created(long id, Sku sku) {}

    private record Row(
            String sku,
            String name,
            @Nullable String category,
            @Nullable String unit,
            @Nullable String barcode,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal price,
            @Nullable Integer life,
            boolean lots) {}

    /** Inserts those whose name, SKU and barcode are free, with their first price. */
    List<Created> insert(List<ProductDraft> drafts, List<String> skus) {
        List<Row> given = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            ProductDraft d = drafts.get(i);
            given.add(new Row(
                    skus.get(i),
                    d.name(),
                    d.categoryPath(),
                    d.unit(),
                    d.barcode(),
                    d.unitCost(),
                    d.salePrice(),
                    d.shelfLifeDays(),
                    d.lotTracked()));
        }
        // Sorted by name, so that two imports that create the same products wait for each other and don't deadlock.
        return jdbc.sql("""
                        with created as (
                            insert into catalog.product (sku, name, category_id, unit, barcode, unit_cost, sale_price,
                                                         shelf_life_days, lot_tracked)
                            select distinct on (lower(g.name))
                                   g.sku, g.name, c.id, coalesce(g.unit, 'EA'), g.barcode, coalesce(g.cost, 0),
                                   coalesce(g.price, 0), g.life, g.lots
                              from jsonb_to_recordset(cast(:rows as jsonb)) as g (
                                       sku text, name text, category text, unit text, barcode text, cost numeric,
                                       price numeric, life int, lots boolean)
                              left join catalog.category c on lower(c.path) = lower(g.category)
                             where not exists (select from catalog.barcode b where b.code = g.barcode)
                             order by lower(g.name)
                            on conflict do nothing
                            returning id, sku, barcode, unit_cost, sale_price
                        ), coded as (
                            insert into catalog.barcode (code, product_id)
                            select barcode, id from created where barcode is not null
                        ), priced as (
                            insert into catalog.price (product_id, valid_from, unit_cost, sale_price, changed_by)
                            select id, now(), unit_cost, sale_price, :user from created
                        )
                        select id, sku from created
                        """)
                .param("rows", json.writeValueAsString(given))
                .param("user", user.name())
                .query(Created.class)
                .list();
    }

    private record Named(String given, long id) {}

    Map<String, Long> idsByName(Collection<String> names) {
        return jdbc.sql("""
                        select g.name as given, p.id
                          from unnest(cast(:names as text[])) as g(name)
                          join catalog.product p on lower(p.name) = lower(g.name)
                        """).param("names", names.toArray(String[]::new)).query(Named.class).list().stream()
                .collect(Collectors.toMap(Named::given, Named::id));
    }

    Set<String> taken(Set<String> skus) {
        return new HashSet<>(jdbc.sql("select sku from catalog.product where sku = any(cast(:skus as text[]))")
                .param("skus", skus.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    Optional<Sku> skuOfName(String name) {
        return jdbc.sql("select sku from catalog.product where lower(name) = lower(:name)")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(Sku::of);
    }

    Optional<Sku> skuOfBarcode(String barcode) {
        return jdbc.sql("""
                        select p.sku
                          from catalog.barcode b
                          join catalog.product p on p.id = b.product_id
                         where b.code = :barcode
                        """)
                .param("barcode", barcode)
                .query(String.class)
                .optional()
                .map(Sku::of);
    }

    /** False when the version is not the present one. */
    boolean update(Sku sku, ProductDraft draft, @Nullable Integer version) {
        exchangeMainBarcode(sku, draft.barcode());
        return jdbc.sql("""
                                update catalog.product
                                   set name = :name,
                                       category_id = (select id from catalog.category
                                                       where lower(path) = lower(:category)),
                                       unit = coalesce(:unit, unit),
                                       barcode = :barcode,
                                       unit_cost = coalesce(:cost, unit_cost),
                                       sale_price = coalesce(:price, sale_price),
                                       shelf_life_days = :life,
                                       lot_tracked = :lots,
                                       version = version + 1
                                 where sku = :sku and version = coalesce(:version, version)
                                """)
                        .param("name", draft.name())
                        .param("category", draft.categoryPath())
                        .param("unit", draft.unit())
                        .param("barcode", draft.barcode())
                        .param("cost", draft.unitCost())
                        .param("price", draft.salePrice())
                        .param("life", draft.shelfLifeDays())
                        .param("lots", draft.lotTracked())
                        .param("sku", sku.value())
                        .param("version", version)
                        .update()
                == 1;
    }

    /** The other barcodes of the product stay as they are; one of them may become the main one. */
    private void exchangeMainBarcode(Sku sku, @Nullable String barcode) {
        jdbc.sql("""
                        with product as (
                            select id, barcode from catalog.product where sku = :sku
                        ), dropped as (
                            delete from catalog.barcode b
                             using product p
                             where b.product_id = p.id and b.code = p.barcode
                               and b.code is distinct from cast(:barcode as text)
                        )
                        insert into catalog.barcode (code, product_id)
                        select cast(:barcode as text), id from product where cast(:barcode as text) is not null
                        on conflict (code) do nothing
                        """).param("sku", sku.value()).param("barcode", barcode).update();
    }

    /** Keeps the price that is in force from now on; two changes in one moment leave the later one. */
    void recordPrice(long productId) {
        jdbc.sql("""
                        insert into catalog.price (product_id, valid_from, unit_cost, sale_price, changed_by)
                        select id, clock_timestamp(), unit_cost, sale_price, :user from catalog.product where id = :id
                        on conflict (product_id, valid_from) do update
                           set unit_cost = excluded.unit_cost, sale_price = excluded.sale_price
                        """).param("user", user.name()).param("id", productId).update();
    }

    void setActive(Sku sku, boolean active) {
        jdbc.sql("update catalog.product set active = :active, version = version + 1 where sku = :sku")
                .param("active", active)
                .param("sku", sku.value())
                .update();
    }
}
