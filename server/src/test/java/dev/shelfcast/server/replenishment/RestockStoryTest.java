package dev.shelfcast.server.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.orders.SalesIntake;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From sales to a restock line, from the line to a purchase order, from the order back to stock. */
@ServerTest
@Import(Api.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestockStoryTest {

    private static final ZoneId MUMBAI = ZoneId.of("Asia/Kolkata");

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SalesIntake sales;

    @Autowired
    StockLedger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private Api.User planner;

    @BeforeEach
    void signIn() {
        planner = api.as("PLANNER");
    }

    /** H9: Milk in 400092 with 7 on hand and about 35 a day. */
    @Test
    @Order(1)
    void milkInBorivaliWestSaysRestockFortyUnitsByNineTomorrow() {
        tell("/api/v1/stores", """
                {"code":"BOR092","name":"Borivali West","kind":"DARK_STORE","pincode":"400092",
                 "latitude":19.23,"longitude":72.86,"time_zone":"Asia/Kolkata"}
                """);
        tell("/api/v1/products", """
                {"sku":"MILK","name":"Milk","category":"Dairy","unit_cost":48,"sale_price":66}
                """);
        sell(90, 7);
        tell("/api/v1/forecasting/train", "{}");

        JsonNode line = await(() -> {
            JsonNode lines =
                    planner.get("/api/v1/replenishment/lines?store=BOR092").json();
            return lines.path("data").isEmpty() ? null : lines.path("data").get(0);
        });

        assertThat(line.path("headline").asString()).isEqualTo("Restock 40 units by 9 AM tomorrow");
        assertThat(line.path("urgency").asString()).isEqualTo("CRITICAL");
        assertThat(line.path("on_hand").decimalValue()).isEqualByComparingTo("7");
        assertThat(line.path("inputs").path("demand_per_day").asDouble()).isBetween(33.0, 37.0);
        assertThat(line.path("reason").asString()).contains("lead time 1 day", "of safety stock", "rounded up to 40");
        OffsetDateTime neededBy = OffsetDateTime.parse(line.path("needed_by").asString());
        assertThat(neededBy.atZoneSameInstant(MUMBAI).toLocalTime()).isEqualTo(LocalTime.of(9, 0));
        assertThat(neededBy.atZoneSameInstant(MUMBAI).toLocalDate())
                .isEqualTo(LocalDate.now(clock.withZone(MUMBAI)).plusDays(1));
    }

    @Test
    @Order(2)
    void theForecastBehindTheLineCanBeLookedAt() {
        await(() -> jobsAreDone() ? true : null);
        JsonNode row = planner.get("/api/v1/analytics/forecasts?store=BOR092")
                .json()
                .path("data")
                .get(0);
        assertThat(row.path("sku").asString()).isEqualTo("MILK");
        assertThat(row.path("next_day").asDouble()).isBetween(30.0, 40.0);
        assertThat(row.path("next_week").asDouble()).isBetween(225.0, 265.0);
        assertThat(row.path("next_month").asDouble()).isBetween(960.0, 1140.0);

        JsonNode detail = planner.get("/api/v1/analytics/forecasts/BOR092/MILK?history_days=30")
                .json();
        assertThat(detail.path("history").size()).isEqualTo(30);
        assertThat(detail.path("forecast").size()).isEqualTo(42);
        JsonNode tomorrow = detail.path("forecast").get(1);
        assertThat(tomorrow.path("quantiles").valueStream().map(JsonNode::asDouble))
                .isSorted()
                .hasSize(detail.path("levels").size());
        assertThat(planner.get("/api/v1/forecasting/outlook")
                        .json()
                        .path("forecast")
                        .size())
                .isEqualTo(42);
        JsonNode run =
                planner.get("/api/v1/forecasting/runs").json().path("data").get(0);
        assertThat(run.path("status").asString()).isEqualTo("DONE");
        assertThat(run.path("series").asInt()).isEqualTo(1);
        assertThat(planner.get("/api/v1/forecasting/accuracy").status()).isEqualTo(200);
        assertThat(planner.get("/api/v1/forecasting/methods")
                        .json()
                        .path("data")
                        .size())
                .isGreaterThan(5);
        assertThat(planner.post("/api/v1/forecasting/train", "{\"model\":\"oracle\"}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("MODEL_UNKNOWN");
    }

    @Test
    @Order(3)
    void anApprovedLineIsOnOrderAndDoesNotComeBack() {
        long id = firstLine();

        Api.Answer approved =
                planner.post("/api/v1/replenishment/lines/" + id + "/approve", "{}", "Idempotency-Key", "approve-once");
        Api.Answer again =
                planner.post("/api/v1/replenishment/lines/" + id + "/approve", "{}", "Idempotency-Key", "approve-once");

        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(approved.body());
        assertThat(jdbc.sql("select quantity from orders.v_incoming")
                        .query(BigDecimal.class)
                        .list())
                .singleElement()
                .satisfies(quantity -> assertThat(quantity).isEqualByComparingTo("40"));
        tell("/api/v1/replenishment/check", "{}");
        await(() -> jobsAreDone() ? true : null);
        assertThat(planner.get("/api/v1/replenishment/lines")
                        .json()
                        .path("data")
                        .isEmpty())
                .isTrue();
        JsonNode why = planner.get("/api/v1/replenishment/explain?store=BOR092&sku=MILK")
                .json();
        assertThat(why.path("reason").asString())
                .contains("7 on hand, 40 on order")
                .endsWith("nothing to order.");
    }

    @Test
    @Order(4)
    void aLineCannotBeApprovedTwice() {
        long id =
                jdbc.sql("select id from replenishment.line").query(Long.class).single();

        Api.Answer refused = planner.post("/api/v1/replenishment/lines/" + id + "/approve", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("RESTOCK_LINE_NOT_OPEN");
    }

    @Test
    @Order(5)
    void receivingTheOrderRaisesTheStock() {
        String order = planner.get("/api/v1/orders?type=PURCHASE")
                .json()
                .path("data")
                .get(0)
                .path("id")
                .asString();

        Api.Answer received = planner.post("/api/v1/orders/" + order + "/receive", "{}");

        assertThat(received.status()).as(received.body()).isEqualTo(200);
        JsonNode level = planner.get("/api/v1/inventory/levels?store=BOR092&sku=MILK")
                .json()
                .path("data")
                .get(0);
        assertThat(level.path("on_hand").decimalValue()).isEqualByComparingTo("47");
        assertThat(level.path("incoming").decimalValue()).isEqualByComparingTo("0");
        assertThat(level.path("position").decimalValue()).isEqualByComparingTo("47");
    }

    @Test
    @Order(6)
    void aSaleAtTheTillOpensTheLineAgainWithoutAnybodyAsking() {
        tell("/api/v1/orders", """
                {"type":"SALE","store":"BOR092","channel":"TILL","external_id":"till-1",
                 "lines":[{"sku":"MILK","quantity":10,"unit_price":66}]}
                """);

        JsonNode line = await(() -> {
            JsonNode lines = planner.get("/api/v1/replenishment/lines").json();
            return lines.path("data").isEmpty() ? null : lines.path("data").get(0);
        });
        assertThat(line.path("on_hand").decimalValue()).isEqualByComparingTo("37");
    }

    @Test
    @Order(7)
    void aRejectedNeedStaysQuietUntilItIsWoken() {
        long id = firstLine();
        assertThat(planner.post("/api/v1/replenishment/lines/" + id + "/reject", "{}")
                        .status())
                .isEqualTo(204);

        tell("/api/v1/replenishment/check", "{}");
        await(() -> jobsAreDone() ? true : null);
        assertThat(planner.get("/api/v1/replenishment/lines")
                        .json()
                        .path("data")
                        .isEmpty())
                .isTrue();

        assertThat(planner.post("/api/v1/replenishment/lines/" + id + "/wake", "{}")
                        .status())
                .isEqualTo(204);
        assertThat(planner.get("/api/v1/replenishment/lines")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @Order(8)
    void aSnoozedLineSleepsAndCanBeWoken() {
        long id = firstLine();
        String until = OffsetDateTime.now(clock).plusHours(4).toString();
        Api.Answer snoozed =
                planner.post("/api/v1/replenishment/lines/" + id + "/snooze", "{\"until\":\"%s\"}".formatted(until));
        assertThat(snoozed.status()).as(snoozed.body()).isEqualTo(204);
        assertThat(planner.get("/api/v1/replenishment/lines?status=SNOOZED")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);

        assertThat(planner.post("/api/v1/replenishment/lines/" + id + "/wake", "{}")
                        .status())
                .isEqualTo(204);
        assertThat(firstLine()).isEqualTo(id);
    }

    @Test
    @Order(9)
    void aStoreManagerSeesAndDecidesOnlyInTheirStores() {
        Api.User elsewhere = api.as("STORE_MANAGER", "OTHER");
        long id = firstLine();

        assertThat(elsewhere
                        .get("/api/v1/replenishment/lines")
                        .json()
                        .path("data")
                        .isEmpty())
                .isTrue();
        assertThat(elsewhere.get("/api/v1/replenishment/lines?store=BOR092").status())
                .isEqualTo(403);
        assertThat(elsewhere
                        .post("/api/v1/replenishment/lines/" + id + "/approve", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(api.as("ANALYST")
                        .post("/api/v1/replenishment/lines/" + id + "/approve", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(10)
    void aHigherServiceLevelForTheProductRaisesTheSafetyStock() {
        double before = safetyStock();

        Api.Answer set = planner.put(
                "/api/v1/replenishment/policies", "{\"scope\":\"PRODUCT\",\"sku\":\"MILK\",\"service_level\":0.99}");

        assertThat(set.status()).as(set.body()).isEqualTo(204);
        assertThat(safetyStock()).isGreaterThan(before * 1.2);
    }

    private double safetyStock() {
        return planner.get("/api/v1/replenishment/explain?store=BOR092&sku=MILK")
                .json()
                .path("inputs")
                .path("safety_stock")
                .asDouble();
    }

    private long firstLine() {
        return planner.get("/api/v1/replenishment/lines")
                .json()
                .path("data")
                .get(0)
                .path("id")
                .asLong();
    }

    private boolean jobsAreDone() {
        return jdbc.sql("select count(*) from jobs.run where status in ('QUEUED', 'RUNNING')")
                        .query(Long.class)
                        .single()
                == 0;
    }

    private void tell(String path, String body) {
        Api.Answer answer = planner.post(path, body);
        assertThat(answer.status()).as(path + ": " + answer.body()).isBetween(200, 299);
    }

    /** Days of sales of about 35 up to yesterday; opened so that {@code left} are on hand now. */
    private void sell(int days, int left) {
        Random random = new Random(35);
        LocalDate today = LocalDate.now(clock.withZone(MUMBAI));
        long store = jdbc.sql("select id from stores.v_store where code = 'BOR092'")
                .query(Long.class)
                .single();
        long product = jdbc.sql("select id from catalog.v_product where sku = 'MILK'")
                .query(Long.class)
                .single();
        transaction.executeWithoutResult(status -> {
            int sold = 0;
            for (int day = days; day >= 1; day--) {
                int units = (int) Math.round(35 + 5 * random.nextGaussian());
                sold += units;
                LocalDate date = today.minusDays(day);
                jdbc.sql("""
                                insert into orders.v_sale_intake
                                       (batch_id, store_id, product_id, pincode, occurred_at, business_day, quantity,
                                        unit_price, discount, unit_cost)
                                values (1, :store, :product, '400092', :at, :day, :units, 66, 0, 48)
                                """)
                        .param("store", store)
                        .param("product", product)
                        .param("at", date.atTime(19, 0).atZone(MUMBAI).toOffsetDateTime())
                        .param("day", date)
                        .param("units", units)
                        .update();
            }
            jdbc.sql("""
                            insert into inventory.v_movement_intake
                                   (batch_id, kind, product_id, from_location, to_location, quantity,
                                    occurred_at, source)
                            values (2, 'OPENING_BALANCE', :product, -5, :store, :quantity, :at, 'TEST')
                            """)
                    .param("product", product)
                    .param("store", store)
                    .param("quantity", sold + left)
                    .param(
                            "at",
                            today.minusDays(days).atTime(6, 0).atZone(MUMBAI).toOffsetDateTime())
                    .update();
            ledger.postIntake(2);
            sales.load(1, "TEST", "TILL");
        });
        int all = days;
        await(() -> jdbc.sql("select count(*) from demand.v_daily")
                                .query(Long.class)
                                .single()
                        == all
                ? true
                : null);
    }

    private static <T> T await(Supplier<T> later) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            T value = later.get();
            if (value != null) {
                return value;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("Not within a minute");
    }
}
