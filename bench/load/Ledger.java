import java.nio.file.Path;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * S2 and S3, and 64 people who sell, reserve, transfer, count and receive the same goods at once: no invariant broken, no answer
 * but those that were meant, and the throughput beside pgbench with a hand-written transaction on the same server.
 */
final class Ledger {

    private static final int STORES = 4;
    private static final int PRODUCTS = 200;
    private static final int CLIENTS = 64;
    private static final int BULK = 100;
    private static final int BULK_CLIENTS = 8;

    /** Of twenty tasks: sixteen sales, a bulk, an order of three steps, a transfer of four and a count of five. */
    private static final int REQUESTS_OF_TWENTY = 16 + 1 + 3 + 4 + 5;

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

    private static final int WARM_UP_SECONDS = 30;

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
        ByHand byHand = new ByHand(product, work, seconds, STORES, PRODUCTS);
        byHand.prepare();
        run(CLIENTS, WARM_UP_SECONDS, this::sell);
        Run sales = run(CLIENTS, seconds, this::sell);
        ByHand.Pace tpcb = byHand.tpcbLike(CLIENTS);
        ByHand.Pace handSales = byHand.sales(CLIENTS);
        say("S3 single sales, %d clients".formatted(CLIENTS), sales, sales.perSecond());
        beside("pgbench tpcb-like", tpcb, sales.perSecond(), 1);
        beside("pgbench with the same rows", handSales, sales.perSecond(), 1);
        run(BULK_CLIENTS, WARM_UP_SECONDS, this::receive);
        Run bulk = run(BULK_CLIENTS, seconds, this::receive);
        ByHand.Pace handBulks = byHand.bulks(BULK_CLIENTS, BULK);
        say("S2 rows in bulks of %d, %d clients".formatted(BULK, BULK_CLIENTS), bulk, bulk.perSecond() * BULK);
        beside("pgbench with the same rows", handBulks, bulk.perSecond() * BULK, BULK);
        Run mixed = run(CLIENTS, seconds, this::anything);
        ByHand.Pace handMixed = byHand.mixed(CLIENTS, BULK);
        say(
                "mixed sales, orders, transfers, counts and receipts, %d threads, %d refused for want of goods"
                        .formatted(CLIENTS, mixed.refused()),
                mixed,
                mixed.perSecond());
        beside("pgbench with the same mix", handMixed, mixed.perSecond(), REQUESTS_OF_TWENTY / 20.0);
        check();
    }

    private void say(String what, Run run, double perSecond) {
        System.out.printf(
                "%s, %d s: %.0f/s, p50 %d, p95 %d, p99 %d ms; processor time of the product and its database %.2f ms a request%n",
                what, seconds, perSecond, run.percentile(50), run.percentile(95), run.percentile(99), run.processorMillis());
    }

    private static void beside(String what, ByHand.Pace pace, double ours, double each) {
        System.out.printf(
                "   %s: %.0f/s (%.2f ms of the database's processor time each): ours are %.0f%%%n",
                what, pace.perSecond() * each, pace.processorMillis(), 100 * ours / (pace.perSecond() * each));
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
        if (choice == 2) {
            return order(random);
        }
        return choice == 3 ? receive(random) : sell(random);
    }

    /** Reserves, and sends out or calls off. */
    private int order(Random random) throws Exception {
        String lines = random.ints(0, PRODUCTS)
                .distinct()
                .limit(3)
                .mapToObj(sku -> "{\"sku\":\"P%d\",\"quantity\":2}".formatted(sku))
                .collect(Collectors.joining(",", "[", "]"));
        String id = Product.field(
                product.post(
                        "/api/v1/sales-orders",
                        "{\"store\":\"S%d\",\"confirm\":true,\"lines\":%s}"
                                .formatted(random.nextInt(STORES), lines)),
                "id");
        if (random.nextInt(4) == 0) {
            product.post("/api/v1/sales-orders/" + id + "/cancel", "{}");
            return 2;
        }
        for (String step : List.of("ship", "complete")) {
            product.post("/api/v1/sales-orders/" + id + "/" + step, "{}");
        }
        return 3;
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
