package dev.shelfcast.server.orders.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.LedgerCheck;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@Import(Api.class)
class SalesOrderStepsTest {

    /** From where each step may be taken, and nowhere else. */
    private static final Map<String, Set<SalesOrderStatus>> ALLOWED = Map.of(
            "confirm", Set.of(SalesOrderStatus.DRAFT),
            "reserve", Set.of(SalesOrderStatus.CONFIRMED, SalesOrderStatus.PARTIALLY_SHIPPED),
            "ship", Set.of(SalesOrderStatus.CONFIRMED, SalesOrderStatus.PARTIALLY_SHIPPED),
            "complete", Set.of(SalesOrderStatus.PARTIALLY_SHIPPED, SalesOrderStatus.SHIPPED),
            "return", Set.of(SalesOrderStatus.PARTIALLY_SHIPPED, SalesOrderStatus.SHIPPED, SalesOrderStatus.COMPLETED),
            "cancel", Set.of(SalesOrderStatus.DRAFT, SalesOrderStatus.CONFIRMED));

    /** In the order of an order's life. */
    private static final Map<SalesOrderStatus, List<SalesOrderStatus>> NEXT = Map.of(
            SalesOrderStatus.DRAFT,
            List.of(SalesOrderStatus.CONFIRMED, SalesOrderStatus.CANCELLED),
            SalesOrderStatus.CONFIRMED,
            List.of(SalesOrderStatus.PARTIALLY_SHIPPED, SalesOrderStatus.SHIPPED, SalesOrderStatus.CANCELLED),
            SalesOrderStatus.PARTIALLY_SHIPPED,
            List.of(
                    SalesOrderStatus.PARTIALLY_SHIPPED,
                    SalesOrderStatus.SHIPPED,
                    SalesOrderStatus.COMPLETED,
                    SalesOrderStatus.RETURNED),
            SalesOrderStatus.SHIPPED,
            List.of(SalesOrderStatus.COMPLETED, SalesOrderStatus.RETURNED),
            SalesOrderStatus.COMPLETED,
            List.of(SalesOrderStatus.RETURNED),
            SalesOrderStatus.CANCELLED,
            List.of(),
            SalesOrderStatus.RETURNED,
            List.of());

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    LedgerCheck check;

    private OrderDesk desk;

    @BeforeEach
    void aDeskWithMilk() {
        desk = new OrderDesk(api, jdbc);
    }

    @Test
    void everyStepIsTakenOnlyFromWhereItMayAndLeavesTheBooksRight() {
        desk.receive("MILK", "500");
        for (SalesOrderStatus from : SalesOrderStatus.values()) {
            for (String step : ALLOWED.keySet()) {
                String id = bringTo(from);
                Api.Answer answer = desk.step(id, step, "");
                boolean allowed = ALLOWED.get(step).contains(from);
                assertThat(answer.status())
                        .as("%s from %s: %s", step, from, answer.body())
                        .isEqualTo(allowed ? 200 : 409);
                assertThat(desk.get(id).at("/head/status").asString())
                        .as("%s from %s", step, from)
                        .isEqualTo((allowed ? reached(step, from) : from).name());
                if (!allowed) {
                    assertThat(answer.json().path("code").asString()).isEqualTo("ILLEGAL_TRANSITION");
                    String next = NEXT.get(from).isEmpty()
                            ? "nothing any more"
                            : NEXT.get(from).stream().map(Enum::name).collect(Collectors.joining(", "));
                    assertThat(answer.json().path("detail").asString()).endsWith("allowed: " + next + ".");
                }
                assertThat(check.differences()).as("%s from %s", step, from).isEmpty();
            }
        }
    }

    /** All has left or come back; of what has left in part, the rest is still to come. */
    private static SalesOrderStatus reached(String step, SalesOrderStatus from) {
        return switch (step) {
            case "confirm" -> SalesOrderStatus.CONFIRMED;
            case "ship" -> SalesOrderStatus.SHIPPED;
            case "complete" -> SalesOrderStatus.COMPLETED;
            case "cancel" -> SalesOrderStatus.CANCELLED;
            case "return" -> from == SalesOrderStatus.PARTIALLY_SHIPPED ? from : SalesOrderStatus.RETURNED;
            default -> from;
        };
    }

    @Test
    void theDiagramIsTheOneThatIsTold() {
        for (SalesOrderStatus from : SalesOrderStatus.values()) {
            assertThat(from.next()).as(from.name()).containsExactlyInAnyOrderElementsOf(NEXT.get(from));
        }
    }

