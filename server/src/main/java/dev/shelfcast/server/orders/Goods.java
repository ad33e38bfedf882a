package dev.shelfcast.server.orders;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an order needs to know of its store and products, asked in one statement because tills wait for it. */
@Component
class Goods {

    record Shop(long id, StoreCode code, @Nullable Pincode pincode, ZoneId zone, Map<Sku, Product> products) {

        Product product(Sku sku, int line) {
            Product product = products.get(sku);
            if (product == null) {
                throw new Invalid(
                        "UNKNOWN_SKU",
                        "There is no product with the SKU '%s'. Maybe create it first.".formatted(sku),
                        List.of(new FieldProblem("lines[" + line + "].sku", "unknown", sku.value())));
            }
            return product;
        }
    }

    record Product(long id, Sku sku, String name, BigDecimal unitCost, BigDecimal salePrice) {}

    private final JdbcClient jdbc;

    Goods(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Shop of(StoreCode store, Collection<Sku> skus) {
        Map<Sku, Product> products = new HashMap<>();
        List<Shop> shops = jdbc.sql("""
                        select s.id, s.code, s.pincode, s.time_zone, p.id as product_id, p.sku, p.name, p.unit_cost,
                               p.sale_price
                          from stores.v_store s
                          left join catalog.v_product p on p.sku = any(cast(:skus as text[]))
                         where s.code = :store
                        """)
                .param("store", store.value())
                .param("skus", skus.stream().map(Sku::value).distinct().toArray(String[]::new))
                .query((row, number) -> shop(row, products))
                .list();
        if (shops.isEmpty()) {
            throw new NotFound("UNKNOWN_STORE", "There is no store with the code '%s'.".formatted(store));
        }
        return shops.get(0);
    }

    private static Shop shop(ResultSet row, Map<Sku, Product> products) throws SQLException {
        String sku = row.getString("sku");
        if (sku != null) {
            Product product = new Product(
                    row.getLong("product_id"),
                    Sku.of(sku),
                    row.getString("name"),
                    row.getBigDecimal("unit_cost"),
                    row.getBigDecimal("sale_price"));
            products.put(product.sku(), product);
        }
        String pincode = row.getString("pincode");
        return new Shop(
                row.getLong("id"),
                StoreCode.of(row.getString("code")),
                pincode == null ? null : Pincode.of(pincode),
                ZoneId.of(row.getString("time_zone")),
                products);
    }
}
