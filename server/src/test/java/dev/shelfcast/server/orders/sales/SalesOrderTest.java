package dev.shelfcast.server.orders.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.LedgerCheck;
import dev.shelfcast.server.inventory.LedgerDifference;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(Api.class)
class SalesOrderTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LedgerCheck check;

    private OrderDesk desk;

    @BeforeEach
    void aDesk() {
        desk = new OrderDesk(api, jdbc);
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(check.differences()).isEmpty();
    }

    private static void assertNumber(JsonNode node, String expected) {
        assertThat(node.decimalValue()).isEqualByComparingTo(expected);
    }

    @Test
    void aDraftKeepsNothingAndAConfirmedOrderKeepsItsGoodsUntilItIsCancelled() {
        desk.receive("MILK", "10");
        String id = desk.order("", "[{\"sku\":\"MILK\",\"quantity\":4}]");
        assertThat(id).startsWith("SO-");
        desk.level("MILK", "10", "0", "10");

        JsonNode confirmed = desk.done(id, "confirm", "");
        assertThat(confirmed.at("/head/status").asString()).isEqualTo("CONFIRMED");
        assertNumber(confirmed.at("/lines/0/reserved"), "4");
        desk.level("MILK", "10", "4", "6");

        JsonNode cancelled = desk.done(id, "cancel", "{\"reason\":\"changed their mind\"}");
        assertThat(cancelled.at("/head/status").asString()).isEqualTo("CANCELLED");
        desk.level("MILK", "10", "0", "10");
        assertThat(cancelled.at("/history/2/note").asString()).isEqualTo("changed their mind");
    }

    @Test
    void moreThanIsAvailableIsRefusedAsAWholeOrBackOrderedByName() {
        desk.receive("MILK", "5");
        desk.receive("EGGS", "10");
        String lines = "[{\"sku\":\"EGGS\",\"quantity\":1},{\"sku\":\"MILK\",\"quantity\":3},"
                + "{\"sku\":\"MILK\",\"quantity\":4}]";
        Api.Answer refused = desk.ask("\"confirm\":true,", lines);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(refused.json().path("detail").asString()).contains("asks for 7 of MILK", "has 5");
        desk.level("EGGS", "10", "0", "10");
        assertThat(desk.planner
                        .get(OrderDesk.ORDERS + "?store=" + desk.store)
                        .json()
                        .at("/meta/total")
                        .asInt())
                .isZero();

        Api.Answer taken = desk.ask("\"confirm\":true,\"allow_partial\":true,", lines);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertNumber(taken.json().at("/lines/2/reserved"), "2");
        assertNumber(taken.json().at("/lines/2/back_ordered"), "2");
        assertThat(taken.json().at("/history/1/note").asString()).isEqualTo("back-ordered: 2 of MILK");
        desk.level("MILK", "5", "5", "0");

        String id = taken.json().at("/head/id").asString();
        desk.receive("MILK", "1");
        assertNumber(desk.done(id, "reserve", "").at("/lines/2/back_ordered"), "1");
        desk.receive("MILK", "3");
        assertNumber(desk.done(id, "reserve", "").at("/lines/2/back_ordered"), "0");
        desk.level("MILK", "9", "7", "2");
    }

    @Test
    void whatIsPromisedCannotLeaveByAnotherDoorNotEvenByItsLot() {
        desk.receive("MILK", "6", "A", "2099-01-01");
        desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":4}]");
        String other = "{\"store\":\"%s\",\"confirm\":true,\"lines\":[{\"sku\":\"MILK\",\"quantity\":3}]}";
        assertThat(desk.planner
                        .post(OrderDesk.ORDERS, other.formatted(desk.store))
                        .status())
                .isEqualTo(409);
        for (String lot : List.of("", ",\"lot\":\"A\"")) {
            Api.Answer given = desk.planner.post(
                    "/api/v1/inventory/transactions",
                    "{\"kind\":\"DONATION\",\"store\":\"%s\",\"sku\":\"MILK\",\"quantity\":3%s}"
                            .formatted(desk.store, lot));
            assertThat(given.json().path("code").asString()).as(given.body()).isEqualTo("INSUFFICIENT_STOCK");
        }
    }

    @Test
    void whatExpiresFirstIsPickedAndGoodsPastTheirUseByDayAreNot() {
        desk.receive("MILK", "5", "OLD", "2020-01-01");
        desk.receive("MILK", "5", "LATE", "2099-02-01");
        desk.receive("MILK", "5", "SOON", "2099-01-01");
        assertThat(desk.ask("\"confirm\":true,", "[{\"sku\":\"MILK\",\"quantity\":11}]")
                        .status())
                .isEqualTo(409);
        String id = desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":7}]");
        JsonNode pick = desk.get(id).path("pick");
        assertThat(pick.at("/0/lot").asString()).isEqualTo("SOON");
        assertNumber(pick.at("/0/quantity"), "5");
        assertThat(pick.at("/1/lot").asString()).isEqualTo("LATE");
        assertNumber(pick.at("/1/quantity"), "2");
        assertThat(desk.refusal(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":1,\"lot\":\"OLD\"}]}"))
                .isEqualTo("LOT_EXPIRED");

        desk.done(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":2,\"lot\":\"LATE\"},{\"line\":1,\"quantity\":4}]}");
        assertThat(desk.lots("MILK"))
                .isEqualTo(Map.of("OLD", new BigDecimal(5), "LATE", new BigDecimal(3), "SOON", new BigDecimal(1)));

        dateKind("BEST_BEFORE");
        assertThat(desk.get(id).at("/pick/0/lot").asString()).isEqualTo("OLD");
        desk.done(id, "ship", "");
        dateKind("USE_BY");
        assertThat(desk.lots("MILK").get("OLD")).isEqualByComparingTo("4");
        desk.level("MILK", "8", "0", "8");
    }

    private void dateKind(String kind) {
        Api.Answer answer =
                desk.planner.put("/api/v1/products/MILK/date-kind", "{\"date_kind\":\"%s\"}".formatted(kind));
        assertThat(answer.json().path("date_kind").asString()).as(answer.body()).isEqualTo(kind);
    }

    @Test
    void anOrderLeavesInPartsEachASaleOfItsOwnWithItsPartOfTheMoney() {
        desk.receive("MILK", "10");
        Api.Answer made = desk.ask(
                "\"confirm\":true,\"channel\":\"PHONE\",\"pincode\":\"400001\",\"discount\":1,\"tax_rate\":5,",
                "[{\"sku\":\"MILK\",\"quantity\":3,\"unit_price\":33.33}]");
        String id = made.json().at("/head/id").asString();
        // 3 × 33.33 − 1 = 98.99, and 5% of it is 4.9495.
        assertNumber(made.json().at("/lines/0/amount"), "98.99");
        assertNumber(made.json().at("/lines/0/tax"), "4.95");
        assertNumber(made.json().at("/head/total"), "103.94");

        assertThat(desk.done(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":1}]}")
                        .at("/head/status")
                        .asString())
                .isEqualTo("PARTIALLY_SHIPPED");
        desk.level("MILK", "9", "2", "7");
        JsonNode whole = desk.done(id, "ship", "");
        assertThat(whole.at("/head/status").asString()).isEqualTo("SHIPPED");
        assertThat(whole.at("/shipments/1/id").asString()).isEqualTo(id + "/2");
        desk.level("MILK", "7", "0", "7");
        assertThat(jdbc.sql("select trunc(l.quantity) || ' for ' || round(l.revenue, 2) || ' to ' || l.pincode "
                                + "from orders.sale_line l join orders.sale s on s.id = l.sale_id "
                                + "where s.external_id like :id and s.channel = 'PHONE' order by l.id")
                        .param("id", id + "/%")
                        .query(String.class)
                        .list())
                .containsExactly("1 for 33.00 to 400001", "2 for 65.99 to 400001");
        assertThat(desk.done(id, "complete", "").at("/head/status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void demandCountsWhenTheCustomerOrderedAndStockWhenTheGoodsLeft() {
        desk.receive("EGGS", "10");
        String id = desk.confirmed("[{\"sku\":\"EGGS\",\"quantity\":2}]");
        jdbc.sql("update orders.sales_order set ordered_at = now() - interval '3 days' where number = :id")
                .param("id", id)
                .update();
        String sale = desk.done(id, "ship", "").at("/shipments/0/sale").asString();
        assertThat(jdbc.sql("select (l.occurred_at = o.ordered_at and m.occurred_at > now() - interval '1 hour') "
                                + "from orders.sale_line l, orders.sales_order o, inventory.movement m "
                                + "where 'S-' || l.sale_id = :sale and o.number = :id and m.external_id = :sale "
                                + "and m.source = 'SALE' and m.kind = 'SALE'")
                        .param("sale", sale)
                        .param("id", id)
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    @Test
    void aShipmentOrReturnOfTheSameNameIsMadeOnce() {
        desk.receive("MILK", "10");
        String id = desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":6}]");
        String van = "{\"external_id\":\"van 1\",\"lines\":[{\"line\":1,\"quantity\":%d}]}";
        desk.done(id, "ship", van.formatted(2));
        assertThat(desk.done(id, "ship", van.formatted(2)).path("shipments")).hasSize(1);
        desk.level("MILK", "8", "4", "4");
        assertThat(desk.refusal(id, "ship", van.formatted(3))).isEqualTo("EXTERNAL_ID_REUSED");
        desk.done(id, "return", van.formatted(1));
        assertThat(desk.done(id, "return", van.formatted(1)).path("returns")).hasSize(1);
        desk.level("MILK", "9", "4", "5");
        Api.Answer whole =
                desk.planner.post(OrderDesk.ORDERS + "/" + id + "/ship", "{}", "Idempotency-Key", "rest of " + id);
        Api.Answer again =
                desk.planner.post(OrderDesk.ORDERS + "/" + id + "/ship", "{}", "Idempotency-Key", "rest of " + id);
        assertThat(again.json()).isEqualTo(whole.json());
        desk.level("MILK", "5", "0", "5");
    }

    @Test
    void moreThanIsReservedIsNotShipped() {
        desk.receive("MILK", "3");
        String id = desk.order("\"confirm\":true,\"allow_partial\":true,", "[{\"sku\":\"MILK\",\"quantity\":5}]");
        assertThat(desk.refusal(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":4}]}"))
                .isEqualTo("NOT_RESERVED");
        assertThat(desk.refusal(id, "ship", "{\"lines\":[{\"line\":2,\"quantity\":1}]}"))
                .isEqualTo("UNKNOWN_LINE");
        assertThat(desk.refusal(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":1,\"lot\":\"NIL\"}]}"))
                .isEqualTo("INSUFFICIENT_STOCK");
        desk.done(id, "ship", "");
        assertThat(desk.refusal(id, "ship", "")).isEqualTo("NOT_RESERVED");
        desk.level("MILK", "0", "0", "0");
        JsonNode closed = desk.done(id, "complete", "");
        assertNumber(closed.at("/lines/0/back_ordered"), "0");
    }

    @Test
    void completingInTheMiddleGivesBackWhatIsLeft() {
        desk.receive("MILK", "8");
        String id = desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":5}]");
        desk.done(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":2}]}");
        desk.done(id, "complete", "");
        desk.level("MILK", "6", "0", "6");
    }

    @Test
    void goodsComeBackIntoTheirLotOrIntoWasteAndNeverMoreThanLeft() {
        desk.receive("MILK", "5", "A", "2099-01-01");
        desk.receive("MILK", "5", "B", "2099-02-01");
        String id = desk.order(
                "\"confirm\":true,\"tax_rate\":10,", "[{\"sku\":\"MILK\",\"quantity\":7,\"unit_price\":9.99}]");
        desk.done(id, "ship", "");
        assertThat(desk.lots("MILK")).isEqualTo(Map.of("B", new BigDecimal(3)));

        JsonNode back = desk.done(
                id,
                "return",
                "{\"reason\":\"broken\",\"lines\":[{\"line\":1,\"quantity\":2,\"lot\":\"A\"},"
                        + "{\"line\":1,\"quantity\":1,\"restock\":false}]}");
        assertThat(back.at("/head/status").asString()).isEqualTo("SHIPPED");
        // 7 × 9.99 = 69.93 and 6.99 tax: 76.92 in all, of which 3/7 are 32.97.
        assertNumber(back.at("/returns/0/refund"), "32.97");
        assertThat(desk.lots("MILK")).isEqualTo(Map.of("A", new BigDecimal(2), "B", new BigDecimal(3)));
        assertThat(jdbc.sql("select kind || ' ' || trunc(quantity) from inventory.movement "
                                + "where external_id = :sale and source = 'SALE' order by id")
                        .param("sale", back.at("/returns/0/sale").asString())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("CUSTOMER_RETURN 2", "CUSTOMER_RETURN 1", "WASTE 1");
        assertThat(desk.refusal(id, "return", "{\"lines\":[{\"line\":1,\"quantity\":5}]}"))
                .isEqualTo("RETURN_ABOVE_SHIPPED");
        assertThat(desk.refusal(id, "return", "{\"lines\":[{\"line\":1,\"quantity\":4,\"lot\":\"A\"}]}"))
                .isEqualTo("RETURN_ABOVE_SHIPPED");

        JsonNode all = desk.done(id, "return", "");
        assertThat(all.at("/head/status").asString()).isEqualTo("RETURNED");
        assertNumber(all.at("/head/refunded"), "76.92");
        assertThat(desk.lots("MILK")).isEqualTo(Map.of("A", new BigDecimal(5), "B", new BigDecimal(4)));
        assertThat(jdbc.sql("select sum(case kind when 'SALE' then revenue else -revenue end) "
                                + "from orders.sale_line l "
                                + "join orders.sale s on s.id = l.sale_id where s.external_id like :id")
                        .param("id", id + "/%")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("0");
    }

    @Test
    void aTillMaySellWhatIsPromisedAndThenItIsFlaggedAndNotLost() {
        desk.receive("MILK", "5");
        String first = desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":3}]");
        String second = desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":2}]");
        Api.Answer till = desk.planner.post(
                "/api/v1/orders",
                "{\"type\":\"SALE\",\"store\":\"%s\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":2}]}"
                        .formatted(desk.store));
        assertThat(till.status()).as(till.body()).isEqualTo(201);
        assertNumber(till.json().path("oversold"), "2");
        desk.level("MILK", "3", "5", "-2");
        assertThat(check.differences()).extracting(LedgerDifference::rule).containsExactly("RESERVED_WITHIN_ON_HAND");
        assertNumber(desk.get(first).at("/lines/0/missing"), "2");

        desk.done(second, "ship", "");
        desk.level("MILK", "1", "3", "-2");
        assertThat(desk.refusal(first, "ship", "")).isEqualTo("INSUFFICIENT_STOCK");
        desk.done(first, "ship", "{\"lines\":[{\"line\":1,\"quantity\":1}]}");
        desk.level("MILK", "0", "2", "-2");
        desk.receive("MILK", "2");
        desk.done(first, "ship", "");
        desk.level("MILK", "0", "0", "0");
    }

    @Test
    void theSameExternalIdOrdersOnceAndWrongRequestsAreRefusedByName() {
        desk.receive("MILK", "9");
        String more = "\"confirm\":true,\"external_id\":\"WEB-%s\",".formatted(desk.store);
        String id = desk.order(more, "[{\"sku\":\"MILK\",\"quantity\":2}]");
        assertThat(desk.order(more, "[{\"sku\":\"MILK\",\"quantity\":2}]")).isEqualTo(id);
        desk.level("MILK", "9", "2", "7");
        Map<String, String> refused = Map.of(
                more,
                "EXTERNAL_ID_REUSED",
                "\"channel\":\"TILL\",",
                "SALES_ORDER_INVALID",
                "\"customer\":\"NOBODY\",",
                "UNKNOWN_CUSTOMER",
                "\"discount\":91,",
                "DISCOUNT_ABOVE_AMOUNT",
                "\"tax_rate\":101,",
                "SALES_ORDER_INVALID");
        refused.forEach((wrong, code) -> {
            Api.Answer answer = desk.ask(wrong, "[{\"sku\":\"MILK\",\"quantity\":3}]");
            assertThat(answer.json().path("code").asString()).as(wrong).isEqualTo(code);
        });
        Map<String, String> wrongLines = Map.of(
                "[]", "SALES_ORDER_INVALID",
                "[{\"sku\":\"NIL\",\"quantity\":1}]", "UNKNOWN_SKU",
                "[{\"sku\":\"MILK\",\"quantity\":0}]", "QUANTITY_INVALID",
                "[{\"sku\":\"MILK\",\"quantity\":1,\"discount\":31}]", "DISCOUNT_INVALID",
                "[{\"quantity\":1}]", "FIELD_MISSING");
        wrongLines.forEach((lines, code) -> assertThat(
                        desk.ask("", lines).json().path("code").asString())
                .as(lines)
                .isEqualTo(code));
        assertThat(desk.planner.get(OrderDesk.ORDERS + "/SO-999999").status()).isEqualTo(404);
        assertThat(desk.planner.get(OrderDesk.ORDERS + "/nothing").status()).isEqualTo(404);
        assertThat(desk.planner.get("/api/v1/orders/" + id).json()).isEqualTo(desk.get(id));
    }

    @Test
    void othersSeeNothingOfTheStoreAndEachStepSaysWhoTookIt() {
        desk.receive("MILK", "9");
        Api.User manager = api.as("STORE_MANAGER", desk.store);
        Api.User elsewhere = api.as("STORE_MANAGER", "FAR");
        String body = "{\"store\":\"%s\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":1}]}".formatted(desk.store);
        assertThat(elsewhere.post(OrderDesk.ORDERS, body).status()).isEqualTo(403);
        String id = manager.post(OrderDesk.ORDERS, body).json().at("/head/id").asString();
        assertThat(elsewhere.get(OrderDesk.ORDERS + "/" + id).status()).isEqualTo(403);
        assertThat(elsewhere.post(OrderDesk.ORDERS + "/" + id + "/confirm", "").status())
                .isEqualTo(403);
        assertThat(elsewhere.get(OrderDesk.ORDERS).json().at("/meta/total").asInt())
                .isZero();
        assertThat(api.as("ANALYST")
                        .post(OrderDesk.ORDERS + "/" + id + "/confirm", "")
                        .status())
                .isEqualTo(403);
        manager.post(OrderDesk.ORDERS + "/" + id + "/confirm", "");
        desk.done(id, "ship", "");
        JsonNode history = desk.get(id).path("history");
        assertThat(history)
                .extracting(step -> step.path("step").asString())
                .containsExactly("create", "confirm", "ship");
        assertThat(history.at("/0/who").asString())
                .isNotEqualTo(history.at("/2/who").asString());
        assertThat(jdbc.sql("select action from identity.audit_entry "
                                + "where subject_id = :id and actor = :who order by id")
                        .param("id", id)
                        .param("who", history.at("/1/who").asString())
                        .query(String.class)
                        .list())
                .containsExactly("sales_order.create", "sales_order.confirm");
        assertThat(desk.planner
                        .get(OrderDesk.ORDERS + "?status=SHIPPED&search=milk&store=" + desk.store)
                        .json()
                        .at("/data/0/id")
                        .asString())
                .isEqualTo(id);
    }
}
