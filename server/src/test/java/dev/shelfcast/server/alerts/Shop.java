package dev.shelfcast.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Stores whose tills sell what the books may not have, and a look at the alerts that come of it. */
record Shop(Api api, JdbcClient jdbc, Api.User planner) {

    static Shop open(Api api, JdbcClient jdbc) {
        for (String store : List.of("NORTH", "SOUTH", "EAST", "WEST")) {
            jdbc.sql("insert into stores.store (code, name, pincode, time_zone) "
                            + "values (:code, initcap(:code), '400092', 'Asia/Kolkata') on conflict do nothing")
                    .param("code", store)
                    .update();
        }
        return new Shop(api, jdbc, api.as("PLANNER"));
    }

    void product(String sku) {
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) "
                        + "values (:sku, initcap(:sku), 20, 30) on conflict do nothing")
                .param("sku", sku)
                .update();
    }

    void sell(String store, String sku, int units) {
        product(sku);
        post("/api/v1/orders", """
                {"type":"SALE","channel":"TILL","store":"%s","lines":[{"sku":"%s","quantity":%d}]}
                """.formatted(store, sku, units), 201);
    }

    void receive(String store, String sku, int units) {
        post("/api/v1/inventory/transactions", """
                {"kind":"RECEIPT","store":"%s","sku":"%s","quantity":%d}
                """.formatted(store, sku, units), 201);
    }

    private void post(String path, String body, int status) {
        Api.Answer answer = planner.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    /** Runs the job to its end, and answers how it ended. */
    String run(String job) {
        Api.Answer asked = planner.post("/api/v1/jobs/" + job + "/trigger", "{}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String run = "/api/v1/jobs/" + asked.json().path("id").asLong();
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        String status = "";
        while (!List.of("DONE", "FAILED", "CANCELLED").contains(status)) {
            assertThat(Instant.now()).as(job + " is " + status).isBefore(end);
            pause();
            status = planner.get(run).json().path("status").asString();
        }
        return status;
    }

    /** The alert of that kind whose title has these words, as soon as there is one in that status. */
    JsonNode await(String kind, String status, String words) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            JsonNode list = planner.get("/api/v1/alerts?limit=500&status=" + status + "&kind=" + kind)
                    .json();
            List<JsonNode> found = list.path("data")
                    .valueStream()
                    .filter(alert -> alert.path("title").asString().contains(words))
                    .toList();
            if (!found.isEmpty()) {
                return found.get(0);
            }
            assertThat(Instant.now())
                    .as("%s %s '%s' in %s", status, kind, words, list)
                    .isBefore(end);
            pause();
        }
    }

    /** An open alert of a till's sale of something new. */
    JsonNode alert(String store, String sku) {
        sell(store, sku, 1);
        return await("NEGATIVE_STOCK", "OPEN", sku.charAt(0) + sku.substring(1).toLowerCase(Locale.ROOT));
    }

    int count(String query) {
        return planner.get("/api/v1/alerts?" + query)
                .json()
                .path("meta")
                .path("total")
                .asInt();
    }

    static void until(BooleanSupplier happened) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!happened.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
