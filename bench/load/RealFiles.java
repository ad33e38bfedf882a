import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Real retail files against sums made here from the raw file, by store and day: rows, units sold and brought back, and
 * their money. One is sent as it is; of others a unified sales CSV is made on the fly.
 */
final class RealFiles {

    private static final Path DATA =
            Path.of(System.getenv().getOrDefault("BENCH_DATA", "../shared/data"));

    private RealFiles() {}

    /** What a store did on a day. */
    record Sums(long rows, BigDecimal sold, BigDecimal revenue, BigDecimal returned, BigDecimal returnedRevenue) {

        static final Sums NONE = new Sums(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        static Sums of(BigDecimal quantity, BigDecimal price) {
            BigDecimal size = quantity.abs();
            BigDecimal money = size.multiply(price);
            return quantity.signum() > 0
                    ? new Sums(1, size, money, BigDecimal.ZERO, BigDecimal.ZERO)
                    : new Sums(1, BigDecimal.ZERO, BigDecimal.ZERO, size, money);
        }

        Sums plus(Sums other) {
            return new Sums(
                    rows + other.rows,
                    sold.add(other.sold),
                    revenue.add(other.revenue),
                    returned.add(other.returned),
                    returnedRevenue.add(other.returnedRevenue));
        }

        boolean same(Sums other) {
            return rows == other.rows
                    && sold.compareTo(other.sold) == 0
                    && revenue.compareTo(other.revenue) == 0
                    && returned.compareTo(other.returned) == 0
                    && returnedRevenue.compareTo(other.returnedRevenue) == 0;
        }

        @Override
        public String toString() {
            return "%,d rows, %s sold for %s, %s returned for %s"
                    .formatted(
                            rows,
                            sold.stripTrailingZeros().toPlainString(),
                            revenue.stripTrailingZeros().toPlainString(),
                            returned.stripTrailingZeros().toPlainString(),
                            returnedRevenue.stripTrailingZeros().toPlainString());
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[1]);
        if (!Files.isDirectory(DATA)) {
            System.out.println("Skipped: " + DATA + " is not there.");
            return;
        }
        try (Product product = new Product(Path.of(arguments[0]), work.resolve("home"))) {
            Path shop = DATA.resolve("online_retail/2010-12_2011-09.csv.gz");
            compare(product, "online retail, as it is", shop, Map.of("store", "UK"), shopSums(shop));
            Path days = work.resolve("m5.csv");
            compare(product, "M5 FOODS_3 of TX_3, 300 days", days, Map.of(), m5(days));
            Path weeks = work.resolve("walmart.csv");
            compare(product, "Walmart weekly, 45 stores", weeks, Map.of(), walmart(weeks));
        }
    }

    private static void compare(
            Product product, String name, Path file, Map<String, String> fields, Map<String, Sums> expected)
            throws Exception {
        long from = System.nanoTime();
        String status = product.ended(product.upload(file, fields));
        System.out.printf("%s (%.1f s): %s%n", name, Imports.seconds(from), Product.field(status, "message"));
        product.awaitDemand();
        List<String> codes =
                expected.keySet().stream().map(key -> key.split(" ")[0]).distinct().toList();
        String stores = String.join("','", codes);
        Map<String, Sums> lines = query(product, """
                select s.code || ' ' || l.business_day, count(*),
                       coalesce(sum(quantity) filter (where l.kind = 'SALE'), 0),
                       coalesce(sum(revenue) filter (where l.kind = 'SALE'), 0),
                       coalesce(sum(quantity) filter (where l.kind = 'RETURN'), 0),
                       coalesce(sum(revenue) filter (where l.kind = 'RETURN'), 0)
                  from orders.v_sale_line l join stores.v_store s on s.id = l.store_id
                 where s.code in ('%s') group by 1
                """.formatted(stores));
        Map<String, Sums> demand = query(product, """
                select s.code || ' ' || d.day, sum(lines), sum(units), sum(revenue), sum(returned_units),
                       sum(returned_revenue)
                  from demand.v_daily d join stores.v_store s on s.id = d.store_id
                 where s.code in ('%s') group by 1
                """.formatted(stores));
        report("raw file ", expected, expected);
        report("sales    ", lines, expected);
        // Demand counts lines that were sold; returns stand beside.
        demand.replaceAll((key, sums) -> new Sums(
                lines.getOrDefault(key, Sums.NONE).rows(),
                sums.sold(),
                sums.revenue(),
                sums.returned(),
                sums.returnedRevenue()));
        report("demand   ", demand, expected);
    }