    private String bringTo(SalesOrderStatus status) {
        String id = desk.order("", "[{\"sku\":\"MILK\",\"quantity\":3}]");
        List<String> way = switch (status) {
            case DRAFT -> List.of();
            case CONFIRMED -> List.of("confirm");
            case PARTIALLY_SHIPPED -> List.of("confirm", "part");
            case SHIPPED -> List.of("confirm", "ship");
            case COMPLETED -> List.of("confirm", "ship", "complete");
            case CANCELLED -> List.of("confirm", "cancel");
            case RETURNED -> List.of("confirm", "ship", "return");
        };
        for (String step : way) {
            boolean part = step.equals("part");
            desk.done(id, part ? "ship" : step, part ? "{\"lines\":[{\"line\":1,\"quantity\":1}]}" : "");
        }
        assertThat(desk.get(id).at("/head/status").asString()).isEqualTo(status.name());
        return id;
    }

    @Test
    void aDraftIsWrittenAnewAndAConfirmedOrderIsNot() {
        desk.receive("MILK", "9");
        desk.receive("EGGS", "9");
        String id = desk.order("\"note\":\"first\",", "[{\"sku\":\"MILK\",\"quantity\":3}]");
        String body = "{\"store\":\"%s\",\"confirm\":true,\"lines\":[{\"sku\":\"EGGS\",\"quantity\":2}]}"
                .formatted(desk.store);
        Api.Answer changed = desk.planner.put(OrderDesk.ORDERS + "/" + id, body);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().at("/lines/0/sku").asString()).isEqualTo("EGGS");
        assertThat(changed.json().path("lines")).hasSize(1);
        assertThat(changed.json().at("/head/note").isNull()).isTrue();
        desk.level("EGGS", "9", "2", "7");
        assertThat(desk.planner
                        .put(OrderDesk.ORDERS + "/" + id, body)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("ORDER_NOT_DRAFT");
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void theNightlyCheckTellsOfPromisesThatATillHasSoldAndDoesNotFail() {
        desk.receive("MILK", "2");
        String id = desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":2}]");
        Heard quiet = new Heard();
        check.run(quiet);
        assertThat(quiet.said).containsExactly("the books are right");
        desk.planner.post(
                "/api/v1/orders",
                "{\"type\":\"SALE\",\"store\":\"%s\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":1}]}"
                        .formatted(desk.store));
        Heard told = new Heard();
        check.run(told);
        assertThat(told.said).hasSize(1);
        assertThat(told.said.get(0)).startsWith("the books are right, but 1 products are promised beyond");
        desk.done(id, "cancel", "");
        assertThat(check.differences()).isEmpty();
    }

    /** What a job says while it runs. */
    private static final class Heard implements JobRun {

        final List<String> said = new ArrayList<>();

        @Override
        public long id() {
            return 1;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of();
        }

        @Override
        public void progress(long done, long total, String message) {
            said.add(message);
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public boolean calledOff() {
            return false;
        }
    }

    @Test
    void ofManyWhoWantTheLastUnitsExactlyThoseThereAreFor() throws Exception {
        desk.receive("MILK", "3");
        desk.receive("EGGS", "8", "A", "2099-01-01");
        List<String> lines = List.of(
                "[{\"sku\":\"MILK\",\"quantity\":1},{\"sku\":\"EGGS\",\"quantity\":1}]",
                "[{\"sku\":\"EGGS\",\"quantity\":1},{\"sku\":\"MILK\",\"quantity\":1}]");
        ExecutorService people = Executors.newFixedThreadPool(8);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String wanted = lines.get(i % 2);
            answers.add(
                    people.submit(() -> desk.ask("\"confirm\":true,", wanted).status()));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        people.shutdown();
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(13);
        desk.level("MILK", "3", "3", "0");
        desk.level("EGGS", "8", "3", "5");
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void twoWhoShipTheSameOrderAtOnceShipItOnce() throws Exception {
        desk.receive("MILK", "10");
        String id = desk.confirmed("[{\"sku\":\"MILK\",\"quantity\":4}]");
        ExecutorService people = Executors.newFixedThreadPool(4);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(people.submit(() -> desk.step(id, "ship", "").status()));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        people.shutdown();
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
        desk.level("MILK", "6", "0", "6");
        assertThat(check.differences()).isEmpty();
    }
}
