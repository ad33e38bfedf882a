package dev.shelfcast.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.orders.SaleRequest;
import dev.shelfcast.server.orders.Sales;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class LiveTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sales sales;

    @Autowired
    JsonMapper json;

    private final List<Page> pages = new ArrayList<>();

    @BeforeEach
    void twoStores() {
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() == 0) {
            jdbc.sql("""
                            insert into stores.store (code, name, kind, pincode, time_zone)
                            values ('NORTH', 'North', 'DARK_STORE', '400092', :zone),
                                   ('SOUTH', 'South', 'DARK_STORE', '400053', :zone)
                            """).param("zone", whereItIsNoon()).update();
            jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) values ('MILK', 'Milk', 6, 10)")
                    .update();
        }
    }

    /** Figures of today begin anew at midnight, which must not fall into a test. */
    private static String whereItIsNoon() {
        int ahead = 12 - OffsetDateTime.now(ZoneOffset.UTC).getHour();
        // In these names the sign is the other way round: Etc/GMT-5 is five hours ahead.
        return "Etc/GMT%+d".formatted(-ahead);
    }

    @AfterEach
    void closePages() throws Exception {
        for (Page page : pages) {
            page.session.close();
        }
    }

    @Test
    void aSaleIsOnTheOpenPageWithinHalfASecond() throws Exception {
        sell("NORTH", 1);
        Page page = open(token("ADMIN"), "/topic/live");
        sell("NORTH", 1);
        page.next("sale");
        TimeUnit.MILLISECONDS.sleep(300);
        page.heard.clear();
        JsonNode before = page.last;
        long start = System.nanoTime();
        sell("NORTH", 3);
        JsonNode message = page.next("sale");
        long waited = (System.nanoTime() - start) / 1_000_000;
        assertThat(waited).isLessThan(500);
        assertThat(message.path("store").asString()).isEqualTo("NORTH");
        assertThat(message.path("pincode").asString()).isEqualTo("400092");
        assertThat(message.path("units").asInt()).isEqualTo(3);
        assertThat(message.path("today").path("units").asInt())
                .isEqualTo(before.path("today").path("units").asInt() + 3);
        assertThat(message.path("zones").get(0).path("units").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(message.path("levels").get(0).path("on_hand").asInt()).isLessThan(0);
    }

    @Test
    void aHundredPagesHearASaleSoon() throws Exception {
        String token = token("ADMIN");
        List<Page> hundred = new ArrayList<>();
        for (int page = 0; page < 100; page++) {
            hundred.add(open(token, "/topic/live"));
        }
        List<Long> waited = new ArrayList<>();
        for (int sale = 0; sale < 12; sale++) {
            TimeUnit.MILLISECONDS.sleep(250);
            hundred.forEach(page -> page.heard.clear());
            long start = System.nanoTime();
            sell("SOUTH", 1);
            for (Page page : hundred) {
                page.next("sale");
                waited.add((page.lastAt - start) / 1_000_000);
            }
        }
        waited.sort(null);
        System.getLogger("LiveTest")
                .log(
                        System.Logger.Level.INFO,
                        "sale to 100 pages: median {0} ms, p95 {1} ms, worst {2} ms",
                        waited.get(waited.size() / 2),
                        waited.get(waited.size() * 95 / 100),
                        waited.get(waited.size() - 1));
        assertThat(waited.get(waited.size() * 95 / 100)).isLessThan(500);
    }

    @Test
    void aBurstIsMergedAndEndsWithTheRightTotal() throws Exception {
        Page page = open(token("ADMIN"), "/topic/live");
        long before = ordersToday();
        for (int sale = 0; sale < 60; sale++) {
            sell("NORTH", 1);
        }
        int messages = 0;
        long units = 0;
        JsonNode last = null;
        while (units < 60 || last.path("today").path("orders").asLong() < before + 60) {
            last = page.next("sale");
            units += last.path("units").asLong();
            messages++;
        }
        assertThat(messages).isLessThan(60);
        assertThat(units).isEqualTo(60);
    }

    @Test
    void aStoreManagerHearsTheirStoreAndNoOther() throws Exception {
        String manager = token("STORE_MANAGER", "SOUTH");
        Page page = open(manager, "/topic/live/SOUTH");
        sell("NORTH", 1);
        sell("SOUTH", 2);
        JsonNode message = page.next("sale");
        assertThat(message.path("store").asString()).isEqualTo("SOUTH");
        assertThat(message.path("levels")
                        .valueStream()
                        .map(level -> level.path("store").asString()))
                .containsOnly("SOUTH");
        for (String topic : List.of("/topic/live", "/topic/live/NORTH", "/topic/live/*", "/topic/**", "/queue/x")) {
            assertThat(open(manager, topic).refused()).as(topic).isTrue();
        }
        Page talker = open(manager, "/topic/live/SOUTH");
        talker.send("SEND\ndestination:/topic/live/SOUTH\n\n{}\0");
        assertThat(talker.refused()).isTrue();
    }

    @Test
    void anAlertIsOnTheOpenPagesOfTheChainAndOfItsStoreAlone() throws Exception {
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) values ('EGGS', 'Eggs', 6, 10)")
                .update();
        Page chain = open(token("PLANNER"), "/topic/live");
        Page south = open(token("STORE_MANAGER", "SOUTH"), "/topic/live/SOUTH");
        Page north = open(token("STORE_MANAGER", "NORTH"), "/topic/live/NORTH");
        sell("SOUTH", "EGGS", 2);
        for (Page page : List.of(chain, south)) {
            JsonNode alert = page.next("alert").path("alerts").get(0);
            while (!alert.path("sku").asString().equals("EGGS")) {
                alert = page.next("alert").path("alerts").get(0);
            }
            assertThat(alert.path("title").asString()).isEqualTo("Eggs is below zero in South");
            assertThat(alert.path("status").asString()).isEqualTo("OPEN");
        }
        assertThat(north.heard).noneMatch(frame -> frame.contains("EGGS"));
    }

    @Test
    void withoutATokenThereIsNoConnection() {
        assertThat(connects(new WebSocketHttpHeaders())).isFalse();
        WebSocketHttpHeaders foreign = new WebSocketHttpHeaders();
        foreign.setBearerAuth(token("ADMIN"));
        foreign.setOrigin("https://elsewhere.example");
        assertThat(connects(foreign)).isFalse();
    }

    private boolean connects(WebSocketHttpHeaders headers) {
        try {
            Page page = new Page();
            page.session = new StandardWebSocketClient()
                    .execute(page, headers, java.net.URI.create("ws://localhost:" + port + "/api/v1/live"))
                    .get(10, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private long ordersToday() {
        return jdbc.sql("select coalesce(sum(orders), 0) from demand.zone_total")
                .query(Long.class)
                .single();
    }

    private void sell(String store, int units) {
        sell(store, "MILK", units);
    }

    private void sell(String store, String sku, int units) {
        sales.place(new SaleRequest(
                StoreCode.of(store),
                "TEST",
                SaleRequest.TILL,
                null,
                null,
                null,
                null,
                List.of(new SaleRequest.Line(Sku.of(sku), BigDecimal.valueOf(units), null, null))));
    }

    private String token(String role, String... stores) {
        String name = "live-" + java.util.UUID.randomUUID();
        ApiClient.admin(port)
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username", name,
                                "display_name", name,
                                "role", role,
                                "stores", List.of(stores),
                                "password", "a password of the live test"))
                .expect(201);
        return ApiClient.anonymous(port)
                .post("/api/token", Map.of("username", name, "password", "a password of the live test"))
                .expect(200)
                .json()
                .path("access")
                .asString();
    }

    private Page open(String token, String topic) throws Exception {
        boolean hundred = pages.size() > 0 && pages.size() < 100 && topic.equals(Topics.CHAIN);
        WebSocketHttpHeaders headers = new WebSocketHttpHeaders();
        headers.setBearerAuth(token);
        Page page = new Page();
        page.session = new StandardWebSocketClient()
                .execute(page, headers, java.net.URI.create("ws://localhost:" + port + "/api/v1/live"))
                .get(10, TimeUnit.SECONDS);
        pages.add(page);
        page.send("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0");
        assertThat(page.connected.await(10, TimeUnit.SECONDS)).isTrue();
        page.send("SUBSCRIBE\nid:1\ndestination:" + topic + "\nreceipt:r\n\n\0");
        TimeUnit.MILLISECONDS.sleep(hundred ? 20 : 400);
        return page;
    }

    /** A page that remembers what it heard. */
    private final class Page extends TextWebSocketHandler {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CountDownLatch connected = new CountDownLatch(1);
        private volatile boolean refused;
        private WebSocketSession session;
        private JsonNode last;
        private volatile long lastAt;

        @Override
        protected void handleTextMessage(WebSocketSession from, TextMessage message) {
            String frame = message.getPayload();
            if (frame.startsWith("MESSAGE")) {
                lastAt = System.nanoTime();
                heard.add(frame);
            } else if (frame.startsWith("CONNECTED")) {
                connected.countDown();
            } else if (frame.startsWith("ERROR")) {
                refused = true;
            }
        }

        @Override
        public void afterConnectionClosed(WebSocketSession from, CloseStatus status) {
            refused = true; // the server ends the connection of a page that it refused
            heard.add("");
        }

        void send(String frame) throws Exception {
            session.sendMessage(new TextMessage(frame));
        }

        JsonNode next(String type) throws Exception {
            while (true) {
                String frame = heard.poll(10, TimeUnit.SECONDS);
                assertThat(frame).as("a message of type " + type).isNotNull().isNotEmpty();
                String body = frame.substring(frame.indexOf("\n\n") + 2).replace("\0", "");
                JsonNode message = json.readTree(body);
                if (message.path("type").asString().equals(type)) {
                    last = message;
                    return message;
                }
            }
        }

        boolean refused() throws Exception {
            for (int wait = 0; wait < 300 && !refused; wait++) {
                TimeUnit.MILLISECONDS.sleep(30);
            }
            return refused;
        }
    }
}
