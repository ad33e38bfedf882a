package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.Versioned;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads products for the API: one, a searched and sorted page of them, and the prices one has had. */
@Component
class ProductList {

    private static final Set<String> SORTS =
            Set.of("name", "sku", "category", "unit_cost", "sale_price", "margin", "created_at");

    private final JdbcClient jdbc;

    ProductList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A product in the API. The margin is (price − cost) / price, absent where there is no price; the image is the
     * version of its picture, absent where it has none.
     */
    record Product(
            Sku sku,
            String name,
            @Nullable String category,
            String unit,
            @Nullable String barcode,
            BigDecimal unitCost,
            BigDecimal salePrice,
            @Nullable BigDecimal margin,
            @Nullable Integer shelfLifeDays,
            boolean lotTracked,
            @Nullable String supplier,
            @Nullable String image,
            boolean active,
            OffsetDateTime createdAt,
            int version)
            implements Versioned {

        Product {
            unitCost = Decimals.plain(unitCost);
            salePrice = Decimals.plain(salePrice);
            margin = margin == null ? null : Decimals.plain(margin);
        }
    }

    record Price(OffsetDateTime validFrom, BigDecimal unitCost, BigDecimal salePrice, String changedBy) {

        Price {
            unitCost = Decimals.plain(unitCost);
            salePrice = Decimals.plain(salePrice);
        }
    }

    /** What is looked for; the sort is a column's name, with a minus for descending. */
    record Filter(
            @Nullable String search,
            @Nullable String category,
            @Nullable Boolean active,
            @Nullable String sort) {

        Filter {
            search = search == null || search.isBlank() ? null : search.strip();
            if (sort != null && !SORTS.contains(sort.replaceFirst("^-", ""))) {
                String rule = "one of %s, with a minus in front for descending"
                        .formatted(SORTS.stream().sorted().toList());
                throw new Invalid(
                        "SORT_INVALID",
                        "Products cannot be sorted by '%s': it takes %s.".formatted(sort, rule),
                        List.of(new FieldProblem("sort", rule, sort)));
            }
        }

        String column() {
            return sort == null ? (search == null ? "name" : "similarity") : sort.replaceFirst("^-", "");
        }

        boolean descending() {
            return sort != null && sort.startsWith("-");
        }

        @Nullable
        String pattern() {
            return search == null ? null : "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        }
    }

    Product get(Sku sku) {
        return read(List.of(sku)).stream().findFirst().orElseThrow(() -> Products.unknown(sku));
    }

    /** Searches names by likeness (a typing error still finds), SKUs and barcodes by their parts. */
    Listing<Product> list(Filter filter, Paging paging) {
        List<Found> page = find(filter, paging.offset(), paging.limit());
        // A page past the end has no row to carry the total.
        List<Found> counted = page.isEmpty() && paging.page() > 1 ? find(filter, 0, 1) : page;
        long total = counted.isEmpty() ? 0 : counted.get(0).total();
        return Listing.of(read(page.stream().map(Found::sku).toList()), total, paging);
    }

    private record Found(Sku sku, long total) {}

    private List<Found> find(Filter filter, long offset, int limit) {
        return jdbc.sql("""
                        select p.sku, count(*) over () as total
                          from catalog.product p
                          left join catalog.category c on c.id = p.category_id
                         where (cast(:search as text) is null
                                or p.name ilike :pattern or p.sku ilike :pattern
                                or p.id in (select b.product_id from catalog.barcode b where b.code like :pattern)
                                or :search <% p.name)
                           and (cast(:category as text) is null or lower(c.path) = lower(:category)
                                or starts_with(lower(c.path), lower(:category) || '/'))
                           and (cast(:active as boolean) is null or p.active = :active)
                         order by case when :sort = 'similarity' then word_similarity(:search, p.name) end desc,
                                  case when not :down then case :sort when 'sku' then p.sku
                                                                      when 'category' then lower(c.path) end end,
                                  case when :down then case :sort when 'name' then lower(p.name)
                                                                  when 'sku' then p.sku
                                                                  when 'category' then lower(c.path) end end desc,
                                  case :sort when 'created_at' then extract(epoch from p.created_at)
                                             when 'unit_cost' then p.unit_cost
                                             when 'sale_price' then p.sale_price
                                             when 'margin' then (p.sale_price - p.unit_cost)
                                                                / nullif(p.sale_price, 0)
                                       end * case when :down then -1 else 1 end,
                                  lower(p.name), p.id
                        offset :offset limit :limit
                        """)
                .param("search", filter.search())
                .param("pattern", filter.pattern())
                .param("category", filter.category())
                .param("active", filter.active())
                .param("sort", filter.column())
                .param("down", filter.descending())
                .param("offset", offset)
                .param("limit", limit)
                .query(Found.class)
                .list();
    }

    /** The products of these SKUs, in their order. */
    private List<Product> read(List<Sku> skus) {
        return jdbc.sql("""
                        select p.sku, p.name, c.path as category, p.unit, p.barcode, p.unit_cost, p.sale_price,
                               round((p.sale_price - p.unit_cost) / nullif(p.sale_price, 0), 4) as margin,
                               p.shelf_life_days, p.lot_tracked, s.supplier_code as supplier, i.version as image,
                               p.active, p.created_at, p.version
                          from unnest(cast(:skus as text[])) with ordinality as asked(sku, place)
                          join catalog.product p on p.sku = asked.sku
                          left join catalog.category c on c.id = p.category_id
                          left join catalog.v_preferred_supplier s on s.product_id = p.id
                          left join catalog.product_image i on i.product_id = p.id
                         order by asked.place
                        """)
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .query(Product.class)
                .list();
    }

    /** Every price that was in force, the present one first. */
    List<Price> prices(Sku sku) {
        return jdbc.sql("""
                        select valid_from, unit_cost, sale_price, changed_by
                          from catalog.price
                         where product_id = (select id from catalog.product where sku = :sku)
                         order by valid_from desc
                        """).param("sku", sku.value()).query(Price.class).list();
    }
}
