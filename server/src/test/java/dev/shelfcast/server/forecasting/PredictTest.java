package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.Api.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Forecasts worked out while the caller waits, from a rhythm that never changes. */
@ServerTest
@Import(Api.class)
class PredictTest {

    private static final String PREDICT = "/api/v1/forecasting/predict";
    private static final String COMPARE = "/api/v1/forecasting/compare";
    private static final String PRODUCT = "/api/v1/analytics/demand-forecast/";

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private SoldHistory history;
    private Api.User analyst;

    private static int units(String store, String sku, int daysAgo) {
        return sku.equals("NEVER") ? 0 : (store.equals("NORTH") ? 10 : 20) + daysAgo % 7;
    }

    @BeforeEach
    void sell() {
        history = new SoldHistory(context);
        analyst = api.as("ANALYST");
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() == 0) {
            history.stores("NORTH", "SOUTH");
            history.products("Dairy", "MILK", "CURD", "GHEE", "NEVER");
            history.sell(126, PredictTest::units);
        }
    }

    @Test
    void aMethodByNameForecastsAnyHorizonAtAnyLevels() {
        JsonNode said = predict("""
                {"store":"NORTH","sku":"MILK","model":"seasonal-naive","horizon":10,"levels":[0.5,0.9]}
                """);

        assertThat(said.path("model").asString()).isEqualTo("seasonal-naive");
        assertThat(said.path("model_id").isNull()).isTrue();
        assertThat(said.path("label").asString()).isEqualTo("SeasonalNaive(7)");
        assertThat(said.path("as_of").asString()).isEqualTo(history.yesterday().toString());
        assertThat(said.path("levels").valueStream().map(JsonNode::asDouble)).containsExactly(0.5, 0.9);
        assertThat(said.path("forecast").size()).isEqualTo(10);
        double sum = 0;
        for (int day = 0; day < 10; day++) {
            int expected = units("NORTH", "MILK", 7 - day % 7);
            sum += expected;
            JsonNode one = said.path("forecast").get(day);
            assertThat(one.path("day").asString())
                    .isEqualTo(history.yesterday().plusDays(day + 1).toString());
            assertThat(one.path("mean").asDouble()).isEqualTo(expected);
            assertThat(one.path("quantiles").get(1).asDouble()).isEqualTo(expected);
            assertThat(said.path("sums").get(day).path("days").asInt()).isEqualTo(day + 1);
            assertThat(said.path("sums").get(day).path("mean").asDouble()).isEqualTo(sum);
        }
    }

    @Test
    void withoutAModelTheChampionForecastsAsItDidInTheRun() {
        JsonNode said = predict("{\"store\":\"SOUTH\",\"sku\":\"MILK\"}");

        assertThat(said.path("model").asString()).isEqualTo("auto");
        assertThat(said.path("model_id").asLong()).isPositive();
        assertThat(said.path("forecast").size()).isEqualTo(42);
        JsonNode inForce = analyst.get("/api/v1/analytics/forecasts/SOUTH/MILK").json();
        for (int day = 0; day < 42; day++) {
            assertThat(said.path("forecast").get(day).path("mean").asDouble())
                    .isCloseTo(inForce.path("forecast").get(day).path("mean").asDouble(), within(0.5));
        }
        assertThat(predict("{\"store\":\"SOUTH\",\"sku\":\"MILK\",\"horizon\":400}")
                        .path("forecast")
                        .size())
                .isEqualTo(400);
    }

    @Test
    void aLearnedModelForecastsByItsNumberOrItsMethod() {
        String before = analyst.post(PREDICT, "{\"store\":\"NORTH\",\"sku\":\"MILK\",\"model\":\"average-of-all\"}")
                .json()
                .path("detail")
                .asString();
        assertThat(before).contains("has not been trained for MILK in NORTH", "{\"model\": \"average-of-all\"}");
        api.as("PLANNER").post("/api/v1/forecasting/train", "{\"store\":\"NORTH\",\"model\":\"average-of-all\"}");
        history.awaitJobs();
        long id = jdbc.sql("select id from forecasting.model where method = 'average-of-all'")
                .query(Long.class)
                .single();

        for (String model : List.of("average-of-all", String.valueOf(id))) {
            JsonNode said = predict("""
                    {"store":"NORTH","sku":"CURD","model":"%s","horizon":5,"levels":[0.3]}
                    """.formatted(model));
            assertThat(said.path("model_id").asLong()).isEqualTo(id);
            assertThat(said.path("forecast").get(4).path("mean").asDouble()).isEqualTo(13);
            assertThat(said.path("forecast").get(4).path("quantiles").get(0).asDouble())
                    .isEqualTo(13);
            assertThat(said.path("sums").get(4).path("quantiles").get(0).asDouble())
                    .isEqualTo(65);
        }
        assertThat(refusal("{\"store\":\"NORTH\",\"sku\":\"CURD\",\"model\":\"%d\",\"horizon\":60}".formatted(id)))
                .isEqualTo("400 HORIZON_TOO_LONG");
        assertThat(refusal("{\"store\":\"SOUTH\",\"sku\":\"CURD\",\"model\":\"%d\"}".formatted(id)))
                .isEqualTo("400 MODEL_OUT_OF_SCOPE");
        JsonNode compared = compare("store=NORTH&sku=MILK&models=average-of-all")
                .path("models")
                .get(0);
        assertThat(compared.path("metrics").isNull()).isTrue();
        assertThat(compared.path("problem").asString()).endsWith("see the metrics of model " + id);
        assertThat(compared.path("forecast").size()).isEqualTo(28);
    }

    @Test
    void whatCannotBeForecastIsRefusedWithTheWayOut() {
        assertThat(refusal("{\"store\":\"NORTH\",\"sku\":\"NEVER\"}")).isEqualTo("404 NO_SALES");
        assertThat(refusal("{\"store\":\"EAST\",\"sku\":\"MILK\"}")).isEqualTo("404 UNKNOWN_STORE");
        assertThat(refusal("{\"store\":\"NORTH\",\"sku\":\"TEA\"}")).startsWith("404");
        assertThat(refusal("{\"store\":\"NORTH\",\"sku\":\"MILK\",\"model\":\"oracle\"}"))
                .isEqualTo("400 MODEL_UNKNOWN");
        assertThat(refusal("{\"store\":\"NORTH\",\"sku\":\"MILK\",\"model\":\"987654\"}"))
                .isEqualTo("404 MODEL_UNKNOWN");
        assertThat(refusal("{\"store\":\"NORTH\",\"sku\":\"MILK\",\"horizon\":401}"))
                .isEqualTo("400 VALUE_OUT_OF_RANGE");
        assertThat(refusal("{\"store\":\"NORTH\",\"sku\":\"MILK\",\"levels\":[1.5]}"))
                .isEqualTo("400 SETTING_INVALID");
        assertThat(api.as("STORE_MANAGER", "SOUTH")
                        .post(PREDICT, "{\"store\":\"NORTH\",\"sku\":\"MILK\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void methodsAreComparedOnTheSameDaysHeldBack() {
        JsonNode said = compare("store=NORTH&sku=MILK&models=seasonal-naive,mean,auto&horizon=14&folds=3");

        assertThat(said.path("folds").asInt()).isEqualTo(3);
        assertThat(said.path("holdout_days").asInt()).isEqualTo(14);
        JsonNode naive = said.path("models").get(0);
        JsonNode mean = said.path("models").get(1);
        assertThat(naive.at("/metrics/wape").asDouble()).isZero();
        assertThat(naive.at("/metrics/validated_days").asInt()).isEqualTo(42);
        // Weekly 10 to 16, mean 13: off by 3, 2, 1, 0, 1, 2, 3 of 91.
        assertThat(mean.at("/metrics/wape").asDouble()).isCloseTo(12.0 / 91, within(0.002));
        assertThat(mean.path("forecast").size()).isEqualTo(14);
        assertThat(mean.path("forecast").get(0).path("mean").asDouble()).isEqualTo(13);
        assertThat(said.path("models").get(2).path("model").asString()).isEqualTo("auto");
        assertThat(said.path("models").get(2).at("/metrics/wape").asDouble()).isLessThan(0.05);
    }

    @Test
    void aComparisonIsBoundedAndOfKnownMethods() {
        String pair = COMPARE + "?store=NORTH&sku=MILK&models=";
        assertThat(analyst.get(pair + "a,b,c,d,e,f,g,h,i").status()).isEqualTo(400);
        assertThat(analyst.get(pair + "theta,oracle").json().path("code").asString())
                .isEqualTo("MODEL_UNKNOWN");
        assertThat(analyst.get(pair + "theta&folds=5").status()).isEqualTo(400);
        assertThat(analyst.get(pair + "theta&horizon=91").status()).isEqualTo(400);
        assertThat(api.as("STORE_MANAGER", "SOUTH").get(pair + "theta").status())
                .isEqualTo(403);
    }

    @Test
    void aProductsForecastAddsUpTheStoresThatTheUserSees() {
        JsonNode both = analyst.get(PRODUCT + "MILK?days=14").json();
        JsonNode north = analyst.get(PRODUCT + "MILK?days=14&store=NORTH").json();
        JsonNode south = analyst.get(PRODUCT + "MILK?days=14&store=SOUTH").json();

        assertThat(both.path("stores").asInt()).isEqualTo(2);
        assertThat(both.path("quantile_method").asString()).isEqualTo("SUM_OF_STORES");
        assertThat(both.path("note").asString()).contains("of 2 stores", "exact when", "wider than the truth");
        assertThat(north.path("quantile_method").asString()).isEqualTo("OWN");
        assertThat(both.path("forecast").size()).isEqualTo(14);
        for (int day = 0; day < 14; day++) {
            assertThat(mean(both, day)).isCloseTo(mean(north, day) + mean(south, day), within(0.011));
        }
        assertThat(both.path("history").size()).isEqualTo(90);
        assertThat(both.path("history").get(89).path("units").asInt())
                .isEqualTo(units("NORTH", "MILK", 1) + units("SOUTH", "MILK", 1));
        JsonNode own =
                api.as("STORE_MANAGER", "SOUTH").get(PRODUCT + "MILK?days=14").json();
        assertThat(own.path("stores").asInt()).isEqualTo(1);
        assertThat(own.path("forecast")).isEqualTo(south.path("forecast"));
        assertThat(api.as("STORE_MANAGER", "SOUTH")
                        .get(PRODUCT + "MILK?store=NORTH")
                        .status())
                .isEqualTo(403);
        assertThat(analyst.get(PRODUCT + "TEA").status()).isEqualTo(404);
        assertThat(analyst.get(PRODUCT + "NEVER").json().path("code").asString())
                .isEqualTo("FORECAST_MISSING");
        assertThat(analyst.get(PRODUCT + "MILK?days=43").status()).isEqualTo(400);
    }

    private static double mean(JsonNode said, int day) {
        return said.path("forecast").get(day).path("mean").asDouble();
    }

    private JsonNode predict(String body) {
        Answer answer = analyst.post(PREDICT, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String refusal(String body) {
        Answer answer = analyst.post(PREDICT, body);
        return answer.status() + " " + answer.json().path("code").asString();
    }

    private JsonNode compare(String query) {
        Answer answer = analyst.get(COMPARE + "?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
