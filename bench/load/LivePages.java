import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** S8: from the moment a till sends its sale until each of 100 open pages has the new figures. */
final class LivePages {

    private static final int PAGES = 100;
    private static final int SALES = 60;
    private static final int WARM_UP = 10;

    public static void main(String[] arguments) throws Exception {
        try (Product product = new Product(Path.of(arguments[0]), Path.of(arguments[1], "home"))) {
            product.post("/api/v1/stores", """
                    {"code":"S1","name":"One","kind":"DARK_STORE","pincode":"400092","time_zone":"Asia/Kolkata"}""");
            product.post("/api/v1/products", """
                    {"sku":"MILK","name":"Milk","unit_cost":48,"sale_price":66}""");
            List<Page> pages = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                pages.add(new Page(product));
            }
            List<Long> toPage = new ArrayList<>();
            List<Long> toAnswer = new ArrayList<>();
            for (int sale = 0; sale < WARM_UP + SALES; sale++) {
                Thread.sleep(250);
                CountDownLatch all = new CountDownLatch(PAGES);
                pages.forEach(page -> page.expect(all));
                long sent = System.nanoTime();
                product.post("/api/v1/orders", """
                        {"type":"SALE","store":"S1","channel":"TILL","external_id":"t%d",
                         "lines":[{"sku":"MILK","quantity":1,"unit_price":66}]}""".formatted(sale));
                long answered = System.nanoTime();
                if (!all.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(all.getCount() + " pages heard nothing of the sale " + sale);
                }
                if (sale >= WARM_UP) {
                    toAnswer.add((answered - sent) / 1_000_000);
                    pages.forEach(page -> toPage.add((page.heard - sent) / 1_000_000));
                }
            }
            print("sale sent to answered", toAnswer);
            print("sale sent to figures on a page, %d pages".formatted(PAGES), toPage);
        }
    }

    private static void print(String what, List<Long> milliseconds) {
        long[] sorted = milliseconds.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: median %d ms, p95 %d ms, p99 %d ms, worst %d ms of %d%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length * 99 / 100],
                Arrays.stream(sorted).max().orElse(0),
                sorted.length);
    }

    /** A browser's page, as far as the server can tell: a STOMP session that listens to the chain. */
    private static final class Page implements WebSocket.Listener {

        private final CountDownLatch connected = new CountDownLatch(1);
        private final StringBuilder frame = new StringBuilder();
        private volatile CountDownLatch waiting = new CountDownLatch(0);
        private volatile long heard;

        Page(Product product) throws Exception {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + product.token())
                    .buildAsync(URI.create(product.url().replace("http", "ws") + "/api/v1/live"), this)
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0", true).get();
            connected.await(10, TimeUnit.SECONDS);
            socket.sendText("SUBSCRIBE\nid:1\ndestination:/topic/live\n\n\0", true).get();
        }

        void expect(CountDownLatch all) {
            heard = 0;
            waiting = all;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                String text = frame.toString();
                frame.setLength(0);
                if (text.startsWith("CONNECTED")) {
                    connected.countDown();
                } else if (heard == 0 && text.contains("\"type\":\"sale\"")) {
                    heard = System.nanoTime();
                    waiting.countDown();
                }
            }
            socket.request(1);
            return null;
        }
    }
}
