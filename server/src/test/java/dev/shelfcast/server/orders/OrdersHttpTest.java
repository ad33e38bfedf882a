package dev.shelfcast.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@Import(Api.class)
class OrdersHttpTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aStoreAndAProduct() {
        jdbc.sql("insert into stores.store (code, name, time_zone) "
                        + "values ('DEL1', 'Delhi', 'Asia/Kolkata'), ('DEL2', 'Delhi 2', 'Asia/Kolkata') "
                        + "on conflict do nothing")
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) "
                        + "values ('MILK-1L', 'Milk 1L', 20, 30) on conflict do nothing")
                .update();
    }

    @Test
    void orderedGoodsArriveAreSoldAndSeenInTheLevelsAndTheHistory() {
        Api.User planner = api.as("PLANNER");
        Api.Answer order = planner.post(
                "/api/v1/orders",
                "{\"type\":\"PURCHASE\",\"store\":\"DEL1\",\"lines\":[{\"sku\":\"MILK-1L\",\"quantity\":40}]}");
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        String id = order.json().path("id").asString();
        assertThat(planner.post("/api/v1/orders/" + id + "/approve", "")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("APPROVED");
        Api.Answer expected = planner.get("/api/v1/inventory/levels?store=DEL1&sku=MILK-1L");
        assertThat(expected.status()).as(expected.body()).isEqualTo(200);
        Api.Answer received = planner.post("/api/v1/orders/" + id + "/receive", "");
        assertThat(received.json().path("status").asString())
                .as(received.body())
                .isEqualTo("RECEIVED");

        String sale = "{\"type\":\"SALE\",\"store\":\"DEL1\",\"lines\":[{\"sku\":\"MILK-1L\",\"quantity\":2}]}";
        Api.Answer sold = planner.post("/api/v1/orders", sale, "Idempotency-Key", "till 1");
        assertThat(sold.status()).as(sold.body()).isEqualTo(201);
        Api.Answer again = planner.post("/api/v1/orders", sale, "Idempotency-Key", "till 1");
        assertThat(again.json().path("id"))
                .as(again.body())
                .isEqualTo(sold.json().path("id"));
        Api.Answer read = planner.get("/api/v1/orders/" + sold.json().path("id").asString());
        assertThat(read.json().path("total").decimalValue()).as(read.body()).isEqualByComparingTo("60");

        Api.Answer level = planner.get("/api/v1/inventory/levels?store=DEL1&sku=MILK-1L");
        assertThat(level.json().path("data").get(0).path("on_hand").decimalValue())
                .as(level.body())
                .isEqualByComparingTo("38");
        assertThat(planner.get("/api/v1/inventory/levels?store=DEL1&as_of=2020-01-01T00:00:00Z")
                        .json()
                        .path("data")
                        .get(0)
                        .path("on_hand")
                        .decimalValue())
                .isEqualByComparingTo("0");
        Api.Answer history = planner.get("/api/v1/inventory/movements?store=DEL1&sku=MILK-1L");
        assertThat(history.json().path("meta").path("total").asInt())
                .as(history.body())
                .isEqualTo(2);
        assertThat(planner.get("/api/v1/orders?store=DEL1")
                        .json()
                        .path("data")
                        .get(0)
                        .path("type")
                        .asString())
                .isEqualTo("SALE");
        assertThat(planner.get("/api/v1/orders?type=PURCHASE&status=RECEIVED")
                        .json()
                        .path("meta")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aStoreManagerStaysInTheStoreAndEachMovementIsAnsweredByItself() {
        Api.User manager = api.as("STORE_MANAGER", "DEL2");
        assertThat(manager.get("/api/v1/inventory/levels?store=DEL1").status()).isEqualTo(403);
        Api.Answer mixed = manager.post("/api/v1/inventory/transactions", """
                [{"kind":"RECEIPT","store":"DEL2","sku":"MILK-1L","quantity":5,"external_id":"slip 1"},
                 {"kind":"RECEIPT","store":"DEL1","sku":"MILK-1L","quantity":5},
                 {"kind":"WASTE","store":"DEL2","sku":"CHEESE","quantity":1}]
                """);
        assertThat(mixed.status()).as(mixed.body()).isEqualTo(207);
        assertThat(mixed.json().path("data").get(0).path("status").asString()).isEqualTo("POSTED");
        assertThat(mixed.json().path("data").get(1).path("code").asString()).isEqualTo("STORE_OUT_OF_SCOPE");
        assertThat(mixed.json().path("data").get(2).path("code").asString()).isEqualTo("UNKNOWN_SKU");
        Api.Answer short1 = manager.post(
                "/api/v1/inventory/transactions",
                "{\"kind\":\"WASTE\",\"store\":\"DEL2\",\"sku\":\"MILK-1L\",\"quantity\":6}");
        assertThat(short1.status()).as(short1.body()).isEqualTo(409);
        assertThat(short1.json().path("code").asString()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(api.as("ANALYST")
                        .post("/api/v1/orders", "{\"type\":\"SALE\"}")
                        .status())
                .isEqualTo(403);
    }
}
