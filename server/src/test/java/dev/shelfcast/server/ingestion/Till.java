package dev.shelfcast.server.ingestion;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up what a till might export, with stock that is consistent: goods come in when the shelf is empty. */
final class Till {

    static final String HEADINGS =
            "product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale,store\n";

    private Till() {}

    record Row(String store, String product, int quantity, BigDecimal price, LocalDateTime at, int stockAfter) {

        String line() {
            return "%s,Dairy/Milk,40.5,%d,%s,%s,%d,%s\n".formatted(product, quantity, price, at, stockAfter, store);
        }

        /** As the sale lines of the database are told. */
        String fact() {
            return "%s %s %d %s %s"
                    .formatted(
                            store, product, quantity, price.stripTrailingZeros().toPlainString(), at);
        }
    }

    static List<Row> rows(Random random, String prefix, int count) {
        Map<String, Integer> stock = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        LocalDateTime at = LocalDate.of(2026, 3, 1).atTime(9, 0);
        for (int i = 0; i < count; i++) {
            at = at.plusMinutes(1 + random.nextInt(90));
            String store = prefix + "-S" + random.nextInt(3);
            String product = prefix + " product " + random.nextInt(12);
            int quantity = random.nextInt(12) == 0 ? -1 : 1 + random.nextInt(4);
            int before = stock.computeIfAbsent(store + product, key -> 10 + random.nextInt(30));
            if (before < quantity) {
                before += 40;
            } else if (random.nextInt(25) == 0) {
                before -= 1; // something got lost
            }
            stock.put(store + product, before - quantity);
            BigDecimal price = BigDecimal.valueOf(1000 + random.nextInt(9000), 2);
            rows.add(new Row(store, product, quantity, price, at, before - quantity));
            if (random.nextInt(15) == 0) {
                rows.add(rows.get(rows.size() - 1)); // alike in every field: two customers in one minute
            }
        }
        return rows;
    }

    static String file(List<Row> rows) {
        StringBuilder text = new StringBuilder(HEADINGS);
        rows.forEach(row -> text.append(row.line()));
        return text.toString();
    }
}
