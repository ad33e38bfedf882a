import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * S4: every list and search page over a million stock rows and ten million movements. First each alone, with the plans
 * it used; then 100 people, each with a request a second; then the same 100 without a pause.
 */
final class Giant {

    private static final int USERS = 100;
    /** Requests of each kind; fewer by -Dalone where the machine is not one's own. */
    private static final int ALONE = Integer.getInteger("alone", 12);

    private static final int WARM_UP = ALONE / 4;
    private static final int WARM_UP_SECONDS = 20;
    private static final String PASSWORD = "a-manager-password";

    private record Sample(int read, double milliseconds, boolean failed) {}

    private record Run(List<Sample> samples, double seconds, double processorSeconds) {}

    private final Product product;
    private final List<GiantReads.Read> reads;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> failures = new TreeMap<>();
    private volatile String admin = "";
    private volatile String manager = "";

    private Giant(Product product, List<GiantReads.Read> reads) {
        this.product = product;
        this.reads = reads;
    }

    /** Arguments: jar, work folder, seconds of each run (0 only fills and checks), scale (1 is the whole of S4). */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[1]).resolve("home");
        int seconds = Integer.parseInt(arguments[2]);
        GiantFill.Size size = GiantFill.Size.of(arguments[3].equals("times") ? 1 : Double.parseDouble(arguments[3]));
        System.out.println(size);
        boolean met;
        try (Product product = new Product(Path.of(arguments[0]), home)) {
            try (Connection connection = product.database()) {
                new GiantFill(connection, size).run();
            }
            product.awaitDemand();
            check(product);
            if (seconds == 0) {
                return;
            }
            Giant giant = new Giant(product, new GiantReads(size).all());
            giant.signIn();
            boolean planned = giant.alone(home);
            met = giant.together(seconds) && planned;
        }
        System.out.println(met ? "S4 is met." : "S4 is missed.");
        System.exit(met ? 0 : 1);
    }

    /** The product's own proof that the books are right. */
    private static void check(Product product) throws Exception {
        long begin = System.nanoTime();
        String run = Product.field(product.post("/api/v1/jobs/ledger-check/trigger", ""), "id");
        String status = "";
        String answer = "";
        while (!List.of("DONE", "FAILED", "CANCELLED").contains(status)) {
            Thread.sleep(500);
            answer = product.get("/api/v1/jobs/" + run);
            status = Product.field(answer, "status");
        }
        System.out.printf(
                "ledger-check: %s after %.1f s, %s%n",
                status, (System.nanoTime() - begin) / 1e9, Product.field(answer, "message"));
        if (!status.equals("DONE")) {
            throw new IllegalStateException(answer);
        }
    }

    private void signIn() throws Exception {
        if (!product.get("/api/v1/users?limit=500").contains("\"manager\"")) {
            product.post("/api/v1/users", """
                {"username":"manager","display_name":"Manager","role":"STORE_MANAGER",
                 "stores":["ST003","ST017","ST042"],"password":"%s"}\
                """.formatted(PASSWORD));
        }
        refresh();
    }

    private void refresh() throws Exception {
        admin = product.token();
        manager = Product.field(
                product.post("/api/token", "{\"username\":\"manager\",\"password\":\"%s\"}".formatted(PASSWORD)),
                "access");
    }

    /** Each read by itself: its latency without company, and whether its plans read a big table from end to end. */
    private boolean alone(Path home) throws Exception {
        double[][] times = new double[reads.size()][ALONE];
        Random random = new Random(4);
        for (int k = 0; k < reads.size(); k++) {
            for (int n = -WARM_UP; n < ALONE; n++) {
                double milliseconds = timed(k, random).milliseconds();
                if (n >= 0) {
                    times[k][n] = milliseconds;
                }
            }
        }
        List<Map<String, Long>> scans = new ArrayList<>();
        try (GiantPlans plans = new GiantPlans(product, home)) {
            awaitDatabase();
            for (int k = 0; k < reads.size(); k++) {
                plans.begin();
                for (int n = 0; n < ALONE; n++) {
                    timed(k, random);
                }
                scans.add(plans.sequential());
            }
        }
        awaitDatabase();
        System.out.println("\n| alone | median ms | worst of " + ALONE + " | big tables read from end to end |");
        System.out.println("| --- | --- | --- | --- |");
        for (int k = 0; k < reads.size(); k++) {
            Arrays.sort(times[k]);
            System.out.printf(
                    "| %s | %.1f | %.1f | %s |%n",
                    reads.get(k).name(),
                    times[k][ALONE / 2],
                    times[k][ALONE - 1],
                    scans.get(k).isEmpty() ? "none" : scans.get(k));
        }
        return scans.stream().allMatch(Map::isEmpty);
    }

    /** Its connections have been cut. */
    private void awaitDatabase() throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                refresh();
                product.get("/api/v1/me");
                failures.clear();
                return;
            } catch (IllegalStateException notYet) {
                if (attempt == 50) {
                    throw notYet;
                }
                Thread.sleep(200);
            }
        }
    }

    private boolean together(int seconds) throws Exception {
        run(WARM_UP_SECONDS, true);
        Run paced = run(seconds, true);
        table("100 users, a request a second each", paced);
        Run saturated = run(seconds, false);
        table("100 users without a pause", saturated);
        failures.forEach((name, answer) -> System.out.println("failed: " + name + ": " + answer));
        double[] all = sorted(paced.samples());
        return at(all, 95) < 100
                && at(all, 99) < 300
                && paced.samples().stream().noneMatch(Sample::failed);
    }

    /** With a pace, a request's time counts from when it was due: who waits for the one before has waited too. */
    private Run run(int seconds, boolean paced) throws Exception {
        refresh();
        List<Integer> deck = new ArrayList<>();
        for (int k = 0; k < reads.size(); k++) {
            for (int n = 0; n < reads.get(k).weight(); n++) {
                deck.add(k);
            }
        }
        ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(USERS);
        double processor = product.processorSeconds();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        for (int user = 0; user < USERS; user++) {
            Random random = new Random(user + 1);
            Thread thread = new Thread(() -> {
                try {
                    long due = begin + (long) (random.nextDouble() * 1e9);
                    while (due < end) {
                        long wait = due - System.nanoTime();
                        if (paced && wait > 0) {
                            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                        }
                        Sample sample = timed(deck.get(random.nextInt(deck.size())), random);
                        double late = paced ? Math.max(0, -wait) / 1e6 : 0;
                        samples.add(new Sample(sample.read(), sample.milliseconds() + late, sample.failed()));
                        due = paced ? due + 1_000_000_000L : System.nanoTime();
                    }
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        done.await();
        double took = (System.nanoTime() - begin) / 1e9;
        return new Run(List.copyOf(samples), took, product.processorSeconds() - processor);
    }

    private Sample timed(int read, Random random) {
        GiantReads.Read one = reads.get(read);
        String path = "/api/v1" + one.path().apply(random);
        HttpRequest request = HttpRequest.newBuilder(URI.create(product.url() + path))
                .header("Authorization", "Bearer " + (one.scoped() ? manager : admin))
                .header("Accept-Encoding", "gzip")
                .build();
        long begin = System.nanoTime();
        boolean failed;
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            failed = answer.statusCode() != 200;
            if (failed) {
                failures.putIfAbsent(one.name(), path + " " + answer.statusCode() + " " + new String(answer.body()));
            }
        } catch (Exception problem) {
            failed = true;
            failures.putIfAbsent(one.name(), path + " " + problem);
        }
        return new Sample(read, (System.nanoTime() - begin) / 1e6, failed);
    }

    private void table(String title, Run run) {
        System.out.printf(
                "%n%s: %.0f requests/s, %.1f ms of processor time of server and database each%n",
                title,
                run.samples().size() / run.seconds(),
                1000 * run.processorSeconds() / run.samples().size());
        System.out.println("| " + title + " | requests | p50 ms | p95 ms | p99 ms | errors |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        row("all", run.samples());
        for (int k = 0; k < reads.size(); k++) {
            int read = k;
            row(
                    reads.get(k).name(),
                    run.samples().stream()
                            .filter(sample -> sample.read() == read)
                            .toList());
        }
    }

    private static void row(String name, List<Sample> samples) {
        double[] times = sorted(samples);
        System.out.printf(
                "| %s | %d | %.0f | %.0f | %.0f | %d |%n",
                name,
                times.length,
                at(times, 50),
                at(times, 95),
                at(times, 99),
                samples.stream().filter(Sample::failed).count());
    }

    private static double[] sorted(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::milliseconds).sorted().toArray();
    }

    private static double at(double[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
