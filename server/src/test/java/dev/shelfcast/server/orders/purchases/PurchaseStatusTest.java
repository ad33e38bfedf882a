package dev.shelfcast.server.orders.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.orders.PurchaseOrderStatus;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every status with every step that there is: what is allowed is done, all else is refused and changes nothing. */
@ServerTest
@Import(Api.class)
class PurchaseStatusTest {

    private static final Map<String, String> STEPS = new TreeMap<>(Map.of(
            "APPROVED", "approve",
            "SENT", "send",
            "CANCELLED", "cancel",
            "RECEIVED", "receive",
            "PARTIALLY_RECEIVED", "receive"));

    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "DRAFT", Set.of("APPROVED", "CANCELLED"),
            "APPROVED", Set.of("SENT", "PARTIALLY_RECEIVED", "RECEIVED", "CANCELLED"),
            "SENT", Set.of("PARTIALLY_RECEIVED", "RECEIVED", "CANCELLED"),
            "PARTIALLY_RECEIVED", Set.of("PARTIALLY_RECEIVED", "RECEIVED"),
            "RECEIVED", Set.of(),
            "CANCELLED", Set.of());

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Api.User planner;

    @BeforeEach
    void aStoreAndAProduct() {
        jdbc.sql("insert into stores.store (code, name, time_zone) values ('S1', 'Store 1', 'Asia/Kolkata') "
                        + "on conflict do nothing")
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost) values ('MILK', 'Milk', 20) "
                        + "on conflict do nothing")
                .update();
        planner = api.as("PLANNER");
    }

    @Test
    void everyPairOfStatusesIsAllowedOrRefusedWithWhatIsAllowed() {
        for (PurchaseOrderStatus from : PurchaseOrderStatus.values()) {
            for (Map.Entry<String, String> step : STEPS.entrySet()) {
                String id = orderThatIs(from);
                String to = step.getKey();
                Api.Answer answer =
                        planner.post("/api/v1/purchase-orders/" + id + "/" + step.getValue(), body(to, from));
                String told = "%s to %s: %s".formatted(from, to, answer.body());
                if (ALLOWED.get(from.name()).contains(to)) {
                    assertThat(answer.status()).as(told).isEqualTo(200);
                    assertThat(statusOf(id)).as(told).isEqualTo(to);
                } else {
                    assertThat(answer.status()).as(told).isEqualTo(409);
                    assertThat(answer.json().path("code").asString()).as(told).isEqualTo("ILLEGAL_TRANSITION");
                    String allowed = ALLOWED.get(from.name()).isEmpty()
                            ? "nothing any more"
                            : String.join(", ", inOrder(ALLOWED.get(from.name())));
                    assertThat(answer.json().path("detail").asString()).as(told).contains("allowed: " + allowed);
                    assertThat(statusOf(id)).as(told).isEqualTo(from.name());
                }
            }
        }
    }

    @Test
    void onlyADraftIsChangedAndOnlyARestIsClosed() {
        for (PurchaseOrderStatus from : PurchaseOrderStatus.values()) {
            String id = orderThatIs(from);
            Api.Answer changed = planner.put(
                    "/api/v1/purchase-orders/" + id, "{\"version\":1,\"lines\":[{\"sku\":\"MILK\",\"quantity\":7}]}");
            assertThat(changed.status())
                    .as(from + changed.body())
                    .isEqualTo(from == PurchaseOrderStatus.DRAFT ? 200 : 409);
            Api.Answer closed =
                    planner.post("/api/v1/purchase-orders/" + id + "/close", "{\"reason\":\"sold out at the dairy\"}");
            assertThat(closed.status())
                    .as(from + closed.body())
                    .isEqualTo(from == PurchaseOrderStatus.PARTIALLY_RECEIVED ? 200 : 409);
        }
    }

    /** The order of the enumeration, which is that of an order's life. */
    private static Set<String> inOrder(Set<String> statuses) {
        Set<PurchaseOrderStatus> sorted = new TreeSet<>();
        statuses.forEach(status -> sorted.add(PurchaseOrderStatus.valueOf(status)));
        return sorted.stream()
                .map(Enum::name)
                .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static String body(String to, PurchaseOrderStatus from) {
        return switch (to) {
            case "SENT" -> "{\"how\":\"HAND\"}";
            case "PARTIALLY_RECEIVED" -> "{\"lines\":[{\"line\":1,\"quantity\":1}]}";
            case "RECEIVED" -> "{}";
            default -> "";
        };
    }

    private String orderThatIs(PurchaseOrderStatus status) {
        Api.Answer made = planner.post(
                "/api/v1/purchase-orders", "{\"store\":\"S1\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":10}]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.json().path("ids").path(0).asString();
        String[] steps = switch (status) {
            case DRAFT -> new String[] {};
            case APPROVED -> new String[] {"approve"};
            case SENT -> new String[] {"approve", "send {\"how\":\"HAND\"}"};
            case PARTIALLY_RECEIVED -> new String[] {"approve", "receive {\"lines\":[{\"line\":1,\"quantity\":4}]}"};
            case RECEIVED -> new String[] {"approve", "receive {}"};
            case CANCELLED -> new String[] {"cancel"};
        };
        for (String step : steps) {
            String[] parts = step.split(" ", 2);
            Api.Answer answer =
                    planner.post("/api/v1/purchase-orders/" + id + "/" + parts[0], parts.length == 1 ? "" : parts[1]);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        assertThat(statusOf(id)).isEqualTo(status.name());
        return id;
    }

    private String statusOf(String id) {
        return planner.get("/api/v1/purchase-orders/" + id)
                .json()
                .path("head")
                .path("status")
                .asString();
    }
}
