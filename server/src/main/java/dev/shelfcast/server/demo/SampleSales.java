package dev.shelfcast.server.demo;

import java.time.LocalDate;
import java.util.List;

/** A sales file as a small shop's till would export it: one line per product and day, in the unified format. */
final class SampleSales {

    static final int DAYS = 56;

    private static final long SEED = 11;

    private record Article(String name, String category, String cost, String price, double rate, int crate) {}

    private static final List<Article> ARTICLES = List.of(
            new Article("Milk 1L", "Dairy", "58.00", "66.00", 24, 40),
            new Article("Curd 400g", "Dairy", "28.00", "35.00", 9, 24),
            new Article("White Bread 400g", "Bakery", "32.00", "42.00", 14, 30),
            new Article("Eggs 12 pcs", "Eggs", "82.00", "104.00", 7, 20),
            new Article("Tomato 500g", "Vegetables", "15.00", "24.00", 11, 25),
            new Article("Basmati Rice 1kg", "Staples", "115.00", "149.00", 3, 20),
            new Article("Potato Chips Salted 52g", "Snacks", "15.00", "20.00", 12, 48),
            new Article("Tea 250g", "Beverages", "98.00", "130.00", 2, 12),
            new Article("Walnuts 200g", "Staples", "240.00", "330.00", 0.25, 6));

    private SampleSales() {}

    static String until(LocalDate last) {
        StringBuilder file = new StringBuilder(
                "product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale\n");
        int[] stock = ARTICLES.stream().mapToInt(Article::crate).toArray();
        for (LocalDate day = last.minusDays(DAYS - 1L); !day.isAfter(last); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek().getValue() >= 6;
            for (int i = 0; i < stock.length; i++) {
                Article article = ARTICLES.get(i);
                while (stock[i] < article.rate() * 1.5) {
                    stock[i] += article.crate();
                }
                int wish = Dice.of(SEED, i, day.toEpochDay()).poisson(article.rate() * (weekend ? 1.3 : 0.9));
                int sold = Math.min(wish, stock[i]);
                stock[i] -= sold;
                if (sold > 0) {
                    file.append("%s,%s,%s,%d,%s,%s,%d\n"
                            .formatted(
                                    article.name(),
                                    article.category(),
                                    article.cost(),
                                    sold,
                                    article.price(),
                                    day,
                                    stock[i]));
                }
            }
        }
        return file.toString();
    }
}
