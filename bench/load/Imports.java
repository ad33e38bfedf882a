import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** S1: a unified sales CSV from the upload to the demand tables, beside a bare COPY of the same rows. */
final class Imports {

    private Imports() {}

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path work = Path.of(arguments[1]);
        long rows = Long.parseLong(arguments[2]);
        boolean times = !"days".equals(arguments[3]);
        Path file = work.resolve("sales.csv");
        long bytes = new SalesFile(42, times).write(file, rows, LocalDate.of(2026, 1, 5));
        System.out.printf("%,d rows, %,d MB, %s%n", rows, bytes >> 20, times ? "with times" : "days only");
        try (Product product = new Product(jar, work.resolve("home"))) {
            double idle = product.processorSeconds();
            double copy = copy(product, file, rows);
            Thread.sleep(1000); // until the ended backend's time is in its parent's
            double copied = product.processorSeconds();
            traceStatements(product);
            double all = load(product, file, rows);
            double loaded = product.processorSeconds();
            System.out.printf(
                    "ratio to bare COPY: %.1f%% (processor time %.1f s against %.1f s: %.1f%%)%n",
                    100 * copy / all, loaded - copied, copied - idle, 100 * (copied - idle) / (loaded - copied));
            check(product, rows);
        } finally {
            whereTheTimeWent(work);
        }
    }

    private static double copy(Product product, Path file, long rows) throws Exception {
        try (Connection connection = product.database("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table public.bare (product_name text, category text, unit_cost numeric, quantity numeric,
                                              price numeric, sold_at timestamptz, stock numeric, store text)
                    """);
            statement.execute("checkpoint");
            long from = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
                        "copy public.bare from stdin (format csv, header)", in, 1 << 16);
            }
            double seconds = seconds(from);
            System.out.printf("bare COPY: %.1f s, %,.0f rows/s%n", seconds, rows / seconds);
            statement.execute("drop table public.bare");
            statement.execute("checkpoint");
            return seconds;
        }
    }

    /** The database tells which statements took more than a fifth of a second. */
    private static void traceStatements(Product product) throws Exception {
        try (Connection connection = product.database("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set log_min_duration_statement = 200");
            statement.execute("alter system set log_executor_stats = on");
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void whereTheTimeWent(Path work) throws Exception {
        try (Stream<Path> logs = Files.walk(work.resolve("home"))) {
            for (Path log : logs.filter(path -> path.getFileName().toString().matches("postgresql-.*\\.log"))
                    .toList()) {
                printSlow(Files.readString(log));
            }
        }
        try (Stream<String> lines = Files.lines(work.resolve("shelfcast.log"))) {
            lines.filter(line -> line.contains("ingestion.Load")).forEach(System.out::println);
        }
    }

    /** Each statement's time follows the processor time of its execution in the log of the same backend. */
    private static void printSlow(String log) {
        Map<String, Double> processor = new HashMap<>();
        for (String entry : log.split("\\n(?=\\d{4}-\\d\\d-\\d\\d )")) {
            Matcher backend = Pattern.compile("^[^\\[]*\\[(\\d+)\\]").matcher(entry);
            if (!backend.find()) {
                continue;
            }
            Matcher used = Pattern.compile("!\\s+([0-9.]+) s user, ([0-9.]+) s system, [0-9.]+ s elapsed")
                    .matcher(entry);
            if (used.find()) {
                processor.put(backend.group(1), Double.parseDouble(used.group(1)) + Double.parseDouble(used.group(2)));
            }
            Matcher slow = Pattern.compile("duration: ([0-9.]+) ms +\\S+ [^:]*:\\s+([\\s\\S]*)").matcher(entry);
            if (slow.find()) {
                String text = slow.group(2).replaceAll("\\s+", " ");
                System.out.printf(
                        "%7.2f s, %5.2f s of processor  %s%n",
                        Double.parseDouble(slow.group(1)) / 1000,
                        processor.getOrDefault(backend.group(1), 0.0),
                        text.substring(0, Math.min(100, text.length())));
            }
        }
    }

    private static double load(Product product, Path file, long rows) throws Exception {
        long from = System.nanoTime();
        long upload = product.upload(file, Map.of());
        double sent = seconds(from);
        String status = product.ended(upload);
        double done = seconds(from);
        if (!Product.field(status, "status").equals("DONE")) {
            throw new IllegalStateException(status);
        }
        product.awaitDemand();
        double all = seconds(from);
        System.out.println(Product.field(status, "message"));
        System.out.printf(
                "sent after %.1f s, in after %.1f s (%,.0f rows/s), in the demand after %.1f s (%,.0f rows/s)%n",
                sent, done, rows / done, all, rows / all);
        System.out.printf("peak resident memory of the JVM (-Xmx512m): %d MB%n", product.peakMegabytes());
        return all;
    }

    /** Nothing lost, nothing double: the same sums in the lines, the ledger and the demand. */
    private static void check(Product product, long rows) throws Exception {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from orders.sale_line),
                               (select sum(quantity) from orders.sale_line where kind = 'SALE'),
                               (select sum(quantity) from inventory.movement where kind = 'SALE'),
                               (select sum(units) from demand.daily),
                               (select sum(units) from demand.zone_total),
                               (select sum(units) from demand.product_day),
                               (select count(*) from (
                                   select product_id, place, sum(change) as total
                                     from (select product_id, from_location as place, -quantity as change
                                             from inventory.movement
                                           union all
                                           select product_id, to_location, quantity from inventory.movement) m
                                    where place > 0
                                    group by 1, 2) m
                                  full join inventory.balance b on b.product_id = m.product_id and b.location_id = place
                                 where total is distinct from on_hand)
                        """)) {
            row.next();
            boolean right = row.getLong(1) == rows
                    && row.getBigDecimal(2).compareTo(row.getBigDecimal(3)) == 0
                    && row.getBigDecimal(2).compareTo(row.getBigDecimal(4)) == 0
                    && row.getBigDecimal(2).compareTo(row.getBigDecimal(5)) == 0
                    && row.getBigDecimal(2).compareTo(row.getBigDecimal(6)) == 0
                    && row.getLong(7) == 0;
            System.out.printf(
                    "check: %,d lines, %s units sold, the same in ledger, balances and demand: %s%n",
                    row.getLong(1), row.getBigDecimal(2).toPlainString(), right ? "yes" : "NO");
        }
    }

    static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }
}
