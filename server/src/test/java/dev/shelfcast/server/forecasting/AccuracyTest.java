package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ServerTest;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Forecasts and overrides against what was sold, with every figure worked out by hand. */
@ServerTest
class AccuracyTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BusinessDay businessDay;

    @Autowired
    Jobs jobs;

    private LocalDate last;
    private ApiClient planner;

    /** Milk in the north: 10 and 20 were said three days ago for the two days that are over since, 16 for the last. */
    @BeforeEach
    void twoDaysThatAreOver() throws InterruptedException {
        planner = ApiClient.user(port, "PLANNER");
        last = businessDay.lastCompleteDay();
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() > 0) {
            return;
        }
        ForecastFacts facts = new ForecastFacts(jdbc);
        long north = facts.store("NORTH");
        long south = facts.store("SOUTH");
        long milk = facts.product("MILK", "Dairy");
        long nails = facts.product("NAILS", "Tools");
        facts.published(north, milk, last.minusDays(2), 10, 20, 30);
        facts.published(north, milk, last.minusDays(1), 16, 30);
        facts.published(south, nails, last.minusDays(1), 2, 2);
        facts.sold(north, milk, last.minusDays(8), 9);
        facts.sold(north, milk, last.minusDays(7), 14);
        facts.sold(north, milk, last.minusDays(1), 8);
        facts.sold(north, milk, last, 24);
        facts.sold(south, nails, last.minusDays(70), 7);
        facts.sold(south, nails, last, 4);
        overridden(north, milk, south, nails);
        long id = jobs.request("forecast-accuracy", Map.of(Jobs.KEY, "chain"));
        String status = "";
        for (int wait = 0; wait < 200 && !status.equals("DONE"); wait++) {
            TimeUnit.MILLISECONDS.sleep(50);
            status = jdbc.sql("select status from jobs.run where id = :id")
                    .param("id", id)
                    .query(String.class)
                    .single();
        }
        assertThat(status).isEqualTo("DONE");
    }

    /** Anna raised the nails rightly on twenty days, Bert lowered the milk wrongly on two. */
    private void overridden(long north, long milk, long south, long nails) {
        long anna = override(south, nails, "anna", "EVENT");
        long bert = override(north, milk, "bert", "PRICE");
        for (int back = 0; back < 20; back++) {
            day(south, nails, last.minusDays(back), anna, back == 0 ? "0, 2, 4" : "0, 1, 0");
        }
        day(north, milk, last, bert, "14, 20, 10");
        day(north, milk, last.minusDays(1), bert, "9, 10, 4");
        day(north, milk, last.plusDays(1), bert, "9, 10, 4");
    }

    private long override(long store, long product, String planner, String reason) {
        return jdbc.sql("""
                        insert into forecasting.planner_override
                               (store_id, product_id, from_day, to_day, kind, value, reason, series, created_by,
                                created_at)
                        values (:store, :product, :from, :to, 'SET', 4, :reason, 1, :planner, now())
                        returning id
                        """)
                .param("store", store)
                .param("product", product)
                .param("from", last.minusDays(30))
                .param("to", last)
                .param("reason", reason)
                .param("planner", planner)
                .query(Long.class)
                .single();
    }

    private void day(long store, long product, LocalDate day, long override, String said) {
        jdbc.sql("insert into forecasting.overridden_day values (:store, :product, :day, :override, :asOf, " + said
                        + ")")
                .param("store", store)
                .param("product", product)
                .param("day", day)
                .param("override", override)
                .param("asOf", day.minusDays(3))
                .update();
    }

    @Test
    void errorsAreToldByHowFarAheadTheForecastLooked() {
        JsonNode rows =
                planner.get("/api/v1/forecasting/accuracy").expect(200).json().path("data");

        assertThat(rows.valueStream().map(row -> row.path("segment").asString()))
                .containsExactly("1 day", "2 to 7 days");
        JsonNode near = rows.get(0);
        // Said 10, 16 and 2; sold 8, 24 and 4.
        assertThat(near.path("forecasts").asInt()).isEqualTo(3);
        assertThat(near.path("sold").asDouble()).isEqualTo(36);
        figure(near, "wape", 12 / 36.0);
        figure(near, "mape", (2 / 8.0 + 8 / 24.0 + 2 / 4.0) / 3);
        figure(near, "bias", -8 / 36.0);
        figure(near, "rmse", Math.sqrt((4 + 64 + 4) / 3.0));
        figure(near, "r_squared", 1 - 72 / (64 + 576 + 16 - 36 * 36 / 3.0));
        figure(near, "coverage", 2 / 3.0);
        // The same weekday a week before: 9, 14 and 0.
        figure(near, "naive_wape", 15 / 36.0);
        figure(near, "value_added", 3 / 36.0);
        JsonNode far = rows.get(1);
        assertThat(far.path("forecasts").asInt()).isEqualTo(1);
        figure(far, "wape", 4 / 24.0);
        figure(far, "rmse", 4);
        // 5% at 15, 50% at 20, 95% at 25: (9·0.05 + 4·0.5 + 1·0.05) / 3.
        figure(far, "pinball", 2.5 / 3);
        assertThat(far.path("r_squared").isNull()).isTrue();
    }

    @Test
    void errorsAreScaledByHowMuchASeriesChangesFromWeekToWeek() {
        JsonNode south = planner.get("/api/v1/forecasting/accuracy?by=store&store=SOUTH")
                .json()
                .path("data")
                .get(0);
        // 7 once in 84 days: two changes by 7 over 77 pairs of weekdays.
        figure(south, "mase", 2 / (14 / 77.0));
        figure(south, "rmsse", Math.sqrt(4 / (98 / 77.0)));
    }

    @Test
    void errorsAreToldByStoreCategoryClassModelAndDay() {
        assertThat(wapes("by=store")).isEqualTo("NORTH 0.25 SOUTH 0.5 ");
        assertThat(wapes("by=category")).isEqualTo("Dairy 0.25 Tools 0.5 ");
        assertThat(wapes("by=class")).isEqualTo("SMOOTH 0.2667 ");
        assertThat(wapes("by=model")).isEqualTo("ETS 0.2667 ");
        assertThat(wapes("by=all&category=Tools")).isEqualTo("all 0.5 ");
        assertThat(wapes("by=day&category=Dairy")).isEqualTo("%s 0.25 %s 0.25 ".formatted(last.minusDays(1), last));
        assertThat(wapes("by=day&from=%s&model=ETS&class=smooth&store=NORTH".formatted(last)))
                .isEqualTo(last + " 0.25 ");
        assertThat(wapes("by=all&model=THETA")).isEmpty();
    }

    @Test
    void soldOutDaysAreLeftOutWhenTheyAreComparedAgain() throws InterruptedException {
        jdbc.sql("""
                        insert into demand.stock_out (store_id, product_id, day, in_stock_share)
                        select s.id, p.id, :day, 0.5 from stores.store s, catalog.product p
                         where s.code = 'SOUTH' and p.sku = 'NAILS'
                        """).param("day", last).update();
        jobs.request("forecast-accuracy", Map.of(Jobs.KEY, "chain"));
        String south = "some";
        for (int wait = 0; wait < 200 && !south.isEmpty(); wait++) {
            TimeUnit.MILLISECONDS.sleep(50);
            south = wapes("by=store&store=SOUTH");
        }
        assertThat(south).isEmpty();
        jdbc.sql("delete from demand.stock_out").update();
        jobs.request("forecast-accuracy", Map.of(Jobs.KEY, "chain"));
        for (int wait = 0; wait < 200 && south.isEmpty(); wait++) {
            TimeUnit.MILLISECONDS.sleep(50);
            south = wapes("by=store&store=SOUTH");
        }
        assertThat(south).isEqualTo("SOUTH 0.5 ");
    }

    @Test
    void aQuestionThatMakesNoSenseIsRefused() {
        assertThat(planner.get("/api/v1/forecasting/accuracy?by=moon").code()).isEqualTo("GROUPING_INVALID");
        assertThat(planner.get("/api/v1/forecasting/accuracy?from=" + last.plusDays(1))
                        .code())
                .isEqualTo("PERIOD_INVALID");
        assertThat(planner.get("/api/v1/forecasting/value-added?by=moon").code())
                .isEqualTo("GROUPING_INVALID");
        ApiClient manager = ApiClient.user(port, "STORE_MANAGER", "SOUTH");
        assertThat(manager.get("/api/v1/forecasting/accuracy?store=NORTH").status())
                .isEqualTo(403);
        assertThat(manager.get("/api/v1/forecasting/value-added?store=NORTH").status())
                .isEqualTo(403);
        assertThat(manager.get("/api/v1/forecasting/accuracy?by=store").body()).doesNotContain("NORTH");
        assertThat(manager.get("/api/v1/forecasting/value-added?by=planner").body())
                .doesNotContain("bert");
    }

    @Test
    void peopleHelpedOrHurtOrItIsTooEarlyToSay() {
        JsonNode answer =
                planner.get("/api/v1/forecasting/value-added").expect(200).json();

        // Anna: statistics missed 2 and 19 times 1, she missed nothing. Bert: 4 + 2 against 14 + 4.
        assertThat(answer.path("verdict").asString()).isEqualTo("HELPED");
        assertThat(answer.path("words").asString())
                .isEqualTo("Overrides helped: over 22 days the error fell from 75% to 50% of what was sold.");
        assertThat(answer.path("steps")
                        .valueStream()
                        .map(step -> step.path("name").asString()))
                .containsExactly("NAIVE", "STATISTICAL", "OVERRIDE");
        figure(answer.path("steps").get(0), "wape", (10 + 1 + 4) / 36.0);
        figure(answer.path("steps").get(1), "wape", 27 / 36.0);
        figure(answer.path("steps").get(1), "added", -12 / 36.0);
        figure(answer.path("steps").get(2), "added", 9 / 36.0);
        JsonNode anna = answer.path("data").get(0);
        assertThat(anna.path("segment").asString()).isEqualTo("anna");
        assertThat(anna.path("verdict").asString()).isEqualTo("HELPED");
        figure(anna, "value_added", 21 / 4.0);
        JsonNode bert = answer.path("data").get(1);
        assertThat(bert.path("days").asInt()).isEqualTo(2);
        assertThat(bert.path("verdict").asString()).isEqualTo("TOO_EARLY");
        figure(bert, "value_added", -12 / 32.0);
        figure(bert, "overridden_bias", -18 / 32.0);
        assertThat(planner.get("/api/v1/forecasting/value-added?planner=bert")
                        .json()
                        .path("words")
                        .asString())
                .isEqualTo("Too early to say: 2 days of overridden forecasts are over, and 14 are needed.");
        assertThat(planner.get("/api/v1/forecasting/value-added?by=reason&store=SOUTH&sku=NAILS&category=Tools")
                        .json()
                        .path("data")
                        .get(0)
                        .path("segment")
                        .asString())
                .isEqualTo("EVENT");
    }

    private static void figure(JsonNode row, String name, double wanted) {
        assertThat(row.path(name).asDouble()).as(name).isCloseTo(wanted, within(0.00006));
    }

    private String wapes(String query) {
        StringBuilder told = new StringBuilder();
        for (JsonNode row : planner.get("/api/v1/forecasting/accuracy?" + query)
                .expect(200)
                .json()
                .path("data")) {
            told.append(row.path("segment").asString())
                    .append(' ')
                    .append(row.path("wape").decimalValue().stripTrailingZeros().toPlainString())
                    .append(' ');
        }
        return told.toString();
    }
}
