package dev.shelfcast.server.inventory.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.BooksStayRight;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.testing.Api;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CountTest extends BooksStayRight {

    private static final String COUNTS = "/api/v1/inventory/counts";
    /** In the order of a count's life; back to OPEN some lines are counted again. */
    private static final Map<CountStatus, List<CountStatus>> DIAGRAM = Map.of(
            CountStatus.OPEN, List.of(CountStatus.COUNTED, CountStatus.CANCELLED),
            CountStatus.COUNTED, List.of(CountStatus.OPEN, CountStatus.REVIEWED, CountStatus.CANCELLED),
            CountStatus.REVIEWED, List.of(CountStatus.OPEN, CountStatus.POSTED, CountStatus.CANCELLED),
            CountStatus.POSTED, List.of(),
            CountStatus.CANCELLED, List.of());

    private static final Map<CountStatus, String> STEPS = Map.of(
            CountStatus.COUNTED, "finish",
            CountStatus.OPEN, "recount",
            CountStatus.REVIEWED, "review",
            CountStatus.POSTED, "post",
            CountStatus.CANCELLED, "cancel");

    private static int stores;
    private String store;

    @BeforeEach
    void aStoreWithMilkInTwoLotsAndEggs() {
        store = "CNT" + ++stores;
        jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, 'A shop', 'Asia/Kolkata')")
                .param("code", store)
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) values ('MILK', 'Milk 1L', 20, 30), "
                        + "('EGGS', 'Eggs', 5, 8), ('RICE', 'Rice', 50, 70) on conflict do nothing")
                .update();
        move("RECEIPT", "MILK", "10", "A");
        move("RECEIPT", "MILK", "6", "B");
        move("RECEIPT", "EGGS", "30", null);
    }

    private void move(String kind, String sku, String quantity, String lot) {
        done(201, "/api/v1/inventory/transactions", """
                {"kind":"%s","store":"%s","sku":"%s","quantity":%s%s}
                """.formatted(
                        kind, store, sku, quantity, lot == null ? "" : ",\"lot\":\"" + lot + "\""));
    }

    private String open(String more) {
        return done(201, COUNTS, "{\"store\":\"%s\"%s}".formatted(store, more))
                .path("id")
                .asString();
    }

    private Api.Answer step(String id, String step, String body) {
        return planner.post(COUNTS + "/" + id + "/" + step, body);
    }

    private JsonNode done(String id, String step, String body) {
        return done(200, COUNTS + "/" + id + "/" + step, body);
    }

    private JsonNode count(String id, String entries) {
        return done(id, "entries", "{\"entries\":[%s]}".formatted(entries));
    }

    private JsonNode lines(String id, String show) {
        return planner.get(COUNTS + "/" + id + "/lines?show=" + show).json().path("data");
    }

    /** What the books have, by SKU and lot. */
    private Map<String, BigDecimal> stock() {
        Map<String, BigDecimal> stock = new TreeMap<>();
        jdbc.sql("""
                        select p.sku || coalesce(' ' || l.lot, '') as shelf, l.on_hand
                          from inventory.v_lot_level l
                          join stores.v_store s on s.id = l.store_id
                          join catalog.v_product p on p.id = l.product_id
                         where s.code = :store and l.on_hand <> 0
                        """).param("store", store).query(row -> {
            stock.put(row.getString("shelf"), Decimals.plain(row.getBigDecimal("on_hand")));
        });
        return stock;
    }

    @Test
    void whatIsMissingOfTheStockWithoutALotIsNotTakenFromTheLotThatExpiresFirst() {
        move("RECEIPT", "MILK", "8", null);
        String id = open("");
        count(
                id,
                "{\"sku\":\"MILK\",\"lot\":\"A\",\"quantity\":10},{\"sku\":\"MILK\",\"lot\":\"B\",\"quantity\":6},"
                        + "{\"sku\":\"MILK\",\"quantity\":5}");
        done(id, "finish", "");
        done(id, "review", "");
        done(id, "post", "");
        assertThat(stock())
                .isEqualTo(Map.of(
                        "EGGS", new BigDecimal(30),
                        "MILK", new BigDecimal(5),
                        "MILK A", new BigDecimal(10),
                        "MILK B", new BigDecimal(6)));
    }

    @Test
    void goodsMayMoveWhilePeopleCountAndTheVarianceStaysRight() {
        String id = open("");
        count(id, "{\"sku\":\"EGGS\",\"quantity\":28}");
        move("WASTE", "EGGS", "5", null);
        move("RECEIPT", "EGGS", "12", null);
        count(id, "{\"sku\":\"MILK\",\"lot\":\"A\",\"quantity\":10},{\"sku\":\"MILK\",\"lot\":\"B\",\"quantity\":7}");
        JsonNode counted = done(id, "finish", "");
        assertThat(counted.path("different").asInt()).isEqualTo(2);
        assertThat(counted.path("accuracy").decimalValue()).isEqualByComparingTo("0.3333");
        assertThat(counted.path("shrink").decimalValue()).isEqualByComparingTo("10");
        assertThat(counted.path("surplus").decimalValue()).isEqualByComparingTo("20");
        done(
                id,
                "reasons",
                "{\"reasons\":[{\"line\":%d,\"reason\":\"THEFT\"}]}"
                        .formatted(lines(id, "DIFFERENT").get(0).path("line").asInt()));
        done(id, "review", "");

        done(id, "post", "");

        // 30 on the books, 28 counted, then 5 thrown away and 12 received.
        assertThat(stock())
                .containsEntry("EGGS", new BigDecimal(35))
                .containsEntry("MILK A", new BigDecimal(10))
                .containsEntry("MILK B", new BigDecimal(7));
        assertThat(jdbc.sql("select reason from inventory.movement where external_id = :id order by reason")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("COUNTED", "THEFT");
    }

    @Test
    void severalPeopleAddUpAndWhatWasFoundUnlistedGetsALine() {
        String id = open(",\"name\":\"Cold room\",\"skus\":[\"MILK\",\"RICE\"]");
        assertThat(lines(id, "ALL").size()).isEqualTo(3);
        count(id, "{\"sku\":\"MILK\",\"lot\":\"A\",\"quantity\":4}");
        count(id, "{\"sku\":\"MILK\",\"lot\":\"A\",\"quantity\":6,\"add\":true}");
        count(id, "{\"sku\":\"MILK\",\"lot\":\"NEW\",\"expiry\":\"2027-03-01\",\"quantity\":2}");
        count(id, "{\"sku\":\"RICE\",\"quantity\":0}");
        assertThat(lines(id, "OPEN").get(0).path("lot").asString()).isEqualTo("B");
        done(id, "finish", "{\"rest_is_nothing\":true}");
        done(id, "review", "");

        done(id, "post", "");

        assertThat(stock())
                .isEqualTo(new TreeMap<>(Map.of(
                        "EGGS", new BigDecimal(30), "MILK A", new BigDecimal(10), "MILK NEW", new BigDecimal(2))));
    }

    @Test
    void aBlindCountTellsNothingBeforeItIsOver() {
        String id = open(",\"blind\":true");
        JsonNode counted = count(id, "{\"sku\":\"EGGS\",\"quantity\":1}");
        assertThat(counted.path("different").asInt()).isZero();
        assertThat(counted.path("shrink").decimalValue()).isZero();
        lines(id, "ALL").forEach(line -> {
            assertThat(line.path("expected").isNull()).isTrue();
            assertThat(line.path("variance").isNull()).isTrue();
        });
        // Asking for the lines that differ would tell as much.
        assertThat(lines(id, "DIFFERENT").size()).isEqualTo(3);

        assertThat(done(id, "finish", "").path("different").asInt()).isEqualTo(1);
        assertThat(lines(id, "DIFFERENT").get(0).path("variance").decimalValue())
                .isEqualByComparingTo("-29");
    }

    @Test
    void linesThatAreToBeCountedAgainHoldTheCountBack() {
        String id = open("");
        count(id, "{\"sku\":\"EGGS\",\"quantity\":3}");
        done(id, "finish", "");
        int line = lines(id, "DIFFERENT").get(0).path("line").asInt();
        done(id, "recount", "{\"lines\":[%d]}".formatted(line));
        assertThat(step(id, "finish", "").json().path("code").asString()).isEqualTo("RECOUNT_MISSING");
        count(id, "{\"sku\":\"EGGS\",\"quantity\":30}");

        assertThat(done(id, "finish", "").path("different").asInt()).isZero();
    }

    @Test
    void everyPairOfStatusesIsAllowedOrRefusedWithWhatIsAllowed() {
        for (CountStatus from : CountStatus.values()) {
            for (Map.Entry<CountStatus, String> step : STEPS.entrySet()) {
                String id = countThatIs(from);
                CountStatus to = step.getKey();
                String body = to == CountStatus.OPEN ? "{\"lines\":[%d]}".formatted(countedLine(id)) : "";
                Api.Answer answer = step(id, step.getValue(), body);
                String told = "%s to %s: %s".formatted(from, to, answer.body());
                boolean allowed = DIAGRAM.get(from).contains(to);
                assertThat(answer.status()).as(told).isEqualTo(allowed ? 200 : 409);
                assertThat(status(id)).as(told).isEqualTo(allowed ? to : from);
                if (!allowed) {
                    String next = DIAGRAM.get(from).isEmpty()
                            ? "nothing any more"
                            : DIAGRAM.get(from).stream().map(Enum::name).collect(Collectors.joining(", "));
                    assertThat(answer.json().path("code").asString()).as(told).isEqualTo("ILLEGAL_TRANSITION");
                    assertThat(answer.json().path("detail").asString()).endsWith("allowed: " + next + ".");
                }
            }
        }
    }

    /** What is written down on the way changes no status: counting until it is over, explaining until it is posted. */
    @Test
    void onlyAnOpenCountIsCountedAndNoneIsExplainedThatIsOver() {
        for (CountStatus status : CountStatus.values()) {
            String id = countThatIs(status);
            Api.Answer counted = step(id, "entries", "{\"entries\":[{\"sku\":\"EGGS\",\"quantity\":30}]}");
            assertThat(counted.status()).as(status.name()).isEqualTo(status == CountStatus.OPEN ? 200 : 409);
            if (status != CountStatus.OPEN) {
                assertThat(counted.json().path("code").asString()).isEqualTo("COUNT_NOT_OPEN");
            }
            Api.Answer explained =
                    step(id, "reasons", "{\"reasons\":[{\"line\":%d,\"reason\":\"mice\"}]}".formatted(countedLine(id)));
            boolean over = DIAGRAM.get(status).isEmpty();
            assertThat(explained.status()).as(status.name()).isEqualTo(over ? 409 : 200);
            if (over) {
                assertThat(explained.json().path("code").asString()).isEqualTo("ILLEGAL_TRANSITION");
            }
            assertThat(status(id)).isEqualTo(status);
        }
    }

    @Test
    void theDiagramIsTheOneThatIsTold() {
        for (CountStatus from : CountStatus.values()) {
            assertThat(from.next()).as(from.name()).containsExactlyInAnyOrderElementsOf(DIAGRAM.get(from));
        }
        assertThat(STEPS).hasSameSizeAs(CountStatus.values());
    }

    private String countThatIs(CountStatus status) {
        String id = open("");
        count(id, "{\"sku\":\"EGGS\",\"quantity\":30}");
        for (String before : way(status)) {
            done(id, before, "");
        }
        assertThat(status(id)).isEqualTo(status);
        return id;
    }

    private CountStatus status(String id) {
        return CountStatus.valueOf(
                planner.get(COUNTS + "/" + id).json().path("status").asString());
    }

    private int countedLine(String id) {
        return jdbc.sql("select line from inventory.count_line l join inventory.stock_count c on "
                        + "c.id = l.count_id where c.number = :id and counted is not null")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private static List<String> way(CountStatus to) {
        return switch (to) {
            case OPEN -> List.of();
            case COUNTED -> List.of("finish");
            case REVIEWED -> List.of("finish", "review");
            case POSTED -> List.of("finish", "review", "post");
            case CANCELLED -> List.of("cancel");
        };
    }

    @Test
    void wrongRequestsAndOtherStoresAreRefusedByName() {
        String id = open("");
        Map<String, String> refused = Map.of(
                "{\"sku\":\"NIL\",\"quantity\":1}", "UNKNOWN_SKU",
                "{\"sku\":\"EGGS\",\"quantity\":-1}", "QUANTITY_INVALID",
                "{\"sku\":\"EGGS\"}", "VALUE_MISSING",
                "{\"sku\":\"EGGS\",\"quantity\":1},{\"sku\":\"EGGS\",\"quantity\":2}", "PRODUCT_TWICE");
        refused.forEach((wrong, code) -> assertThat(step(id, "entries", "{\"entries\":[%s]}".formatted(wrong))
                        .json()
                        .path("code")
                        .asString())
                .as(wrong)
                .isEqualTo(code));
        assertThat(planner.post(COUNTS, "{\"store\":\"%s\",\"category\":\"None such\"}".formatted(store))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("NOTHING_TO_COUNT");
        Api.User elsewhere = api.as("STORE_MANAGER", "NOT" + store);
        assertThat(elsewhere.get(COUNTS + "/" + id).status()).isEqualTo(403);
        assertThat(elsewhere.post(COUNTS + "/" + id + "/cancel", "").status()).isEqualTo(403);
        assertThat(planner.get(COUNTS + "/C-99999").json().path("code").asString())
                .isEqualTo("UNKNOWN_COUNT");
        done(id, "cancel", "");
        assertThat(step(id, "entries", "{\"entries\":[{\"sku\":\"EGGS\",\"quantity\":1}]}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("COUNT_NOT_OPEN");
    }
}
