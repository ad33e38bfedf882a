import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * S2 and S3, and 64 people who sell, transfer, count and receive the same goods at once: no invariant broken, no answer
 * but those that were meant, and the throughput beside pgbench with a hand-written transaction on the same server.
 */
final class Ledger {

    private static final int STORES = 4;
    private static final int PRODUCTS = 200;
    private static final int CLIENTS = 64;
    private static final int BULK = 100;
    private static final int BULK_CLIENTS = 8;

    /** What may be refused when many take the same goods; anything else is an error of the product. */
    private static final Pattern MEANT =
            Pattern.compile("answered 409.*(INSUFFICIENT_STOCK|NOTHING_TO_COUNT)", Pattern.DOTALL);

    private interface Work {
        /** How many requests it took. */
        int once(Random random) throws Exception;
    }

    private record Run(long requests, double perSecond, long[] milliseconds, long refused, double processorMillis) {

        long percentile(int percent) {
            return milliseconds.length == 0 ? 0 : milliseconds[(int) ((long) milliseconds.length * percent / 100)];
        }
    }

    /** Transactions per second of pgbench, and what each took of the database's processor time. */
    private record ByPgbench(double perSecond, double processorMillis) {}

    private static final int WARM_UP_SECONDS = 15;

    private final Product product;
    private final int seconds;

