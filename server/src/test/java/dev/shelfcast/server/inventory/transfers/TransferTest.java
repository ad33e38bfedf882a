package dev.shelfcast.server.inventory.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.BooksStayRight;
import dev.shelfcast.server.testing.Api;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TransferTest extends BooksStayRight {

    private static final String TRANSFERS = "/api/v1/inventory/transfers";

    /** In the order of a transfer's life. */
    private static final Map<TransferStatus, List<TransferStatus>> DIAGRAM = Map.of(
            TransferStatus.REQUESTED,
            List.of(TransferStatus.APPROVED, TransferStatus.CANCELLED),
            TransferStatus.APPROVED,
            List.of(TransferStatus.IN_TRANSIT, TransferStatus.CANCELLED),
            TransferStatus.IN_TRANSIT,
            List.of(TransferStatus.PARTIALLY_RECEIVED, TransferStatus.RECEIVED, TransferStatus.CANCELLED),
            TransferStatus.PARTIALLY_RECEIVED,
            List.of(TransferStatus.PARTIALLY_RECEIVED, TransferStatus.RECEIVED),
            TransferStatus.RECEIVED,
            List.of(),
            TransferStatus.CANCELLED,
            List.of());

    private static final Map<TransferStatus, String> STEPS = Map.of(
            TransferStatus.APPROVED, "approve",
            TransferStatus.IN_TRANSIT, "ship",
            TransferStatus.PARTIALLY_RECEIVED, "receive",
            TransferStatus.RECEIVED, "receive",
            TransferStatus.CANCELLED, "cancel");

    @BeforeEach
    void twoStoresAndMilkInTwoLots() {
        jdbc.sql("insert into stores.store (code, name, time_zone) values ('WH', 'Warehouse', 'Asia/Kolkata'), "
                        + "('SHOP', 'Shop', 'Asia/Kolkata'), ('FAR', 'Elsewhere', 'Asia/Kolkata') "
                        + "on conflict do nothing")
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) "
                        + "values ('MILK', 'Milk 1L', 20, 30), ('EGGS', 'Eggs', 5, 8) on conflict do nothing")
                .update();
        planner.post("/api/v1/inventory/transactions", """
                [{"kind":"RECEIPT","store":"WH","sku":"MILK","quantity":10,"lot":"LATE","expiry":"2027-02-01"},
                 {"kind":"RECEIPT","store":"WH","sku":"MILK","quantity":4,"lot":"SOON","expiry":"2027-01-01"}]
                """);
    }

    private String request(String lines) {
        return done(201, TRANSFERS, "{\"from\":\"WH\",\"to\":\"SHOP\",\"lines\":%s}".formatted(lines))
                .at("/head/id")
                .asString();
    }

    private Api.Answer step(String id, String step, String body) {
        return planner.post(TRANSFERS + "/" + id + "/" + step, body);
    }

    private JsonNode done(String id, String step, String body) {
        return done(200, TRANSFERS + "/" + id + "/" + step, body);
    }

    /** On hand by lot, "-" for stock without one; empty ones left out. */
    private Map<String, BigDecimal> stock(String store, String sku) {
        Map<String, BigDecimal> stock = new TreeMap<>();
        jdbc.sql("""
                        select coalesce(l.lot, '-') as lot, l.on_hand
                          from inventory.v_lot_level l
                          join stores.v_store s on s.id = l.store_id
                          join catalog.v_product p on p.id = l.product_id
                         where s.code = :store and p.sku = :sku and l.on_hand <> 0
                        """).param("store", store).param("sku", sku).query(row -> {
            stock.put(row.getString("lot"), row.getBigDecimal("on_hand"));
        });
        return stock;
    }

    private BigDecimal incoming(String store, String sku) {
        return planner.get("/api/v1/inventory/levels?store=%s&sku=%s".formatted(store, sku))
                .json()
                .at("/data/0/incoming")
                .decimalValue();
    }

    @Test
    void theLotsThatExpireFirstGoOnTheRoadAndArrive() {
        Map<String, BigDecimal> warehouse = stock("WH", "MILK");
        Map<String, BigDecimal> shop = stock("SHOP", "MILK");
        String id = request("[{\"sku\":\"MILK\",\"quantity\":6}]");
        JsonNode approved = done(id, "approve", "");
        assertThat(approved.at("/head/status").asString()).isEqualTo("APPROVED");
        BigDecimal soon = warehouse.get("SOON");
        assertThat(approved.at("/lots/0/lot").asString()).isEqualTo("SOON");
        assertThat(approved.at("/lots/0/quantity").decimalValue()).isEqualByComparingTo(soon.min(new BigDecimal(6)));

        JsonNode shipped = done(id, "ship", "");
        assertThat(shipped.at("/head/status").asString()).isEqualTo("IN_TRANSIT");
        assertThat(shipped.at("/lots/0/lot").asString()).isEqualTo("SOON");
        BigDecimal left = warehouse.values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .subtract(new BigDecimal(6));
        assertThat(stock("WH", "MILK").values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(left);
        assertThat(stock("SHOP", "MILK")).isEqualTo(shop);

        JsonNode received = done(id, "receive", "");
        assertThat(received.at("/head/status").asString()).isEqualTo("RECEIVED");
        assertThat(stock("SHOP", "MILK").get("SOON"))
                .isEqualByComparingTo(shop.getOrDefault("SOON", BigDecimal.ZERO).add(soon.min(new BigDecimal(6))));
        assertThat(received.path("lots")).isEmpty();
    }

    @Test
    void whatComesShortDamagedOrOverIsOnTheBooksAsItCame() {
        planner.post(
                "/api/v1/inventory/transactions",
                "{\"kind\":\"RECEIPT\",\"store\":\"WH\",\"sku\":\"EGGS\",\"quantity\":20}");
        BigDecimal before = stock("SHOP", "EGGS").getOrDefault("-", BigDecimal.ZERO);
        String id = request("[{\"sku\":\"EGGS\",\"quantity\":12}]");
        done(id, "approve", "");
        done(id, "ship", "");

        JsonNode part = done(id, "receive", "{\"lines\":[{\"line\":1,\"quantity\":7,\"damaged\":2}]}");
        assertThat(part.at("/head/status").asString()).isEqualTo("PARTIALLY_RECEIVED");
        assertThat(stock("SHOP", "EGGS").get("-")).isEqualByComparingTo(before.add(new BigDecimal(7)));
        assertThat(incoming("SHOP", "EGGS")).isEqualByComparingTo("3");

        Api.Answer tooMany = step(id, "receive", "{\"lines\":[{\"line\":1,\"lost\":4}]}");
        assertThat(tooMany.status()).as(tooMany.body()).isEqualTo(409);
        assertThat(tooMany.json().path("code").asString()).isEqualTo("TRANSFER_EXCEEDED");

        JsonNode all = done(id, "receive", "{\"lines\":[{\"line\":1,\"quantity\":3,\"lost\":1}]}");
        assertThat(all.at("/head/status").asString()).isEqualTo("RECEIVED");
        assertThat(all.at("/lines/0/lost").decimalValue()).isEqualByComparingTo("1");
        assertThat(all.at("/lines/0/damaged").decimalValue()).isEqualByComparingTo("2");
        // 12 shipped, 2 damaged, 1 lost: nine were left, and a tenth came from nowhere.
        assertThat(stock("SHOP", "EGGS").get("-")).isEqualByComparingTo(before.add(new BigDecimal(10)));
        assertThat(incoming("SHOP", "EGGS")).isEqualByComparingTo("0");
        assertThat(jdbc.sql("select reason from inventory.movement where external_id = :id and kind = 'COUNT_VARIANCE'")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("OVER_RECEIVED");
    }

    @Test
    void goodsOnTheRoadGoBackWhenTheTransferIsCancelled() {
        Map<String, BigDecimal> warehouse = stock("WH", "MILK");
        String id = request("[{\"sku\":\"MILK\",\"quantity\":3}]");
        done(id, "approve", "");
        assertThat(incoming("SHOP", "MILK")).isGreaterThanOrEqualTo(new BigDecimal(3));
        done(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":2,\"lot\":\"LATE\"}]}");
        assertThat(stock("WH", "MILK").get("LATE"))
                .isEqualByComparingTo(warehouse.get("LATE").subtract(new BigDecimal(2)));

        done(id, "cancel", "");

        assertThat(stock("WH", "MILK")).isEqualTo(warehouse);
    }

    @Test
    void goodsWithoutALotAreNamedByTheEmptyOne() {
        planner.post(
                "/api/v1/inventory/transactions",
                "{\"kind\":\"RECEIPT\",\"store\":\"WH\",\"sku\":\"EGGS\",\"quantity\":5}");
        String id = request("[{\"sku\":\"EGGS\",\"quantity\":5}]");
        done(id, "approve", "");
        done(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":5,\"lot\":\"\"}]}");
        done(id, "receive", "{\"lines\":[{\"line\":1,\"quantity\":5,\"lot\":\"\"}]}");
        assertThat(status(id)).isEqualTo(TransferStatus.RECEIVED);
    }

    @Test
    void moreThanIsThereOrWasAskedForIsNotShipped() {
        String id = request("[{\"sku\":\"MILK\",\"quantity\":9999}]");
        done(id, "approve", "");
        assertThat(step(id, "ship", "").json().path("code").asString()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(step(id, "ship", "{\"lines\":[{\"line\":1,\"quantity\":10000}]}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("SHIPMENT_ABOVE_REQUEST");
        assertThat(step(id, "ship", "{\"lines\":[{\"line\":2,\"quantity\":1}]}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("UNKNOWN_LINE");
        done(id, "cancel", "");
    }

    /** From each status every other one is tried, and only what stands in the diagram is reached. */
    @Test
    void everyPairOfStatusesIsAllowedOrRefusedWithWhatIsAllowed() {
        for (TransferStatus from : TransferStatus.values()) {
            for (Map.Entry<TransferStatus, String> step : STEPS.entrySet()) {
                String id = request("[{\"sku\":\"MILK\",\"quantity\":3}]");
                bringTo(id, from);
                TransferStatus to = step.getKey();
                String part =
                        to == TransferStatus.PARTIALLY_RECEIVED ? "{\"lines\":[{\"line\":1,\"quantity\":1}]}" : "";
                Api.Answer answer = step(id, step.getValue(), part);
                String told = "%s to %s: %s".formatted(from, to, answer.body());
                boolean allowed = DIAGRAM.get(from).contains(to);
                assertThat(answer.status()).as(told).isEqualTo(allowed ? 200 : 409);
                assertThat(status(id)).as(told).isEqualTo(allowed ? to : from);
                if (!allowed) {
                    assertThat(answer.json().path("code").asString()).as(told).isEqualTo("ILLEGAL_TRANSITION");
                    assertThat(answer.json().path("detail").asString())
                            .endsWith(
                                    DIAGRAM.get(from).isEmpty()
                                            ? "allowed: nothing any more."
                                            : "allowed: " + names(DIAGRAM.get(from)) + ".");
                }
                goHome(id);
            }
        }
    }

    /** Nobody asks again for what was asked for. */
    @Test
    void theDiagramIsTheOneThatIsTold() {
        for (TransferStatus from : TransferStatus.values()) {
            assertThat(from.next()).as(from.name()).containsExactlyInAnyOrderElementsOf(DIAGRAM.get(from));
        }
        assertThat(STEPS.keySet()).hasSize(TransferStatus.values().length - 1).doesNotContain(TransferStatus.REQUESTED);
    }

    private static String names(List<TransferStatus> statuses) {
        return statuses.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private TransferStatus status(String id) {
        return TransferStatus.valueOf(
                planner.get(TRANSFERS + "/" + id).json().at("/head/status").asString());
    }

    /** So that the next one finds goods. */
    private void goHome(String id) {
        List<TransferStatus> next = DIAGRAM.get(status(id));
        if (next.contains(TransferStatus.CANCELLED)) {
            done(id, "cancel", "");
        } else if (next.contains(TransferStatus.RECEIVED)) {
            done(id, "receive", "");
        }
    }

    private void bringTo(String id, TransferStatus status) {
        List<String> way = switch (status) {
            case REQUESTED -> List.of();
            case APPROVED -> List.of("approve");
            case IN_TRANSIT -> List.of("approve", "ship");
            case PARTIALLY_RECEIVED -> List.of("approve", "ship", "part");
            case RECEIVED -> List.of("approve", "ship", "receive");
            case CANCELLED -> List.of("cancel");
        };
        for (String step : way) {
            boolean part = step.equals("part");
            done(id, part ? "receive" : step, part ? "{\"lines\":[{\"line\":1,\"quantity\":1}]}" : "");
        }
        assertThat(planner.get(TRANSFERS + "/" + id).json().at("/head/status").asString())
                .isEqualTo(status.name());
    }

    @Test
    void eachStoreTakesItsOwnStepsAndOthersSeeNothing() {
        Api.User shop = api.as("STORE_MANAGER", "SHOP");
        Api.User warehouse = api.as("STORE_MANAGER", "WH");
        Api.User elsewhere = api.as("STORE_MANAGER", "FAR");
        String body = "{\"from\":\"WH\",\"to\":\"SHOP\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":1}]}";
        assertThat(elsewhere.post(TRANSFERS, body).status()).isEqualTo(403);
        String id = shop.post(TRANSFERS, body).json().at("/head/id").asString();

        assertThat(shop.post(TRANSFERS + "/" + id + "/approve", "").status()).isEqualTo(403);
        assertThat(warehouse.post(TRANSFERS + "/" + id + "/approve", "").status())
                .isEqualTo(200);
        assertThat(shop.post(TRANSFERS + "/" + id + "/ship", "").status()).isEqualTo(403);
        assertThat(warehouse.post(TRANSFERS + "/" + id + "/ship", "").status()).isEqualTo(200);
        assertThat(warehouse.post(TRANSFERS + "/" + id + "/receive", "").status())
                .isEqualTo(403);
        assertThat(elsewhere.get(TRANSFERS + "/" + id).status()).isEqualTo(403);
        assertThat(elsewhere.get(TRANSFERS).json().at("/meta/total").asInt()).isZero();
        assertThat(shop.post(TRANSFERS + "/" + id + "/receive", "").status()).isEqualTo(200);
    }

    @Test
    void theSameKeyAsksOnceAndWrongRequestsAreRefusedByName() {
        String body = "{\"from\":\"WH\",\"to\":\"SHOP\",\"note\":\"for the weekend\","
                + "\"lines\":[{\"sku\":\"MILK\",\"quantity\":1}]}";
        Api.Answer first = planner.post(TRANSFERS, body, "Idempotency-Key", "weekend");
        Api.Answer second = planner.post(TRANSFERS, body, "Idempotency-Key", "weekend");
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(planner.get(TRANSFERS + "?search=weekend&store=SHOP&status=REQUESTED")
                        .json()
                        .at("/meta/total")
                        .asInt())
                .isEqualTo(1);
        Map<String, String> refused = Map.of(
                "{\"from\":\"WH\",\"to\":\"WH\",\"lines\":[]}",
                "TRANSFER_TO_ITSELF",
                "{\"from\":\"WH\",\"to\":\"SHOP\",\"lines\":[]}",
                "LINES_INVALID",
                "{\"to\":\"SHOP\"}",
                "FIELD_MISSING",
                "{\"from\":\"WH\",\"to\":\"NOWHERE\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":1}]}",
                "UNKNOWN_STORE",
                "{\"from\":\"WH\",\"to\":\"SHOP\",\"lines\":[{\"sku\":\"NIL\",\"quantity\":1}]}",
                "UNKNOWN_SKU",
                "{\"from\":\"WH\",\"to\":\"SHOP\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":0}]}",
                "QUANTITY_INVALID",
                "{\"from\":\"WH\",\"to\":\"SHOP\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":1},"
                        + "{\"sku\":\"MILK\",\"quantity\":2}]}",
                "PRODUCT_TWICE");
        refused.forEach((wrong, code) -> assertThat(
                        planner.post(TRANSFERS, wrong).json().path("code").asString())
                .as(wrong)
                .isEqualTo(code));
        assertThat(planner.get(TRANSFERS + "/T-999999").json().path("code").asString())
                .isEqualTo("UNKNOWN_TRANSFER");
        assertThat(planner.get(TRANSFERS + "/nothing").status()).isEqualTo(404);
    }
}
