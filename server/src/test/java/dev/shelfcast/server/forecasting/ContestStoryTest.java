package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A planner put the plain mean in force, where sales double at the end of every week. */
class ContestStoryTest extends SoldStory {

    @Test
    @Order(1)
    void aChallengerThatWinsOnceHasToWinAgain() {
        history.stores("NORTH");
        history.products("Dairy", IntStream.range(0, 12).mapToObj(i -> "D" + i).toArray(String[]::new));
        Random dice = new Random(12);
        history.sell(
                120, (store, sku, daysAgo) -> (daysAgo % 7 < 2 ? 30 : 15) + (int) Math.round(2 * dice.nextGaussian()));
        train("{\"category\":\"Dairy\",\"model\":\"mean\",\"promote\":true}");
        train("{\"category\":\"Dairy\",\"model\":\"seasonal-average\"}");
        train("{\"category\":\"Dairy\",\"model\":\"sma28\"}");

        job("model-contest");

        List<JsonNode> held = contests();
        assertThat(held.stream().map(one -> one.path("challenger_method").asString()))
                .containsExactly("auto", "sma28", "seasonal-average");
        JsonNode won = held.get(2);
        assertThat(won.path("champion_method").asString()).isEqualTo("mean");
        assertThat(won.path("category").asString()).isEqualTo("Dairy");
        assertThat(won.path("series").asInt()).isEqualTo(12);
        assertThat(won.path("better").asBoolean()).isTrue();
        assertThat(won.path("action").asString()).isEqualTo("KEPT");
        assertThat(won.path("challenger_rmsse").asDouble())
                .isLessThan(0.5 * won.path("champion_rmsse").asDouble());
        assertThat(won.path("reason").asString()).endsWith("It takes over when it wins again.");
        assertThat(held.get(1).path("better").asBoolean()).isFalse();
        assertThat(champion()).isEqualTo("mean");
    }

    @Test
    @Order(2)
    void theSameDaysDoNotCountTwice() {
        job("model-contest");
        assertThat(contests().stream().map(one -> one.path("action").asString()))
                .containsOnly("KEPT");
        assertThat(champion()).isEqualTo("mean");
    }

    @Test
    @Order(3)
    void aSecondWinOnOtherDaysTakesOver() {
        aWeekPasses();

        job("model-contest");

        JsonNode promoted = contests().stream()
                .filter(one -> one.path("action").asString().equals("PROMOTED")
                        && one.path("challenger_method").asString().equals("seasonal-average"))
                .findFirst()
                .orElseThrow();
        assertThat(promoted.path("reason").asString()).endsWith("The second time in a row, so it takes over.");
        JsonNode model = planner.get("/api/v1/forecasting/models/"
                        + promoted.path("challenger_id").asLong())
                .json();
        assertThat(model.path("status_reason").asString())
                .satisfiesAnyOf(
                        why -> assertThat(why).isEqualTo(promoted.path("reason").asString()),
                        why -> assertThat(why).startsWith("replaced by model"));
        assertThat(champion()).isEqualTo("seasonal-average");
        assertThat(planner.get("/api/v1/analytics/forecasts/NORTH/D1")
                        .json()
                        .path("model")
                        .asString())
                .isEqualTo("Average(4)");
    }

    @Test
    @Order(4)
    void theAutomaticMethodTakesOverByRetiringTheChampion() {
        train("{\"category\":\"Dairy\",\"model\":\"mean\",\"promote\":true}");
        jdbc.sql("delete from forecasting.contest").update();
        jdbc.sql("update forecasting.model set status = 'RETIRED' where status = 'CHALLENGER'")
                .update();
        job("model-contest");
        aWeekPasses();
        job("model-contest");

        assertThat(contests().get(0).path("action").asString()).isEqualTo("PROMOTED");
        assertThat(contests().get(0).path("challenger_id").isNull()).isTrue();
        assertThat(planner.get("/api/v1/forecasting/models?method=mean&status=CHAMPION")
                        .json()
                        .path("data")
                        .isEmpty())
                .isTrue();
        assertThat(planner.get("/api/v1/analytics/forecasts/NORTH/D1")
                        .json()
                        .path("background")
                        .path("reasons")
                        .toString())
                .contains("backtest of");
    }

    private void aWeekPasses() {
        jdbc.sql("update forecasting.contest set as_of = as_of - 7").update();
    }

    private void train(String body) {
        assertThat(planner.post("/api/v1/forecasting/train", body).status()).isEqualTo(202);
        history.awaitJobs();
    }

    private List<JsonNode> contests() {
        return planner.get("/api/v1/forecasting/contests")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    private String champion() {
        return planner.get("/api/v1/forecasting/models?category=Dairy&status=CHAMPION")
                .json()
                .path("data")
                .valueStream()
                .filter(model -> !model.path("partial").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("method")
                .asString();
    }
}
