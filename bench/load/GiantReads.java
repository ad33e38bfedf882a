import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** The requests of the web pages, with the parameters that the pages send, drawn over the whole chain. */
final class GiantReads {

    /**
     * A page's request; {@code weight} is its share in the mix. What {@code scoped} asks is asked by a store manager of
     * three stores, everything else by the administrator.
     */
    record Read(String name, int weight, boolean scoped, Function<Random, String> path) {}

    private static final List<String> WORDS = List.of("milk", "bread", "mango", "juice", "yoghurt", "popcorn");
    private static final List<String> TYPED =
            List.of("mlik", "yogurt", "bisciut", "popcron", "detergnt", "nandini mikl");
    private static final List<String> PARTS = List.of("organic milk", "tata", "no 77", "premium rice", "an", "m");
    private static final List<String> CATEGORIES = List.of("Dairy", "Snacks", "Dairy/Fresh", "Frozen/Kids");

    private final GiantFill.Size size;
    private final LocalDate today = LocalDate.now(java.time.Clock.systemUTC());

    GiantReads(GiantFill.Size size) {
        this.size = size;
    }

    List<Read> all() {
        List<Read> all = new java.util.ArrayList<>();
        all.addAll(products());
        all.addAll(levels());
        all.addAll(history());
        all.addAll(documents());
        all.addAll(masters());
        return all;
    }

    private List<Read> products() {
        return List.of(
                read("products", 3, r -> "/products?page=1&limit=50"),
                read("products, page 2 to 5", 1, r -> "/products?limit=50&page=" + (2 + r.nextInt(4))),
                read("products, any page", 1, r -> "/products?limit=50&page=" + (1 + r.nextInt(size.products() / 50))),
                read(
                        "products of a category",
                        1,
                        r -> "/products?limit=50&page=1&category=" + coded(any(CATEGORIES, r))),
                read("products by name", 3, r -> "/products?limit=50&page=1&search=" + coded(any(WORDS, r))),
                read("products mistyped", 1, r -> "/products?limit=50&page=1&search=" + coded(any(TYPED, r))),
                read("products by parts and letters", 1, r -> "/products?limit=12&search=" + coded(any(PARTS, r))),
                read("products by SKU", 1, r -> "/products?limit=12&search=" + sku(r)),
                read("products by barcode", 1, r -> "/products?limit=12&search=0890" + "%09d".formatted(product(r))),
                read(
                        "products sorted",
                        1,
                        r -> "/products?limit=50&sort="
                                + any(
                                        List.of(
                                                "sku",
                                                "-unit_cost",
                                                "-sale_price",
                                                "margin",
                                                "-created_at",
                                                "category",
                                                "-name"),
                                        r)),
                read("one product", 1, r -> "/products/" + sku(r)),
                read("scanned code", 1, r -> "/barcodes?code=" + sku(r)),
                read("suppliers", 1, r -> "/suppliers?limit=50&page=" + (1 + r.nextInt(4))),
                read("suppliers found", 1, r -> "/suppliers?limit=50&search=" + (1 + r.nextInt(200))),
                read("suppliers for a choice", 1, r -> "/suppliers?limit=500"));
    }

