package dev.shelfcast.server.orders.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(Api.class)
class PurchaseOrderStoryTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Kolkata"));

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Api.User planner;

    @BeforeEach
    void aChain() {
        planner = api.as("PLANNER");
        for (String store : new String[] {"D1", "D2"}) {
            jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, :code, 'Asia/Kolkata') "
                            + "on conflict do nothing")
                    .param("code", store)
                    .update();
        }
        if (planner.get("/api/v1/suppliers/DAIRY").status() == 404) {
            supplier("DAIRY", 2, 10);
            supplier("BAKERY", 1, 0);
            product("MILK");
            product("CURD");
            product("BREAD");
            terms(
                    "MILK",
                    "DAIRY",
                    "{\"unit_cost\":21.5,\"pack_multiple\":12,\"minimum_quantity\":24,\"preferred\":true,"
                            + "\"supplier_sku\":\"D-77\"}");
            terms("CURD", "DAIRY", "{\"unit_cost\":30,\"preferred\":true}");
            terms("BREAD", "BAKERY", "{\"unit_cost\":15,\"preferred\":true}");
            planner.put("/api/v1/products/MILK/packs/CASE", "{\"factor\":12}");
            onTheShelf("D2", "CURD");
            onTheShelf("D1", "MILK");
            onTheShelf("D1", "BREAD");
        }
    }

    @Test
    void oneRequestBecomesOneOrderPerSupplierStoreAndDay() {
        String request = """
                {"store":"D1","lines":[{"sku":"MILK","quantity":3,"pack":"case"},{"sku":"BREAD","quantity":5},
                 {"sku":"CURD","quantity":4},{"sku":"CURD","quantity":2,"store":"D2"},
                 {"sku":"CURD","quantity":1,"delivery_date":"%s"}]}
                """.formatted(TODAY.plusDays(9));
        Api.Answer checked = planner.post("/api/v1/purchase-orders/check", request);
        assertThat(checked.status()).as(checked.body()).isEqualTo(200);
        JsonNode orders = checked.json().path("orders");
        assertThat(orders).hasSize(4);
        assertThat(orders.path(0).path("supplier").asString()).isEqualTo("DAIRY");
        assertThat(orders.path(0).path("delivery_date").asString())
                .isEqualTo(TODAY.plusDays(2).toString());
        JsonNode milk = orders.path(0).path("lines").path(0);
        assertThat(milk.path("quantity").asInt()).isEqualTo(36);
        assertThat(milk.path("unit_cost").decimalValue()).isEqualByComparingTo("21.5");
        assertThat(milk.path("supplier_sku").asString()).isEqualTo("D-77");
        assertThat(checked.json().path("total").decimalValue()).isEqualByComparingTo("1059");

        Api.Answer made = planner.post("/api/v1/purchase-orders", request, "Idempotency-Key", "split");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("ids")).hasSize(4);
        assertThat(planner.post("/api/v1/purchase-orders", request, "Idempotency-Key", "split")
                        .body())
                .isEqualTo(made.body());
        JsonNode second = order(made.json().path("ids").path(1).asString());
        assertThat(second.path("head").path("supplier").asString()).isEqualTo("BAKERY");
        assertThat(second.path("head").path("status").asString()).isEqualTo("DRAFT");
    }

    @Test
    void packMultipleAndMinimumAreCheckedAndCanBeOverruled() {
        String odd = "{\"store\":\"D1\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":20}]%s}";
        JsonNode line = planner.post("/api/v1/purchase-orders/check", odd.formatted(""))
                .json()
                .at("/orders/0/lines/0");
        assertThat(line.at("/deviations/0/code").asString()).isEqualTo("PACK_MULTIPLE");
        assertThat(line.at("/deviations/1/code").asString()).isEqualTo("BELOW_MINIMUM");
        assertThat(line.path("suggested_quantity").asInt()).isEqualTo(24);
        Api.Answer refused = planner.post("/api/v1/purchase-orders", odd.formatted(""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asString()).isEqualTo("ORDER_DEVIATES");
        assertThat(refused.json().at("/errors/0/reason").asString()).contains("maybe order 24");
        assertThat(planner.post("/api/v1/purchase-orders", odd.formatted(",\"accept_deviations\":true"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDraftIsChangedUntilItIsApproved() {
        String id = draft("D1", "{\"sku\":\"CURD\",\"quantity\":4}");
        String change = "{\"version\":%d,\"delivery_date\":\"%s\",\"note\":\"Gate 2\","
                + "\"lines\":[{\"sku\":\"CURD\",\"quantity\":6},{\"sku\":\"MILK\",\"quantity\":24,\"unit_cost\":20}]}";
        int version = order(id).at("/head/version").asInt();
        Api.Answer changed = planner.put("/api/v1/purchase-orders/" + id, change.formatted(version, TODAY.plusDays(3)));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/head/total").decimalValue()).isEqualByComparingTo("660");
        assertThat(changed.json().at("/head/delivery_date").asString())
                .isEqualTo(TODAY.plusDays(3).toString());
        assertThat(changed.json().at("/head/note").asString()).isEqualTo("Gate 2");
        Api.Answer stale = planner.put("/api/v1/purchase-orders/" + id, change.formatted(version, TODAY.plusDays(3)));
        assertThat(stale.json().path("code").asString()).isEqualTo("STALE_VERSION");
        Api.Answer split = planner.put(
                "/api/v1/purchase-orders/" + id,
                "{\"version\":2,\"lines\":[{\"sku\":\"CURD\",\"quantity\":6},{\"sku\":\"BREAD\",\"quantity\":1}]}");
        assertThat(split.json().path("code").asString()).isEqualTo("ORDER_WOULD_SPLIT");
    }

    @Test
    void withoutADayAllLinesOfASupplierComeWithTheSlowest() {
        product("GHEE");
        terms("GHEE", "DAIRY", "{\"unit_cost\":400,\"lead_time_days\":4.5,\"preferred\":true}");
        JsonNode orders = planner.post(
                        "/api/v1/purchase-orders/check",
                        "{\"store\":\"D1\",\"lines\":[{\"sku\":\"CURD\",\"quantity\":1},"
                                + "{\"sku\":\"GHEE\",\"quantity\":1},"
                                + "{\"sku\":\"CURD\",\"quantity\":2,\"delivery_date\":\"%s\"}]}"
                                        .formatted(TODAY.plusDays(5)))
                .json()
                .path("orders");
        assertThat(orders).hasSize(1);
        assertThat(orders.path(0).path("lines")).hasSize(3);
        assertThat(orders.path(0).path("delivery_date").asString())
                .isEqualTo(TODAY.plusDays(5).toString());
    }

    @Test
    void withoutAMailServerTheOrderSaysSoAndIsSentByHand() {
        String id = draft("D1", "{\"sku\":\"CURD\",\"quantity\":4}");
        step(id, "approve", "");
        assertThat(order(id).path("mail_obstacle").asString()).startsWith("No mail server is set up.");
        Api.Answer refused = planner.post("/api/v1/purchase-orders/" + id + "/send", "{\"how\":\"MAIL\"}");
        assertThat(refused.json().path("code").asString()).isEqualTo("MAIL_IMPOSSIBLE");
        JsonNode sent = step(id, "send", "{\"how\":\"HAND\"}");
        assertThat(sent.at("/head/status").asString()).isEqualTo("SENT");
        assertThat(sent.at("/head/sent_by").asString()).isNotEmpty();
    }

    @Test
    void incomingFollowsTheOrderFromApprovalToTheClosedRest() {
        String id = draft("D2", "{\"sku\":\"CURD\",\"quantity\":40}");
        level("CURD", 5, 0);
        step(id, "approve", "");
        level("CURD", 5, 40);
        step(id, "send", "{\"how\":\"HAND\"}");
        level("CURD", 5, 40);
        JsonNode part = step(
                id,
                "receive",
                "{\"lines\":[{\"line\":1,\"quantity\":10,\"lot\":\"L1\",\"expiry\":\"2030-01-31\"},"
                        + "{\"line\":1,\"quantity\":15,\"lot\":\"L2\"}]}");
        assertThat(part.at("/head/status").asString()).isEqualTo("PARTIALLY_RECEIVED");
        assertThat(part.at("/lines/0/open").asInt()).isEqualTo(15);
        assertThat(part.at("/receipts/0/lines/0/lot").asString()).isEqualTo("L1");
        assertThat(part.at("/receipts/0/lines/0/expiry").asString()).isEqualTo("2030-01-31");
        level("CURD", 30, 15);
        JsonNode closed = step(id, "close", "{\"reason\":\"the dairy had no more\"}");
        assertThat(closed.at("/head/status").asString()).isEqualTo("RECEIVED");
        assertThat(closed.at("/head/closed_reason").asString()).isEqualTo("the dairy had no more");
        assertThat(closed.at("/lines/0/open").asInt()).isZero();
        level("CURD", 30, 0);
    }

    @Test
    void moreThanOrderedIsTakenWithinTheToleranceAndBeyondItWithAReason() {
        String id = draft("D1", "{\"sku\":\"MILK\",\"quantity\":120}");
        step(id, "approve", "");
        level("MILK", 5, 120);
        Api.Answer refused = planner.post(
                "/api/v1/purchase-orders/" + id + "/receive", "{\"lines\":[{\"line\":1,\"quantity\":133}]}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("RECEIPT_ABOVE_ORDER");
        assertThat(refused.json().path("detail").asString()).contains("10% of the order more", "Maybe receive 132");
        level("MILK", 5, 120);
        JsonNode taken = step(id, "receive", "{\"lines\":[{\"line\":1,\"quantity\":132}]}");
        assertThat(taken.at("/head/status").asString()).isEqualTo("RECEIVED");
        level("MILK", 137, 0);

        String other = draft("D1", "{\"sku\":\"BREAD\",\"quantity\":10}");
        step(other, "approve", "");
        Api.Answer above = planner.post(
                "/api/v1/purchase-orders/" + other + "/receive", "{\"lines\":[{\"line\":1,\"quantity\":11}]}");
        assertThat(above.status()).isEqualTo(409);
        JsonNode overruled = step(
                other, "receive", "{\"lines\":[{\"line\":1,\"quantity\":11}],\"over_reason\":\"free with the order\"}");
        assertThat(overruled.at("/receipts/0/over_reason").asString()).isEqualTo("free with the order");
        level("BREAD", 16, 0);
    }

    @Test
    void aDeliveryCanCloseTheRestAndCancellingTakesAllFromIncoming() {
        String id = draft("D2", "{\"sku\":\"BREAD\",\"quantity\":10}");
        step(id, "approve", "");
        JsonNode ended =
                step(id, "receive", "{\"lines\":[{\"line\":1,\"quantity\":4}],\"close_reason\":\"oven broken\"}");
        assertThat(ended.at("/head/status").asString()).isEqualTo("RECEIVED");
        String cancelled = draft("D2", "{\"sku\":\"BREAD\",\"quantity\":7}");
        step(cancelled, "approve", "");
        step(cancelled, "cancel", "");
        assertThat(planner.get("/api/v1/inventory/levels?store=D2&sku=BREAD")
                        .json()
                        .at("/data/0/incoming")
                        .asInt())
                .isZero();
    }

    @Test
    void theDocumentIsAPdfWithTheOrdersLines() throws Exception {
        String id = draft("D1", "{\"sku\":\"MILK\",\"quantity\":24}");
        Api.Answer document = planner.get("/api/v1/purchase-orders/" + id + "/document");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.raw().headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(document.body()).startsWith("%PDF-");
    }

    @Test
    void leadTimesAreLearnedFromWhatWasSentAndReceived() {
        String slow = draft("D1", "{\"sku\":\"CURD\",\"quantity\":10}");
        String fast = draft("D1", "{\"sku\":\"CURD\",\"quantity\":10}");
        for (String id : new String[] {slow, fast}) {
            step(id, "approve", "");
            step(id, "send", "{\"how\":\"HAND\"}");
        }
        sentDaysAgo(slow, 6);
        sentDaysAgo(fast, 2);
        step(slow, "receive", "{}");
        step(fast, "receive", "{}");
        JsonNode curd = null;
        for (JsonNode one :
                planner.get("/api/v1/suppliers/DAIRY/lead-times").json().path("data")) {
            curd = one.path("sku").asString("").equals("CURD") ? one : curd;
        }
        assertThat(curd).isNotNull();
        assertThat(curd.path("mean_days").asDouble()).isBetween(1.0, 4.01);
        assertThat(curd.path("orders").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(jdbc.sql("select round(days) from orders.v_lead_time t "
                                + "join orders.purchase_order po on po.id = t.purchase_order_id where po.number = :id")
                        .param("id", slow)
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void aManagerOrdersForTheOwnStoreAloneAndAnAnalystForNone() {
        Api.User manager = api.as("STORE_MANAGER", "D2");
        String id = draft("D1", "{\"sku\":\"CURD\",\"quantity\":1}");
        assertThat(manager.get("/api/v1/purchase-orders/" + id).status()).isEqualTo(403);
        assertThat(manager.get("/api/v1/purchase-orders/" + id + "/document").status())
                .isEqualTo(403);
        assertThat(manager.post("/api/v1/purchase-orders/" + id + "/approve", "")
                        .status())
                .isEqualTo(403);
        String foreign = "{\"store\":\"D2\",\"lines\":[{\"sku\":\"CURD\",\"quantity\":1,\"store\":\"D1\"}]}";
        assertThat(manager.post("/api/v1/purchase-orders", foreign).status()).isEqualTo(403);
        assertThat(api.as("ANALYST").post("/api/v1/purchase-orders", foreign).status())
                .isEqualTo(403);
        assertThat(planner.post(
                                "/api/v1/purchase-orders",
                                "{\"store\":\"D1\",\"delivery_date\":\"2020-01-01\","
                                        + "\"lines\":[{\"sku\":\"CURD\",\"quantity\":1}]}")
                        .status())
                .isEqualTo(400);
    }

    private void onTheShelf(String store, String sku) {
        Api.Answer moved = planner.post(
                "/api/v1/inventory/transactions",
                "{\"kind\":\"RECEIPT\",\"store\":\"%s\",\"sku\":\"%s\",\"quantity\":5}".formatted(store, sku));
        assertThat(moved.status()).as(moved.body()).isLessThan(300);
    }

    private void sentDaysAgo(String id, int days) {
        jdbc.sql("update orders.purchase_order set sent_at = now() - make_interval(days => :days) where number = :id")
                .param("days", days)
                .param("id", id)
                .update();
    }

    private String draft(String store, String line) {
        Api.Answer made =
                planner.post("/api/v1/purchase-orders", "{\"store\":\"%s\",\"lines\":[%s]}".formatted(store, line));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("ids").path(0).asString();
    }

    private JsonNode order(String id) {
        return planner.get("/api/v1/purchase-orders/" + id).json();
    }

    private JsonNode step(String id, String step, String body) {
        Api.Answer answer = planner.post("/api/v1/purchase-orders/" + id + "/" + step, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** On hand and incoming in the one store where the product is ordered; the position is their sum. */
    private void level(String sku, int onHand, int incoming) {
        String store = sku.equals("CURD") ? "D2" : "D1";
        Api.Answer answer = planner.get("/api/v1/inventory/levels?store=%s&sku=%s".formatted(store, sku));
        JsonNode level = answer.json().at("/data/0");
        assertThat(level.path("on_hand").asInt()).as(answer.body()).isEqualTo(onHand);
        assertThat(level.path("incoming").asInt()).as(answer.body()).isEqualTo(incoming);
        assertThat(level.path("position").asInt()).as(answer.body()).isEqualTo(onHand + incoming);
    }

    private void supplier(String code, int days, int tolerance) {
        Api.Answer made = planner.post(
                "/api/v1/suppliers",
                "{\"code\":\"%s\",\"name\":\"%s\",\"lead_time_days\":%d,\"over_receipt_percent\":%d}"
                        .formatted(code, code, days, tolerance));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void product(String sku) {
        planner.post("/api/v1/products", "{\"sku\":\"%s\",\"name\":\"%s\",\"unit_cost\":10}".formatted(sku, sku));
    }

    private void terms(String sku, String supplier, String terms) {
        Api.Answer linked = planner.put("/api/v1/products/" + sku + "/suppliers/" + supplier, terms);
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
    }
}
