package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.Versioned;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads products for the API: one, a searched and sorted page of them, and the prices one has had. */
@Component
class ProductList {

    private static final Set<String> SORTS =
            Set.of("name", "sku", "category", "unit_cost", "sale_price", "margin", "created_at");

    /** Each way of finding one by its own index; asked only where something is searched for. */
    private static final String FOUND = """
                        with found as (
                            select id from catalog.product
                             where name ilike :pattern or name ilike :word or sku ilike :pattern
                             union
                            select id from catalog.product where :search <% name
                             union
                            select product_id from catalog.barcode where code like :pattern)
                        """;

    private static final String WHERE = """

                          from catalog.product p
                          left join catalog.category c on c.id = p.category_id
                         where (cast(:search as text) is null or p.id = any(array(select id from found)))
                           and (cast(:category as text) is null
                                or p.category_id = any(array(
                                   select id
                                     from catalog.category
                                    where lower(path) = lower(:category)
                                       or starts_with(lower(path), lower(:category) || '/'))))
                           and (cast(:active as boolean) is null or p.active = :active)
                        """;

    /** Only the line of the wanted sort is left when it is planned, and an index has that order. */
    private static final String ORDER = """
                         order by case when :sort = 'similarity' then word_similarity(:search, p.name) end desc,
                                  case when :sort = 'sku' and not :down then p.sku end,
                                  case when :sort = 'sku' and :down then p.sku end desc,
                                  case when :sort = 'category' and not :down then lower(c.path) end,
                                  case when :sort = 'category' and :down then lower(c.path) end desc,
                                  case when :sort = 'name' and :down then lower(p.name) end desc,
                                  case when :sort = 'created_at' and not :down then p.created_at end,
                                  case when :sort = 'created_at' and :down then p.created_at end desc,
                                  case when :sort = 'unit_cost' and not :down then p.unit_cost end,
                                  case when :sort = 'unit_cost' and :down then p.unit_cost end desc,
                                  case when :sort = 'sale_price' and not :down then p.sale_price end,
                                  case when :sort = 'sale_price' and :down then p.sale_price end desc,
                                  case when :sort = 'margin' and not :down
                                       then (p.sale_price - p.unit_cost) / nullif(p.sale_price, 0) end,
                                  case when :sort = 'margin' and :down
                                       then (p.sale_price - p.unit_cost) / nullif(p.sale_price, 0) end desc nulls last,
                                  lower(p.name), p.id
                        offset :offset limit :limit
                        """;

    private final Lists jdbc;

    ProductList(Lists jdbc) {
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

        /**
         * Three letters are looked for anywhere, fewer at the beginning: no index knows where a letter stands. Before a
         * blank it is the beginning of a later word.
         */
        @Nullable
        String pattern(String before) {
            return search == null
                    ? null
                    : (search.length() < 3 ? before : "%") + search.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        }

        Map<String, @Nullable Object> parameters(Paging paging) {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("search", search);
            parameters.put("pattern", pattern(""));
            parameters.put("word", pattern("% "));
            parameters.put("category", category);
            parameters.put("active", active);
            parameters.put("sort", column());
            parameters.put("down", descending());
            parameters.put("limit", paging.limit());
            parameters.put("offset", paging.offset());
            parameters.put("count_to", paging.countTo());
            return parameters;
        }
    }

    Product get(Sku sku) {
        return read(List.of(sku.value())).stream().findFirst().orElseThrow(() -> Products.unknown(sku));
    }

    /** Searches names by likeness (a typing error still finds), SKUs and barcodes by their parts. */
    Listing<Product> list(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = filter.parameters(paging);
        long counted = jdbc.sql(
                        FOUND + "select count(*) from (select" + WHERE + " order by p.id limit :count_to) as counted")
                .params(parameters)
                .query(Long.class)
                .single();
        List<String> page = jdbc.sql(FOUND + "select p.sku" + WHERE + ORDER)
                .params(parameters)
                .query(String.class)
                .list();
        return Listing.counted(read(page), counted, paging);
    }

    /** The products of these SKUs, in their order. */
    private List<Product> read(List<String> skus) {
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
                .param("skus", skus.toArray(String[]::new))
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