    private Ledger(Product product, int seconds) {
        this.product = product;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[2]);
        Path work = Path.of(arguments[1]);
        try (Product product = new Product(Path.of(arguments[0]), work.resolve("home"))) {
            new Ledger(product, seconds).measure(work);
        }
    }

    private void measure(Path work) throws Exception {
        fill();
        run(CLIENTS, WARM_UP_SECONDS, this::sell);
        Run sales = run(CLIENTS, seconds, this::sell);
        ByPgbench tpcb = pgbench(work, List.of("-b", "tpcb-like"), CLIENTS);
        System.out.printf(
                "S3 single sales, %d clients: %.0f/s, p50 %d, p95 %d, p99 %d ms; pgbench tpcb-like %.0f/s; ratio %.0f%%%n",
                CLIENTS,
                sales.perSecond(),
                sales.percentile(50),
                sales.percentile(95),
                sales.percentile(99),
                tpcb.perSecond(),
                100 * sales.perSecond() / tpcb.perSecond());
        System.out.printf(
                "   processor time of the product and its database: %.2f ms a sale; of the database for pgbench: %.2f ms%n",
                sales.processorMillis(), tpcb.processorMillis());
        run(BULK_CLIENTS, WARM_UP_SECONDS, this::receive);
        Run bulk = run(BULK_CLIENTS, seconds, this::receive);
        ByPgbench byHand = pgbench(work, List.of("-f", byHand(work).toString()), BULK_CLIENTS);
        System.out.printf(
                "S2 bulks of %d, %d clients: %.0f rows/s; pgbench with the same rows %.0f rows/s; ratio %.0f%%%n",
                BULK,
                BULK_CLIENTS,
                bulk.perSecond() * BULK,
                byHand.perSecond() * BULK,
                100 * bulk.perSecond() / byHand.perSecond());
        System.out.printf(
                "   processor time of the product and its database: %.2f ms a bulk; of the database for pgbench: %.2f ms%n",
                bulk.processorMillis(), byHand.processorMillis());
        Run mixed = run(CLIENTS, seconds, this::anything);
        System.out.printf(
                "mixed sales, transfers, counts and receipts, %d threads, %d s: %.0f requests/s, p99 of a task %d ms, %d refused for want of goods%n",
                CLIENTS,
                seconds,
                mixed.perSecond(),
                mixed.percentile(99),
                mixed.refused());
        check();
    }

    private void fill() throws Exception {
        for (int store = 0; store < STORES; store++) {
            product.post(
                    "/api/v1/stores",
                    "{\"code\":\"S%d\",\"name\":\"Store %d\",\"kind\":\"SHOP\",\"time_zone\":\"UTC\"}".formatted(store, store));
        }
        for (int sku = 0; sku < PRODUCTS; sku++) {
            product.post(
                    "/api/v1/products",
                    "{\"sku\":\"P%d\",\"name\":\"Product %d\",\"unit_cost\":2,\"sale_price\":3}".formatted(sku, sku));
        }
        for (int store = 0; store < STORES; store++) {
            int of = store;
            product.post(
                    "/api/v1/inventory/transactions",
                    IntStream.range(0, PRODUCTS)
                            .mapToObj(sku -> movement("OPENING_BALANCE", of, sku, 1_000_000))
                            .collect(Collectors.joining(",", "[", "]")));
        }
    }

    private static String movement(String kind, int store, int sku, int quantity) {
        return "{\"kind\":\"%s\",\"store\":\"S%d\",\"sku\":\"P%d\",\"quantity\":%d}".formatted(kind, store, sku, quantity);
    }

    private int sell(Random random) throws Exception {
        product.post(
                "/api/v1/orders",
                "{\"type\":\"SALE\",\"store\":\"S%d\",\"channel\":\"ONLINE\",\"lines\":[{\"sku\":\"P%d\",\"quantity\":1}]}"
                        .formatted(random.nextInt(STORES), random.nextInt(PRODUCTS)));
        return 1;
    }

    private int receive(Random random) throws Exception {
        int store = random.nextInt(STORES);
        int first = random.nextInt(PRODUCTS);
        product.post(
                "/api/v1/inventory/transactions",
                IntStream.range(0, BULK)
                        .mapToObj(n -> movement("RECEIPT", store, (first + n) % PRODUCTS, 1))
                        .collect(Collectors.joining(",", "[", "]")));
        return 1;
    }

    private int anything(Random random) throws Exception {
        int choice = random.nextInt(20);
        if (choice == 0) {
            return transfer(random);
        }
        if (choice == 1) {
            return count(random);
        }
        return choice == 2 ? receive(random) : sell(random);
    }

    private int transfer(Random random) throws Exception {
        int from = random.nextInt(STORES);
        String lines = random.ints(0, PRODUCTS)
                .distinct()
                .limit(5)
                .mapToObj(sku -> "{\"sku\":\"P%d\",\"quantity\":3}".formatted(sku))
                .collect(Collectors.joining(",", "[", "]"));
        String id = Product.field(
                product.post(
                        "/api/v1/inventory/transfers",
                        "{\"from\":\"S%d\",\"to\":\"S%d\",\"lines\":%s}"
                                .formatted(from, (from + 1 + random.nextInt(STORES - 1)) % STORES, lines)),
                "id");
        for (String step : List.of("approve", "ship", random.nextInt(5) == 0 ? "cancel" : "receive")) {
            product.post("/api/v1/inventory/transfers/" + id + "/" + step, "{}");
        }
        return 4;
    }

    private int count(Random random) throws Exception {
        int[] skus = random.ints(0, PRODUCTS).distinct().limit(10).toArray();
        String id = Product.field(
                product.post(
                        "/api/v1/inventory/counts",
                        "{\"store\":\"S%d\",\"skus\":%s}"
                                .formatted(
                                        random.nextInt(STORES),
                                        Arrays.stream(skus)
                                                .mapToObj(sku -> "\"P" + sku + "\"")
                                                .toList())),
                "id");
        String entries = Arrays.stream(skus)
                .mapToObj(sku -> "{\"sku\":\"P%d\",\"quantity\":%d}".formatted(sku, 900_000 + random.nextInt(100_000)))
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
        String address = "/api/v1/inventory/counts/" + id;
        product.post(address + "/entries", entries);
        for (String step : List.of("finish", "review", "post")) {
            product.post(address + "/" + step, "{}");
        }
        return 5;
    }

    private Run run(int clients, int forSeconds, Work work) throws Exception {
        product.token();
        long end = System.nanoTime() + forSeconds * 1_000_000_000L;
        AtomicLong requests = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        Map<Integer, List<Long>> took = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        double processor = product.processorSeconds();
        long begin = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int seed = client;
            running.add(threads.submit(() -> {
                Random random = new Random(seed);
                List<Long> own = took.computeIfAbsent(seed, key -> new ArrayList<>());
                while (System.nanoTime() < end) {
                    long sent = System.nanoTime();
                    try {
                        requests.addAndGet(work.once(random));
                        own.add((System.nanoTime() - sent) / 1_000_000);
                    } catch (IllegalStateException answer) {
                        if (!MEANT.matcher(String.valueOf(answer.getMessage())).find()) {
                            throw answer;
                        }
                        refused.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> one : running) {
            one.get();
        }
        double elapsed = (System.nanoTime() - begin) / 1e9;
        long[] all = took.values().stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray();
        double spent = 1_000 * (product.processorSeconds() - processor) / Math.max(1, requests.get());
        return new Run(requests.get(), requests.get() / elapsed, all, refused.get(), spent);
    }

    /** The same rows as a bulk, by a script: locks the balances in order, changes them, writes the movements. */
    private Path byHand(Path work) throws Exception {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists byhand");
            statement.execute("create table byhand.balance (like inventory.balance including all)");
            statement.execute("insert into byhand.balance select * from inventory.balance");
            statement.execute("create table byhand.movement (like inventory.movement including all)");
        }
        Path script = work.resolve("byhand.sql");
        Files.writeString(script, """
                \\set store random(1, %d)
                \\set first random(1, %d)
                begin;
                select count(*) from (select on_hand from byhand.balance
                 where location_id = :store and product_id between :first and :first + %d - 1
                 order by location_id, product_id, lot_id for no key update) as locked;
                update byhand.balance set on_hand = on_hand + 1, updated_at = now()
                 where location_id = :store and product_id between :first and :first + %d - 1;
                insert into byhand.movement (kind, product_id, from_location, to_location, quantity, occurred_at,
                                             recorded_by, source)
                select 'RECEIPT', n, -1, :store, 1, now(), 'pgbench', 'API'
                  from generate_series(:first, :first + %d - 1) n;
                commit;
                """.formatted(STORES, PRODUCTS - BULK, BULK, BULK, BULK));
        return script;
    }

    /** pgbench on the product's own server. */
    private ByPgbench pgbench(Path work, List<String> what, int clients) throws Exception {
        if (what.contains("tpcb-like")) {
            command(work, List.of("-i", "-q", "-s", "10"));
        }
        List<String> options =
                new ArrayList<>(List.of("-n", "-M", "prepared", "-j", "2", "-c", "" + clients, "-T", "" + seconds));
        options.addAll(what);
        double processor = product.processorSeconds();
        String said = command(work, options);
        double spent = 1_000 * (product.processorSeconds() - processor);
        Matcher tps = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        if (!tps.find()) {
            throw new IllegalStateException("pgbench said nothing of transactions per second");
        }
        double perSecond = Double.parseDouble(tps.group(1));
        return new ByPgbench(perSecond, spent / (perSecond * seconds));
    }

    private String command(Path work, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of("pgbench"));
        command.addAll(options);
        java.util.Properties access = new java.util.Properties();
        try (var reader = Files.newBufferedReader(work.resolve("home").resolve("database.properties"))) {
            access.load(reader);
        }
        command.addAll(List.of("-h", access.getProperty("host"), "-p", access.getProperty("port")));
        command.addAll(List.of("-U", access.getProperty("user"), access.getProperty("database")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", access.getProperty("password"));
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return said;
        } catch (IOException absent) {
            throw new IllegalStateException("pgbench is needed: it comes with PostgreSQL's client programs", absent);
        }
    }

    /** The product's own nightly check, and its log: a deadlock may be retried, but none may reach a caller. */
    private void check() throws Exception {
        String id = Product.field(product.post("/api/v1/jobs/ledger-check/trigger", "{}"), "id");
        String run;
        do {
            Thread.sleep(200);
            run = product.get("/api/v1/jobs/" + id);
        } while (List.of("QUEUED", "RUNNING").contains(Product.field(run, "status")));
        if (!Product.field(run, "status").equals("DONE")) {
            throw new IllegalStateException("the books disagree with themselves: " + run);
        }
        System.out.println("the nightly check of the ledger finds no difference");
    }
}
