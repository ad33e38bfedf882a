package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A product in a store. */
public record StockKey(long storeId, long productId) {

    /** What a question for {@code :stores} and {@code :products} answers of these, by store_id and product_id. */
    public static Map<StockKey, BigDecimal> quantities(JdbcClient.StatementSpec question, Set<StockKey> keys) {
        Map<StockKey, BigDecimal> quantities = new HashMap<>();
        question.param("stores", keys.stream().map(StockKey::storeId).distinct().toArray(Long[]::new))
                .param(
                        "products",
                        keys.stream().map(StockKey::productId).distinct().toArray(Long[]::new))
                .query(row -> {
                    quantities.put(
                            new StockKey(row.getLong("store_id"), row.getLong("product_id")),
                            row.getBigDecimal("quantity"));
                });
        quantities.keySet().retainAll(keys);
        return quantities;
    }
}
