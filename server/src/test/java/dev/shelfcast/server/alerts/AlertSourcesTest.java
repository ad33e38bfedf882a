package dev.shelfcast.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.forecasting.DriftFound;
import dev.shelfcast.server.forecasting.DriftWatched;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Where alerts come from, and how they go by themselves. */
@ServerTest
@Import(Api.class)
class AlertSourcesTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.open(api, jdbc);
    }

    @Test
    void aTillsSaleBeyondStockIsToldOnceAndOverWhenTheDeliveryIsPosted() {
        JsonNode alert = shop.alert("NORTH", "MILK");
        assertThat(alert.path("title").asString()).isEqualTo("Milk is below zero in North");
        assertThat(alert.path("text").asString()).startsWith("The books say -1:");
        assertThat(alert.path("store").asString()).isEqualTo("NORTH");
        assertThat(alert.path("sku").asString()).isEqualTo("MILK");

        shop.sell("NORTH", "MILK", 2);
        Shop.until(() -> text(alert).startsWith("The books say -3:"));
        assertThat(get(alert).path("occurrences").asInt())
                .as("within the same minute")
                .isEqualTo(1);
        jdbc.sql("update alerts.alert set last_seen_at = now() - interval '2 minutes'")
                .update();
        shop.sell("NORTH", "MILK", 1);
        Shop.until(() -> get(alert).path("occurrences").asInt() == 2);
        shop.receive("NORTH", "MILK", 3);
        Shop.until(() -> text(alert).startsWith("The books say -1:"));
        shop.receive("NORTH", "MILK", 1);
        JsonNode over = shop.await("NEGATIVE_STOCK", "RESOLVED", "Milk");
        assertThat(over.path("id")).isEqualTo(alert.path("id"));
        assertThat(over.path("resolved_by").asString()).isEqualTo("system");
        assertThat(over.path("note").asString()).isEqualTo("The cause is gone.");
    }

    @Test
    void whatAPersonHasSettledKeepsQuietForADay() {
        JsonNode alert = shop.alert("NORTH", "BREAD");
        shop.planner().post("/api/v1/alerts/" + alert.path("id").asLong() + "/resolve", "{}");
        assertThat(shop.run("negative-stock")).isEqualTo("DONE");
        assertThat(active("Bread")).isZero();
        jdbc.sql("update alerts.alert set resolved_at = now() - interval '25 hours' where id = :id")
                .param("id", alert.path("id").asLong())
                .update();
        assertThat(shop.run("negative-stock")).isEqualTo("DONE");
        assertThat(active("Bread")).isEqualTo(1);
        Api.Answer reopened =
                shop.planner().post("/api/v1/alerts/" + alert.path("id").asLong() + "/reopen", "{}");
        assertThat(reopened.json().path("code").asString()).isEqualTo("ALERT_RAISED_AGAIN");
    }

    @Test
    void aStoreThatWasNeverStockedIsOneAlertAndNotHundreds() {
        for (int product = 0; product <= NegativeStock.MOST_OF_A_STORE; product++) {
            shop.sell("SOUTH", "TIN" + product, 1 + product);
        }
        shop.run("negative-stock");
        JsonNode alert = shop.await("NEGATIVE_STOCK", "OPEN", "21 products are below zero in South");
        assertThat(alert.path("severity").asString()).isEqualTo("HIGH");
        assertThat(alert.path("text").asString()).startsWith("Among them Tin20 (-21), Tin19 (-20), Tin18 (-19).");
        assertThat(shop.count("store=SOUTH&kind=NEGATIVE_STOCK")).isEqualTo(1);

        shop.receive("SOUTH", "TIN0", 1);
        shop.run("negative-stock");
        assertThat(shop.count("store=SOUTH&kind=NEGATIVE_STOCK")).isEqualTo(NegativeStock.MOST_OF_A_STORE);
    }

    @Test
    void theLedgersDifferencesAreCriticalUntilACheckFindsNone() {
        shop.product("SALT");
        shop.receive("NORTH", "SALT", 5);
        tamper("on_hand = on_hand + 2");
        assertThat(shop.run("ledger-check")).isEqualTo("FAILED");
        JsonNode alert = shop.await("LEDGER_DIFFERENCE", "OPEN", "The books of North disagree with themselves");
        assertThat(alert.path("severity").asString()).isEqualTo("CRITICAL");
        assertThat(alert.path("text").asString())
                .startsWith("SALT: balance is sum of movements, expected 5, found 7. ");
        assertThat(shop.run("ledger-check")).isEqualTo("FAILED");
        Shop.until(() -> get(alert).path("occurrences").asInt() == 2);
        assertThat(shop.count("kind=LEDGER_DIFFERENCE")).isEqualTo(1);
        assertThat(shop.count("kind=JOB_FAILED"))
                .as("the check's own failing is no second alert")
                .isZero();

        tamper("on_hand = on_hand - 2");
        assertThat(shop.run("ledger-check")).isEqualTo("DONE");
        assertThat(shop.await("LEDGER_DIFFERENCE", "RESOLVED", "North").path("id"))
                .isEqualTo(alert.path("id"));
    }

    @Test
    void aJobThatFailedIsToldUntilItEndsWell() {
        jdbc.sql("alter view inventory.v_level rename to v_level_away").update();
        try {
            assertThat(shop.run("negative-stock")).isEqualTo("FAILED");
        } finally {
            jdbc.sql("alter view inventory.v_level_away rename to v_level").update();
        }
        JsonNode alert = shop.await("JOB_FAILED", "OPEN", "The job negative-stock failed");
        assertThat(alert.path("severity").asString())
                .as("a person asked for it")
                .isEqualTo("LOW");
        assertThat(alert.path("text").asString()).contains("v_level");
        assertThat(alert.path("run_id").asLong()).isPositive();
        assertThat(shop.run("negative-stock")).isEqualTo("DONE");
        shop.await("JOB_FAILED", "RESOLVED", "The job negative-stock failed");
    }

    @Test
    void aDriftIsToldUntilAWatchNoLongerFindsIt() {
        events.publishEvent(drift(1));
        JsonNode alert = shop.await("DRIFT", "OPEN", "Forecasts no longer fit: Dairy in North");
        assertThat(alert.path("severity").asString()).isEqualTo("HIGH");
        assertThat(alert.path("text").asString())
                .isEqualTo("Twice the forecast a day. It began about 10 November 2026.");
        events.publishEvent(drift(2));
        Shop.until(() -> get(alert).path("occurrences").asInt() == 2);
        events.publishEvent(new DriftWatched(
                LocalDate.of(2026, 11, 20),
                Set.of(new DriftWatched.Standing("ERROR", "NORTH", "Dairy", "sales above forecast"))));
        events.publishEvent(
                new DriftFound(3, "INPUT", null, null, "price", 0.4, 0.25, LocalDate.of(2026, 11, 1), "Prices moved."));
        shop.await("DRIFT", "OPEN", "The price has changed: all products in all stores");
        assertThat(get(alert).path("status").asString()).isEqualTo("OPEN");
        events.publishEvent(new DriftWatched(LocalDate.of(2026, 11, 21), Set.of()));
        shop.await("DRIFT", "RESOLVED", "Forecasts no longer fit: Dairy in North");
        shop.await("DRIFT", "RESOLVED", "The price has changed");
    }

    private static DriftFound drift(long id) {
        return new DriftFound(
                id,
                "ERROR",
                "NORTH",
                "Dairy",
                "sales above forecast",
                12,
                10,
                LocalDate.of(2026, 11, 10),
                "Twice the forecast a day.");
    }

    private void tamper(String change) {
        jdbc.sql("update inventory.balance set " + change
                        + " where product_id = (select id from catalog.product where sku = 'SALT')")
                .update();
    }

    private long active(String words) {
        return shop.planner()
                .get("/api/v1/alerts?limit=500")
                .json()
                .path("data")
                .valueStream()
                .filter(alert -> alert.path("title").asString().contains(words))
                .count();
    }

    private JsonNode get(JsonNode alert) {
        return shop.planner().get("/api/v1/alerts/" + alert.path("id").asLong()).json();
    }

    private String text(JsonNode alert) {
        return get(alert).path("text").asString();
    }
}