    private static void report(String name, Map<String, Sums> found, Map<String, Sums> expected) {
        System.out.printf("  %s %s%n", name, found.values().stream().reduce(Sums.NONE, Sums::plus));
        List<String> keys = new ArrayList<>(expected.keySet());
        found.keySet().stream().filter(key -> !expected.containsKey(key)).forEach(keys::add);
        List<String> wrong = keys.stream()
                .filter(key -> !expected.getOrDefault(key, Sums.NONE).same(found.getOrDefault(key, Sums.NONE)))
                .toList();
        System.out.printf("            %,d of %,d store days agree%n", keys.size() - wrong.size(), keys.size());
        wrong.stream()
                .limit(5)
                .forEach(key -> System.out.println("            " + key + ": raw " + expected.get(key) + "; here "
                        + found.get(key)));
    }

    private static Map<String, Sums> query(Product product, String sql) throws Exception {
        Map<String, Sums> all = new TreeMap<>();
        try (Connection connection = product.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                all.put(
                        row.getString(1),
                        new Sums(
                                row.getLong(2),
                                row.getBigDecimal(3),
                                row.getBigDecimal(4),
                                row.getBigDecimal(5),
                                row.getBigDecimal(6)));
            }
        }
        return all;
    }

    /** Negative prices are bad debts, which are no sales; the product refuses them. */
    private static Map<String, Sums> shopSums(Path file) throws Exception {
        Map<String, Sums> all = new TreeMap<>();
        long refused = 0;
        try (BufferedReader in = open(file)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> fields = fields(line);
                BigDecimal price = new BigDecimal(fields.get(5));
                if (price.signum() < 0) {
                    refused++;
                    continue;
                }
                String key = "UK " + fields.get(4).substring(0, 10);
                all.merge(key, Sums.of(new BigDecimal(fields.get(3)), price), Sums::plus);
            }
        }
        System.out.printf("raw file: %,d rows with a negative price%n", refused);
        return all;
    }

    private static Map<String, Sums> m5(Path target) throws Exception {
        Map<String, Sums> all = new TreeMap<>();
        LocalDate first = LocalDate.of(2011, 1, 29);
        try (BufferedReader in = open(DATA.resolve("m5_foods3_tx3/sales_d1_d1913.csv.gz"));
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(target))) {
            out.println("product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale,store");
            int days = in.readLine().split(",").length - 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split(",");
                BigDecimal price = BigDecimal.valueOf(100 + Math.floorMod(fields[0].hashCode(), 900), 2);
                for (int day = days - 299; day <= days; day++) {
                    if (!fields[day].equals("0")) {
                        String date = first.plusDays(day - 1).toString();
                        out.println(fields[0] + ",FOODS_3,," + fields[day] + "," + price + "," + date + ",,TX_3");
                        all.merge("TX_3 " + date, Sums.of(new BigDecimal(fields[day]), price), Sums::plus);
                    }
                }
            }
        }
        return all;
    }

    /** A week's money becomes one unit at that price; weeks of returns become one unit brought back. */
    private static Map<String, Sums> walmart(Path target) throws Exception {
        Map<String, Sums> all = new TreeMap<>();
        try (BufferedReader in = open(DATA.resolve("walmart2014/sales_weekly.csv.gz"));
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(target))) {
            out.println("store;product;quantity;price;date");
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split(",");
                BigDecimal money = new BigDecimal(fields[3]);
                BigDecimal quantity = money.signum() < 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE;
                out.println("W" + fields[0] + ";Department " + fields[1] + ";" + quantity + ";" + money.abs() + ";"
                        + fields[2]);
                all.merge("W" + fields[0] + " " + fields[2], Sums.of(quantity, money.abs()), Sums::plus);
            }
        }
        return all;
    }

    private static BufferedReader open(Path file) throws Exception {
        GZIPInputStream text = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }

    /** Fields of a line with quotes. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
