package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReversalTest extends BooksStayRight {

    private static final String TRANSACTIONS = "/api/v1/inventory/transactions";

    private static int stores;
    private String store;

    @BeforeEach
    void aStoreWithTenMilk() {
        store = "REV" + ++stores;
        jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, 'A shop', 'Asia/Kolkata'), "
                        + "(:code || 'B', 'Another', 'Asia/Kolkata')")
                .param("code", store)
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost) values ('MILK', 'Milk 1L', 20) "
                        + "on conflict do nothing")
                .update();
    }

    private long post(String kind, String quantity, String more) {
        Api.Answer answer = planner.post(
                TRANSACTIONS,
                "{\"kind\":\"%s\",\"store\":\"%s\",\"sku\":\"MILK\",\"quantity\":%s%s}"
                        .formatted(kind, store, quantity, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().at("/data/0/movement_ids/0").asLong();
    }

    private Api.Answer reverse(Api.User user, long id, String reason) {
        return user.post(TRANSACTIONS + "/" + id + "/reverse", "{\"reason\":\"%s\"}".formatted(reason));
    }

    private BigDecimal onHand() {
        return planner.get("/api/v1/inventory/levels?store=%s&sku=MILK".formatted(store))
                .json()
                .at("/data/0/on_hand")
                .decimalValue();
    }

    private JsonNode movement(long id) {
        for (JsonNode row : planner.get("/api/v1/inventory/movements?store=%s".formatted(store))
                .json()
                .path("data")) {
            if (row.path("id").asLong() == id) {
                return row;
            }
        }
        throw new AssertionError("no movement " + id);
    }

    @Test
    void aMovementIsTakenBackOnceWhoeverAsksHoweverOften() {
        post("RECEIPT", "10", "");
        long waste = post("WASTE", "4", "");
        assertThat(movement(waste).path("reversible").asBoolean()).isTrue();

        Api.Answer first = reverse(planner, waste, "typed twice");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(onHand()).isEqualByComparingTo("10");
        long reversal = first.json().at("/movement_ids/0").asLong();
        assertThat(movement(reversal).path("reverses_id").asLong()).isEqualTo(waste);
        assertThat(movement(reversal).path("occurred_at").asString())
                .isEqualTo(movement(waste).path("occurred_at").asString());
        assertThat(movement(reversal).path("reason").asString()).isEqualTo("typed twice");
        assertThat(movement(waste).path("reversed_by").asLong()).isEqualTo(reversal);
        assertThat(movement(waste).path("reversible").asBoolean()).isFalse();

        Api.Answer again = reverse(api.as("ADMIN"), waste, "another reason");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("status").asString()).isEqualTo("REPEATED");
        assertThat(again.json().at("/movement_ids/0").asLong()).isEqualTo(reversal);
        assertThat(onHand()).isEqualByComparingTo("10");

        Api.Answer undoOfUndo = reverse(planner, reversal, "it was right");
        assertThat(undoOfUndo.status()).isEqualTo(409);
        assertThat(undoOfUndo.json().path("code").asString()).isEqualTo("REVERSAL_OF_A_REVERSAL");
        assertThat(undoOfUndo.json().path("detail").asString()).contains("post that movement again");
    }

    @Test
    void aReversalThatWouldTakeTheStockBelowZeroNamesWhatIsMissing() {
        long receipt = post("RECEIPT", "10", "");
        post("WASTE", "7", "");
        Api.Answer refused = reverse(planner, receipt, "never came");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(refused.json().path("detail").asString()).contains("asks for 10 of MILK", store + " has 3");
        assertThat(onHand()).isEqualByComparingTo("3");
    }

    @Test
    void movementsOfADocumentAreTakenBackWithItAndTheWayIsNamed() {
        post("RECEIPT", "10", "");
        String transfer = planner.post(
                        "/api/v1/inventory/transfers",
                        "{\"from\":\"%s\",\"to\":\"%sB\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":6}]}"
                                .formatted(store, store))
                .json()
                .at("/head/id")
                .asString();
        planner.post("/api/v1/inventory/transfers/" + transfer + "/approve", "");
        planner.post("/api/v1/inventory/transfers/" + transfer + "/ship", "");
        long shipped = jdbc.sql("select max(id) from inventory.movement")
                .query(Long.class)
                .single();
        assertThat(movement(shipped).path("reversible").asBoolean()).isFalse();
        Api.Answer refused = reverse(planner, shipped, "wrong store");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("MOVEMENT_OF_A_DOCUMENT");
        assertThat(refused.json().path("detail").asString()).contains(transfer, "cancel the transfer");
    }

    @Test
    void neitherAnUnknownMovementNorAForeignStoreNorAnEmptyReasonIsTakenBack() {
        long receipt = post("RECEIPT", "10", "");
        assertThat(reverse(planner, 999_999_999L, "x").json().path("code").asString())
                .isEqualTo("UNKNOWN_MOVEMENT");
        assertThat(reverse(planner, receipt, " ").json().path("code").asString())
                .isEqualTo("REASON_INVALID");
        assertThat(reverse(api.as("STORE_MANAGER", "ELSE"), receipt, "x").status())
                .isEqualTo(403);
        assertThat(reverse(api.as("ANALYST", store), receipt, "x").status()).isEqualTo(403);
        assertThat(reverse(api.as("STORE_MANAGER", store), receipt, "x").status())
                .isEqualTo(201);
        assertThat(onHand()).isEqualByComparingTo("0");
    }

    @Test
    void whatIsOlderThanTheWindowStaysAndWhatLiesInAClosedPeriodIsCorrectedToday() {
        Instant now = Instant.now();
        long old = post("RECEIPT", "10", ",\"occurred_at\":\"%s\"".formatted(now.minus(Duration.ofDays(20))));
        Api.Answer refused = reverse(api.as("STORE_MANAGER", store), old, "never came");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("code").asString()).isEqualTo("BACK_DATED_TOO_FAR");
        assertThat(refused.json().path("detail").asString()).contains("last 7 days");

        Api.Answer closed = api.as("ADMIN")
                .put(
                        "/api/v1/inventory/books",
                        "{\"store\":\"%s\",\"closed_until\":\"%s\"}"
                                .formatted(
                                        store,
                                        now.minus(Duration.ofDays(10))
                                                .toString()
                                                .substring(0, 10)));
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        Api.Answer corrected = reverse(api.as("STORE_MANAGER", store), old, "never came");
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(201);
        Instant at =
                Instant.parse(movement(corrected.json().at("/movement_ids/0").asLong())
                        .path("occurred_at")
                        .asString());
        assertThat(at).isAfterOrEqualTo(now.minusSeconds(1));
        assertThat(planner.get("/api/v1/inventory/levels?store=%s&sku=MILK&as_of=%s"
                                .formatted(store, now.minus(Duration.ofDays(1))))
                        .json()
                        .at("/data/0/on_hand")
                        .decimalValue())
                .as("what was reported for the closed period stays")
                .isEqualByComparingTo("10");
    }
}
