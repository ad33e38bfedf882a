package dev.shelfcast.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people do about alerts, from every state. */
@ServerTest
@Import(Api.class)
class AlertDecisionsTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Api.User planner;

    @BeforeEach
    void open() {
        shop = Shop.open(api, jdbc);
        planner = shop.planner();
    }

    private JsonNode someAlert(String store) {
        return shop.alert(store, "GOODS" + NUMBERS.incrementAndGet());
    }

    private static String path(JsonNode alert, String step) {
        return "/api/v1/alerts/" + alert.path("id").asLong() + step;
    }

    private Api.Answer step(JsonNode alert, String step) {
        return planner.post(path(alert, "/" + step), "{}");
    }

    private JsonNode inState(String state) {
        JsonNode alert = someAlert(NUMBERS.get() % 2 == 0 ? "EAST" : "WEST");
        if (state.startsWith("ACKNOWLEDGED")) {
            step(alert, "acknowledge");
        }
        if (state.endsWith("RESOLVED")) {
            step(alert, "resolve");
        }
        return alert;
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, acknowledge, 200, ACKNOWLEDGED",
        "OPEN, resolve, 200, RESOLVED",
        "OPEN, reopen, 409, ALERT_OPEN",
        "ACKNOWLEDGED, acknowledge, 409, ALERT_NOT_OPEN",
        "ACKNOWLEDGED, resolve, 200, RESOLVED",
        "ACKNOWLEDGED, reopen, 200, OPEN",
        "RESOLVED, acknowledge, 409, ALERT_NOT_OPEN",
        "RESOLVED, resolve, 409, ALERT_RESOLVED",
        "RESOLVED, reopen, 200, OPEN",
        "ACKNOWLEDGED THEN RESOLVED, acknowledge, 409, ALERT_NOT_OPEN",
        "ACKNOWLEDGED THEN RESOLVED, resolve, 409, ALERT_RESOLVED",
        "ACKNOWLEDGED THEN RESOLVED, reopen, 200, ACKNOWLEDGED"
    })
    void everyStepFromEveryState(String state, String step, int status, String outcome) {
        JsonNode alert = inState(state);
        JsonNode before = planner.get(path(alert, "")).json();
        Api.Answer answer = step(alert, step);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.json().path("status").asString()).isEqualTo(outcome);
            assertThat(planner.get(path(alert, "")).json()).isEqualTo(answer.json());
        } else {
            assertThat(answer.json().path("code").asString()).isEqualTo(outcome);
            assertThat(planner.get(path(alert, "")).json()).isEqualTo(before);
        }
    }

    @Test
    void everyStepSaysWhoAndWhenHereAndInTheAuditLog() {
        JsonNode alert = someAlert("NORTH");
        step(alert, "acknowledge");
        JsonNode resolved = planner.post(path(alert, "/resolve"), "{\"note\":\" counted: 4 there \"}")
                .json();
        assertThat(resolved.path("note").asString()).isEqualTo("counted: 4 there");
        assertThat(resolved.path("acknowledged_by")).isEqualTo(resolved.path("resolved_by"));
        JsonNode reopened = step(alert, "reopen").json();
        assertThat(reopened.path("note").isNull()
                        && reopened.path("resolved_at").isNull())
                .isTrue();
        JsonNode trail = api.as("ADMIN")
                .get("/api/v1/audit?subject_type=alert&subject_id="
                        + alert.path("id").asLong())
                .json();
        assertThat(trail.path("data")
                        .valueStream()
                        .map(entry -> entry.path("action").asString()))
                .containsExactly("ALERT_REOPENED", "ALERT_RESOLVED", "ALERT_ACKNOWLEDGED");
        JsonNode resolving = trail.path("data").get(1);
        assertThat(resolving.at("/before/status").asString()).isEqualTo("ACKNOWLEDGED");
        assertThat(resolving.at("/after/note").asString()).isEqualTo("counted: 4 there");
    }

    @Test
    void aRepeatedRequestIsAnsweredFromTheFirstTime() {
        JsonNode alert = someAlert("NORTH");
        String resolve = path(alert, "/resolve");
        Api.Answer first = planner.post(resolve, "{\"note\":\"done\"}", "Idempotency-Key", "key-1");
        Api.Answer again = planner.post(resolve, "{\"note\":\"done\"}", "Idempotency-Key", "key-1");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        Api.Answer other = planner.post(resolve, "{\"note\":\"not so\"}", "Idempotency-Key", "key-1");
        assertThat(other.json().path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aNoteHasAnEndAndAnUnknownAlertIsSaidToBeUnknown() {
        JsonNode alert = someAlert("NORTH");
        assertThat(planner.post(path(alert, "/resolve"), "{\"note\":\"%s\"}".formatted("x".repeat(1001)))
                        .status())
                .isEqualTo(400);
        Api.Answer unknown = planner.post("/api/v1/alerts/999999/resolve", "{}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("code").asString()).isEqualTo("ALERT_UNKNOWN");
    }

    @Test
    void aStoreManagerSeesAndSettlesTheirStoresAlone() {
        JsonNode north = someAlert("NORTH");
        JsonNode south = someAlert("SOUTH");
        jdbc.sql("""
                        insert into alerts.alert (kind, subject, severity, title, text, raised_at, last_seen_at)
                        values ('JOB_FAILED', 'of-the-chain', 'LOW', 'Of the chain', '', now(), now())
                        on conflict do nothing
                        """).update();
        JsonNode chain = shop.await("JOB_FAILED", "OPEN", "Of the chain");
        Api.User manager = api.as("STORE_MANAGER", "SOUTH");
        JsonNode list = manager.get("/api/v1/alerts?status=ALL&limit=500").json();
        assertThat(list.path("data")
                        .valueStream()
                        .map(alert -> alert.path("store").asString("")))
                .isNotEmpty()
                .containsOnly("SOUTH");
        assertThat(manager.get("/api/v1/alerts/summary").json().path("open").asInt())
                .isEqualTo(shop.count("status=OPEN&store=SOUTH"));
        assertThat(manager.get("/api/v1/alerts?store=NORTH").status()).isEqualTo(403);
        for (String step : List.of("/acknowledge", "/resolve", "/reopen")) {
            assertThat(manager.post(path(north, step), "{}").status()).isEqualTo(403);
            assertThat(manager.post(path(chain, step), "{}").json().path("code").asString())
                    .isEqualTo("ALERT_OF_THE_CHAIN");
        }
        assertThat(manager.get(path(north, "")).status()).isEqualTo(403);
        assertThat(manager.get(path(chain, "")).status()).isEqualTo(403);
        assertThat(manager.post(path(south, "/acknowledge"), "{}").status()).isEqualTo(200);
        assertThat(api.as("ANALYST").post(path(south, "/resolve"), "{}").status())
                .isEqualTo(403);
    }

    @Test
    void theListIsNarrowedSortedPagedAndAFile() {
        JsonNode one = someAlert("NORTH");
        JsonNode two = someAlert("NORTH");
        jdbc.sql("update alerts.alert set severity = 'LOW', raised_at = now() - interval '1 day' where id = :id")
                .param("id", one.path("id").asLong())
                .update();
        jdbc.sql("update alerts.alert set severity = 'CRITICAL' where id = :id")
                .param("id", two.path("id").asLong())
                .update();
        assertThat(severities("")).first().isEqualTo("CRITICAL");
        assertThat(severities("&sort=severity")).first().isEqualTo("LOW");
        assertThat(planner.get("/api/v1/alerts?sort=raised_at")
                        .json()
                        .at("/data/0/id")
                        .asLong())
                .isEqualTo(one.path("id").asLong());
        assertThat(severities("&severity=CRITICAL")).containsOnly("CRITICAL");
        int all = shop.count("limit=1");
        assertThat(planner.get("/api/v1/alerts?limit=1&page=" + all).json().path("data"))
                .hasSize(1);
        assertThat(planner.get("/api/v1/alerts?limit=1&page=" + (all + 1))
                        .json()
                        .at("/meta/total")
                        .asInt())
                .isEqualTo(all);
        Api.Answer refused = planner.get("/api/v1/alerts?sort=title");
        assertThat(refused.json().path("code").asString()).isEqualTo("SORT_INVALID");
        int history = shop.count("status=HISTORY");
        step(one, "resolve");
        assertThat(shop.count("limit=1")).isEqualTo(all - 1);
        assertThat(shop.count("status=HISTORY")).isEqualTo(history + 1);
        List<String> file =
                planner.get("/api/v1/alerts?format=csv").body().lines().toList();
        assertThat(file.get(0)).startsWith("id,kind,severity,status,title,text,store,");
        assertThat(file).hasSize(all);
    }

    private List<String> severities(String query) {
        return planner.get("/api/v1/alerts?limit=500" + query)
                .json()
                .path("data")
                .valueStream()
                .map(alert -> alert.path("severity").asString())
                .toList();
    }
}
