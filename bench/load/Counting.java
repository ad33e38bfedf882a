import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A count of 10,000 lines over HTTP, each call timed by itself, with goods on the books and with none, and bulks of 1,000
 * movements. The first count of a process is told apart: it is slower until the code is compiled.
 */
final class Counting {

    private static final int LINES = 10_000;
    private static final int BULK = 1_000;
    private static final String COUNTS = "/api/v1/inventory/counts";

    private record Took(long milliseconds, double processorMillis) {}

    private interface Call {
        String send() throws Exception;
    }

    private final Product product;
    private final Map<String, List<Took>> took = new LinkedHashMap<>();

    private Counting(Product product) {
        this.product = product;
    }

    public static void main(String[] arguments) throws Exception {
        try (Product product = new Product(Path.of(arguments[0]), Path.of(arguments[1]).resolve("home"))) {
            new Counting(product).measure(Math.max(2, Integer.parseInt(arguments[2])));
        }
    }

    private void measure(int counts) throws Exception {
        product.post("/api/v1/stores", "{\"code\":\"BIG\",\"name\":\"Big\",\"kind\":\"SHOP\",\"time_zone\":\"UTC\"}");
        try (Connection connection = product.database();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into catalog.product (sku, name) select 'C' || n, 'Product C' || n "
                    + "from generate_series(1, " + LINES + ") n");
        }
        for (int n = 0; n < counts; n++) {
            count(n);
        }
        for (int n = 0; n < counts * 3; n++) {
            String body = IntStream.range(0, BULK)
                    .mapToObj(line -> "{\"kind\":\"RECEIPT\",\"store\":\"BIG\",\"sku\":\"C%d\",\"quantity\":1}"
                            .formatted(1 + line))
                    .collect(Collectors.joining(",", "[", "]"));
            timed("bulk of " + BULK, () -> product.post("/api/v1/inventory/transactions", body));
        }
        took.forEach((what, times) -> System.out.printf(
                "%-18s first %5d ms, then %s ms; processor time of the product and its database %s ms%n",
                what,
                times.get(0).milliseconds(),
                times.stream().skip(1).map(one -> "" + one.milliseconds()).collect(Collectors.joining(", ")),
                times.stream().skip(1).map(one -> "%.0f".formatted(one.processorMillis())).collect(Collectors.joining(", "))));
    }

    /** What is seen differs each time, so that every line is posted. */
    private void count(int n) throws Exception {
        String skus = IntStream.rangeClosed(1, LINES)
                .mapToObj(sku -> "\"C" + sku + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        String entries = IntStream.rangeClosed(1, LINES)
                .mapToObj(sku -> "{\"sku\":\"C%d\",\"quantity\":%d}".formatted(sku, 7 + n))
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
        String id = Product.field(
                timed("open", () -> product.post(COUNTS, "{\"store\":\"BIG\",\"skus\":%s}".formatted(skus))), "id");
        timed("entries", () -> product.post(COUNTS + "/" + id + "/entries", entries));
        for (String step : List.of("finish", "review", "post")) {
            timed(step, () -> product.post(COUNTS + "/" + id + "/" + step, "{}"));
        }
    }

    private String timed(String what, Call call) throws Exception {
        double processor = product.processorSeconds();
        long begin = System.nanoTime();
        String answer = call.send();
        long milliseconds = (System.nanoTime() - begin) / 1_000_000;
        took.computeIfAbsent(what, key -> new ArrayList<>())
                .add(new Took(milliseconds, 1_000 * (product.processorSeconds() - processor)));
        return answer;
    }
}
