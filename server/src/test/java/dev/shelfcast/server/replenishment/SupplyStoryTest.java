package dev.shelfcast.server.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.forecasting.ForecastFacts;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Where goods come from and how long they take: what the supplier says, what it did, and the chain's own warehouse. */
@ServerTest
@Import(Api.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SupplyStoryTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Api.User planner;

    @BeforeEach
    void signIn() {
        planner = api.as("PLANNER");
    }

    @Test
    @Order(1)
    void theSuppliersWordHoldsUntilItsDeliveriesSayOtherwise() {
        ForecastFacts facts = new ForecastFacts(jdbc);
        long shop = facts.store("SHOP");
        facts.store("WH");
        long milk = facts.product("MILK", "Dairy");
        LocalDate yesterday = LocalDate.now().minusDays(1);
        facts.forecast(facts.run(yesterday), shop, milk, yesterday, 10);
        jdbc.sql("insert into catalog.supplier (code, name, lead_time_days) values ('AAREY', 'Aarey Dairy', 2)")
                .update();
        jdbc.sql("""
                        insert into catalog.product_supplier (product_id, supplier_id, unit_cost, preferred)
                        select p.id, s.id, 6, true from catalog.product p, catalog.supplier s
                        """).update();

        JsonNode stated = explain();
        assertThat(stated.path("lead_time_from").asString()).isEqualTo("SUPPLIER");
        assertThat(stated.path("lead_time_days").decimalValue()).isEqualByComparingTo("2");

        for (int days : new int[] {4, 5, 6, 5}) {
            delivered(days);
        }
        assertThat(explain().path("lead_time_from").asString())
                .as("four orders are too few to learn from")
                .isEqualTo("SUPPLIER");
        delivered(5);
        JsonNode learned = explain();
        assertThat(learned.path("lead_time_from").asString()).isEqualTo("LEARNED");
        assertThat(learned.path("lead_time_days").decimalValue()).isEqualByComparingTo("5");
        assertThat(learned.path("lead_time_sd_days").decimalValue()).isEqualByComparingTo("0.71");
        assertThat(learned.path("reorder_point").asDouble())
                .isGreaterThan(stated.path("reorder_point").asDouble() + 30);

        String longer = "{\"scope\":\"PRODUCT\",\"sku\":\"MILK\",\"lead_time_days\":9}";
        assertThat(planner.put("/api/v1/replenishment/policies", longer).status())
                .isEqualTo(204);
        assertThat(explain().path("lead_time_from").asString()).isEqualTo("PRODUCT_POLICY");
        assertThat(explain().path("reorder_point").asDouble())
                .isGreaterThan(learned.path("reorder_point").asDouble() + 30);
        jdbc.sql("delete from replenishment.policy where scope = 'PRODUCT'").update();
    }

    @Test
    @Order(2)
    void whatCustomersWaitForIsMissingFromThePosition() {
        receive("SHOP", 5);
        assertThat(explain().path("position").decimalValue()).isEqualByComparingTo("5");
        Api.Answer order = planner.post("/api/v1/sales-orders", """
                {"store":"SHOP","lines":[{"sku":"MILK","quantity":12,"unit_price":10}]}
                """);
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        String id = order.json().path("head").path("id").asString();
        Api.Answer confirmed = planner.post("/api/v1/sales-orders/" + id + "/confirm", "{\"allow_partial\":true}");
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);

        JsonNode inputs = explain();
        assertThat(inputs.path("reserved").decimalValue()).isEqualByComparingTo("5");
        assertThat(inputs.path("back_ordered").decimalValue()).isEqualByComparingTo("7");
        assertThat(inputs.path("position").decimalValue()).isEqualByComparingTo("-7");
    }

    @Test
    @Order(3)
    void aWarehouseWithTheGoodsIsAskedInsteadOfTheSupplier() {
        receive("WH", 500);
        Api.Answer set = planner.put("/api/v1/stores/SHOP/supply", "{\"source\":\"WH\",\"transport_days\":1}");
        assertThat(set.status()).as(set.body()).isEqualTo(200);

        JsonNode line = await(() -> planner.get("/api/v1/replenishment/lines?store=SHOP")
                .json()
                .path("data")
                .valueStream()
                .filter(one -> one.path("source_store").asString("").equals("WH"))
                .findFirst()
                .orElse(null));
        assertThat(line.path("supplier").asString()).isEqualTo("WH");
        assertThat(line.path("inputs").path("lead_time_from").asString()).isEqualTo("ROUTE");
        assertThat(line.path("inputs").path("lead_time_days").decimalValue()).isEqualByComparingTo("1");
        Api.Answer approved = planner.post(
                "/api/v1/replenishment/lines/" + line.path("id").asLong() + "/approve", "{\"quantity\":60}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.json().path("purchase_orders")).isEmpty();
        String transfer = approved.json().path("transfers").get(0).asString();

        JsonNode asked = planner.get("/api/v1/inventory/transfers/" + transfer).json();
        assertThat(asked.path("head").path("status").asString()).isEqualTo("APPROVED");
        assertThat(asked.path("head").path("from").asString()).isEqualTo("WH");
        assertThat(asked.path("lines").get(0).path("requested").decimalValue()).isEqualByComparingTo("60");
        assertThat(explain().path("incoming").decimalValue()).isEqualByComparingTo("60");
        planner.post("/api/v1/inventory/transfers/" + transfer + "/cancel", "");
    }

    @Test
    @Order(5)
    void whatIsOnItsWayToAStoreThatNeverHadItIsShown() {
        ForecastFacts facts = new ForecastFacts(jdbc);
        facts.store("NEW1");
        facts.store("NEW2");
        Api.Answer ordered = planner.post(
                "/api/v1/orders",
                "{\"type\":\"PURCHASE\",\"store\":\"NEW1\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":24}]}");
        assertThat(ordered.status()).as(ordered.body()).isEqualTo(201);
        String order = ordered.json().path("id").asString();
        assertThat(planner.get("/api/v1/inventory/levels?store=NEW1").json().path("data"))
                .as("a draft is no promise")
                .isEmpty();
        Api.Answer approved = planner.post("/api/v1/orders/" + order + "/approve", "{}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        Api.Answer asked = planner.post(
                "/api/v1/inventory/transfers",
                "{\"from\":\"WH\",\"to\":\"NEW2\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":7}]}");
        planner.post(
                "/api/v1/inventory/transfers/"
                        + asked.json().path("head").path("id").asString() + "/approve",
                "");

        assertThat(onlyLevel("NEW1")).isEqualTo("0 on hand, 24 incoming, position 24");
        assertThat(onlyLevel("NEW2")).isEqualTo("0 on hand, 7 incoming, position 7");
    }

    private String onlyLevel(String store) {
        JsonNode data =
                planner.get("/api/v1/inventory/levels?store=" + store).json().path("data");
        assertThat(data).hasSize(1);
        JsonNode level = data.get(0);
        return "%s on hand, %s incoming, position %s"
                .formatted(
                        level.path("on_hand").decimalValue().toPlainString(),
                        level.path("incoming").decimalValue().toPlainString(),
                        level.path("position").decimalValue().toPlainString());
    }

    @Test
    @Order(4)
    void whatAManagerAsksOfTheWarehouseCountsBeforeItAgrees() {
        Api.User manager = api.as("STORE_MANAGER", "SHOP");
        JsonNode line = await(() -> manager.get("/api/v1/replenishment/lines")
                .json()
                .path("data")
                .valueStream()
                .findFirst()
                .orElse(null));
        Api.Answer approved =
                manager.post("/api/v1/replenishment/lines/" + line.path("id").asLong() + "/approve", "{}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        String transfer = approved.json().path("transfers").get(0).asString();

        assertThat(manager.get("/api/v1/inventory/transfers/" + transfer)
                        .json()
                        .path("head")
                        .path("status")
                        .asString())
                .isEqualTo("REQUESTED");
        JsonNode inputs = explain();
        assertThat(inputs.path("incoming").decimalValue())
                .isEqualByComparingTo(line.path("quantity").decimalValue());
        assertThat(inputs.path("rounded_quantity").decimalValue()).isEqualByComparingTo("0");
    }

    private JsonNode explain() {
        Api.Answer answer = planner.get("/api/v1/replenishment/explain?store=SHOP&sku=MILK");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("inputs");
    }

    /** An order that was sent a month ago and came after so many days. */
    private void delivered(int days) {
        jdbc.sql("""
                        with po as (
                            insert into orders.purchase_order
                                   (supplier_id, store_id, status, created_by, sent_at, sent_by, sent_how, received_at)
                            select s.id, t.id, 'RECEIVED', 'test', now() - interval '30 days', 'test', 'HAND',
                                   now() - interval '30 days' + :days * interval '1 day'
                              from catalog.supplier s, stores.store t
                             where t.code = 'SHOP'
                            returning id, received_at
                        ), line as (
                            insert into orders.purchase_order_line
                                   (purchase_order_id, line, product_id, quantity, received, unit_cost)
                            select po.id, 1, p.id, 10, 10, 6 from po, catalog.product p
                        ), receipt as (
                            insert into orders.purchase_receipt (purchase_order_id, received_at, received_by)
                            select id, received_at, 'test' from po
                            returning id
                        )
                        insert into orders.purchase_receipt_line (receipt_id, line, quantity)
                        select id, 1, 10 from receipt
                        """).param("days", days).update();
    }

    private void receive(String store, int quantity) {
        Api.Answer moved = planner.post(
                "/api/v1/inventory/transactions",
                "{\"kind\":\"RECEIPT\",\"store\":\"%s\",\"sku\":\"MILK\",\"quantity\":%d}".formatted(store, quantity));
        assertThat(moved.status()).as(moved.body()).isBetween(200, 299);
    }

    private static <T> T await(Supplier<T> later) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
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
        throw new AssertionError("Not within half a minute");
    }
}