    private List<Read> levels() {
        return List.of(
                read("levels", 2, r -> "/inventory/levels?page=1&limit=50"),
                read("levels, page 2 to 200", 1, r -> "/inventory/levels?limit=50&page=" + (2 + r.nextInt(199))),
                read("levels of a store", 3, r -> "/inventory/levels?page=1&limit=50&store=" + store(r)),
                read(
                        "levels of a store, any page",
                        1,
                        r -> "/inventory/levels?limit=50&store=" + store(r) + "&page="
                                + (1 + r.nextInt(size.products() / 50))),
                read(
                        "levels of a category",
                        1,
                        r -> "/inventory/levels?limit=50&category=" + coded(any(CATEGORIES, r))),
                read("levels found", 2, r -> "/inventory/levels?limit=50&search=" + coded(any(WORDS, r))),
                read(
                        "levels found in a store",
                        2,
                        r -> "/inventory/levels?limit=50&store=" + store(r) + "&search=" + coded(any(WORDS, r))),
                read("levels of a product", 2, r -> "/inventory/levels?limit=500&sku=" + sku(r)),
                read(
                        "level of a product in a store",
                        1,
                        r -> "/inventory/levels?limit=1&sku=" + sku(r) + "&store=" + store(r)),
                read(
                        "lots of a product in a store",
                        2,
                        r -> "/inventory/levels?lot=*&limit=100&sku=" + sku(r) + "&store=" + store(r)),
                read("lots of a store", 1, r -> "/inventory/levels?lot=*&limit=50&store=" + store(r)),
                read("lots of all", 1, r -> "/inventory/levels?lot=*&limit=50&page=" + (1 + r.nextInt(100))),
                read("levels as of a day", 1, r -> "/inventory/levels?limit=50&as_of=" + moment(r)),
                read(
                        "levels of a store as of a day",
                        1,
                        r -> "/inventory/levels?limit=50&as_of=" + moment(r) + "&store=" + store(r)),
                read(
                        "levels of a store as believed",
                        1,
                        r -> "/inventory/levels?limit=50&believed_at=" + moment(r) + "&store=" + store(r)),
                read(
                        "lots of a product as of a day",
                        1,
                        r -> "/inventory/levels?lot=*&limit=100&sku=" + sku(r) + "&store=" + store(r) + "&as_of="
                                + moment(r)),
                scoped("levels, three stores", 2, r -> "/inventory/levels?page=1&limit=50"),
                scoped(
                        "levels found, three stores",
                        1,
                        r -> "/inventory/levels?limit=50&search=" + coded(any(WORDS, r))));
    }

    private List<Read> history() {
        return List.of(
                read(
                        "history of a product in a store",
                        3,
                        r -> "/inventory/movements?limit=100&sku=" + sku(r) + "&store=" + store(r)),
                read(
                        "history of a product, two years",
                        1,
                        r -> "/inventory/movements?limit=100&sku=" + sku(r) + "&from=" + moment(today.minusDays(720))),
                read(
                        "history of a product until a day",
                        1,
                        r -> "/inventory/movements?limit=100&sku=" + sku(r) + "&store=" + store(r) + "&to="
                                + moment(r)),
                read("transactions", 2, r -> "/inventory/movements?limit=50&page=1"),
                read(
                        "transactions, page 2 to 200",
                        1,
                        r -> "/inventory/movements?limit=50&page=" + (2 + r.nextInt(199))),
                read("transactions of a store", 2, r -> "/inventory/movements?limit=50&store=" + store(r)),
                read(
                        "transactions of a month",
                        1,
                        r -> "/inventory/movements?limit=50&from=" + moment(day(r)) + "&to=" + moment(today)),
                scoped("transactions, three stores", 1, r -> "/inventory/movements?limit=50"));
    }

    private List<Read> documents() {
        return List.of(
                read("transfers", 2, r -> "/inventory/transfers?limit=50&page=1"),
                read(
                        "transfers, any page",
                        1,
                        r -> "/inventory/transfers?limit=50&page="
                                + (1 + r.nextInt(Math.max(1, size.transfers() / 50)))),
                read(
                        "transfers of a store and status",
                        1,
                        r -> "/inventory/transfers?limit=50&status=IN_TRANSIT&store=" + store(r)),
                read("transfers found", 1, r -> "/inventory/transfers?limit=50&search=" + coded(any(WORDS, r))),
                read("counts", 1, r -> "/inventory/counts?limit=50&page=" + (1 + r.nextInt(3))),
                read("counts of a store", 1, r -> "/inventory/counts?limit=50&status=POSTED&store=" + store(r)),
                read("sales", 2, r -> "/orders?type=SALE&limit=50&page=1"),
                read("sales, page 2 to 200", 1, r -> "/orders?type=SALE&limit=50&page=" + (2 + r.nextInt(199))),
                read("sales of a store and month", 1, r -> "/orders?type=SALE&limit=50&store=" + store(r) + month(r)),
                read("purchase orders", 2, r -> "/orders?type=PURCHASE&limit=50&page=1"),
                read(
                        "purchase orders of a store",
                        1,
                        r -> "/orders?type=PURCHASE&limit=50&status=RECEIVED&store=" + store(r)),
                read("sales orders", 2, r -> "/sales-orders?limit=50&page=1"),
                read("sales orders, page 2 to 200", 1, r -> "/sales-orders?limit=50&page=" + (2 + r.nextInt(199))),
                read(
                        "sales orders of a status",
                        1,
                        r -> "/sales-orders?limit=50&status="
                                + any(List.of("CONFIRMED", "DRAFT", "COMPLETED", "RETURNED"), r)),
                read(
                        "sales orders of a store and month",
                        1,
                        r -> "/sales-orders?limit=50&store=" + store(r) + month(r)),
                read(
                        "sales orders by number",
                        1,
                        r -> "/sales-orders?limit=50&search=SO-" + (1 + r.nextInt(size.salesOrders()))),
                read(
                        "sales orders by customer's name",
                        1,
                        r -> "/sales-orders?limit=50&search=" + coded("Ravi Patel " + r.nextInt(70))),
                read("sales orders by product", 1, r -> "/sales-orders?limit=50&search=" + sku(r)),
                read("sales orders by a word", 1, r -> "/sales-orders?limit=50&search=" + coded(any(WORDS, r))),
                scoped("sales orders, three stores", 1, r -> "/sales-orders?limit=50"));
    }

    private List<Read> masters() {
        return List.of(
                read("stores", 2, r -> "/stores?limit=500"),
                read("customers", 2, r -> "/customers?limit=50&page=1"),
                read(
                        "customers, any page",
                        1,
                        r -> "/customers?limit=50&page=" + (1 + r.nextInt(size.customers() / 50))),
                read("customers by name", 2, r -> "/customers?limit=50&search=" + coded("Meera Iyer")),
                read(
                        "customers mistyped",
                        1,
                        r -> "/customers?limit=50&search=" + coded(any(List.of("Vikarm Desia", "Kavia"), r))),
                read("customers by phone", 1, r -> "/customers?limit=50&search=9800" + r.nextInt(1000)),
                read("one customer", 1, r -> "/customers/C%06d".formatted(1 + r.nextInt(size.customers()))),
                read(
                        "orders of a customer",
                        1,
                        r -> "/customers/C%06d/orders?limit=50".formatted(1 + r.nextInt(size.customers()))),
                read("users", 1, r -> "/users?limit=500"),
                read("audit trail", 2, r -> "/audit?limit=50&page=" + (1 + r.nextInt(3))),
                read("audit trail of a user", 1, r -> "/audit?limit=50&actor=user" + (1 + r.nextInt(60))),
                read("audit trail of a subject", 1, r -> "/audit?limit=50&subject_id=" + sku(r)),
                read("audit trail, page 2 to 200", 1, r -> "/audit?limit=50&page=" + (2 + r.nextInt(199))),
                read("dashboard", 3, r -> "/analytics/dashboard?days=30"),
                read("dashboard of a store", 1, r -> "/analytics/dashboard?days=30&store=" + store(r)),
                read("map, 24 hours", 2, r -> "/demand/heatmap?hours=24"),
                read(
                        "map of a week and a product",
                        1,
                        r -> "/demand/heatmap?from=" + today.minusDays(6) + "&to=" + today + "&product=" + sku(r)),
                read(
                        "map of a category",
                        1,
                        r -> "/demand/heatmap?from=" + today.minusDays(6) + "&to=" + today + "&category="
                                + coded(any(CATEGORIES, r))),
                read("restock lines", 1, r -> "/replenishment/lines?status=OPEN&limit=5"));
    }

    private static Read read(String name, int weight, Function<Random, String> path) {
        return new Read(name, weight, false, path);
    }

    private static Read scoped(String name, int weight, Function<Random, String> path) {
        return new Read(name, weight, true, path);
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private int product(Random random) {
        return 1 + random.nextInt(size.products());
    }

    private String sku(Random random) {
        return "SKU-%06d".formatted(product(random));
    }

    private static String store(Random random) {
        return "ST%03d".formatted(1 + random.nextInt(GiantFill.STORES));
    }

    private LocalDate day(Random random) {
        return today.minusDays(31 + random.nextInt(600));
    }

    private String moment(Random random) {
        return moment(day(random));
    }

    private static String moment(LocalDate day) {
        return coded(day + "T10:00:00+05:30");
    }

    private String month(Random random) {
        LocalDate from = day(random);
        return "&from=" + from + "&to=" + from.plusDays(30);
    }
}
