package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.Api.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Models come and go: two stores sell twelve products with a weekly rhythm that never changes. */
class ModelRegistryStoryTest extends SoldStory {

    private static final String MIXED = "PooledIndex(7)+Mean[ETS(M,N,A), Theta(7)]";
    private static final String BASE = "/api/v1/forecasting";
    private static final int DAYS = 126;
    private static final List<String> DAIRY = List.of("D1", "D2", "D3", "D4", "D5", "D6");
    private static final List<String> SNACKS = List.of("S1", "S2", "S3", "S4", "S5", "S6");

    private static long first;
    private static long challenger;

    /** The same every week: a store's level, a product's level, and the place in the week. */
    private static int units(String store, String sku, int daysAgo) {
        int level = 5 * (sku.charAt(1) - '0') + (store.equals("NORTH") ? 10 : 20);
        return level + daysAgo % 7;
    }

    @Test
    @Order(1)
    void anImportMakesTheAutomaticModelChampionOfTheChain() {
        history.stores("NORTH", "SOUTH");
        history.products("Dairy", DAIRY.toArray(String[]::new));
        history.products("Snacks", SNACKS.toArray(String[]::new));
        history.sell(DAYS, ModelRegistryStoryTest::units);

        JsonNode model = only("?status=CHAMPION");
        first = model.path("id").asLong();
        assertThat(model.path("method").asString()).isEqualTo("auto");
        assertThat(model.path("reason").asString()).isEqualTo("new sales");
        assertThat(model.path("scope").properties())
                .allMatch(part -> part.getValue().isNull());
        assertThat(model.path("partial").asBoolean()).isFalse();
        assertThat(model.path("series").asInt()).isEqualTo(24);
        assertThat(model.path("observations").asInt()).isEqualTo(24 * DAYS);
        assertThat(model.path("data_to").asString())
                .isEqualTo(history.yesterday().toString());
        assertThat(model.path("data_from").asString())
                .isEqualTo(history.yesterday().minusDays(DAYS - 1).toString());
        assertThat(model.path("seed").asLong()).isEqualTo(1);
        assertThat(model.path("artifact_bytes").asLong()).isZero();
        assertThat(model.path("library_version").asString()).isNotEmpty();
        assertThat(model.at("/parameters/series_by_form/PooledIndex").asInt()).isEqualTo(24);
        JsonNode metrics = model.path("metrics");
        assertThat(metrics.path("validated_series").asInt()).isEqualTo(24);
        assertThat(metrics.path("validated_days").asInt()).isEqualTo(24 * 2 * 14);
        assertThat(metrics.path("wape").asDouble()).isBetween(0.0, 0.05);
        assertThat(metrics.path("r_squared").asDouble()).isBetween(0.95, 1.0);
        assertThat(metrics.propertyNames())
                .contains("bias", "rmsse", "pinball", "coverage", "coverage_of_sums", "mape", "rmse")
                .as("last week's error was nil, so nothing can be scaled by it")
                .doesNotContain("mase");
        assertThat(inForce(first)).isEqualTo(24);
        assertThat(get(BASE + "/models/" + first)).isEqualTo(model);
    }

    @Test
    @Order(2)
    void trainingAgainMakesASuccessorThatKnowsItsPredecessor() {
        train("{}");

        JsonNode model = only("?status=CHAMPION");
        assertThat(model.path("parent_id").asLong()).isEqualTo(first);
        assertThat(model.path("reason").asString()).startsWith("asked by test-");
        JsonNode old = get(BASE + "/models/" + first);
        assertThat(old.path("status").asString()).isEqualTo("RETIRED");
        assertThat(old.path("status_reason").asString())
                .isEqualTo("replaced by model " + model.path("id").asLong());
        assertThat(inForce(model.path("id").asLong())).isEqualTo(24);
        first = model.path("id").asLong();
    }

    @Test
    @Order(3)
    void partOfTheChainTrainedAnewIsAPartAndNoChampionOfItsOwn() {
        train("{\"store\":\"SOUTH\",\"model\":\"auto\"}");

        JsonNode part = only("?store=SOUTH");
        assertThat(part.path("partial").asBoolean()).isTrue();
        assertThat(part.path("status").asString()).isEqualTo("CHAMPION");
        assertThat(part.path("parent_id").asLong()).isEqualTo(first);
        assertThat(inForce(part.path("id").asLong())).isEqualTo(12);
        assertThat(inForce(first)).isEqualTo(12);

        train("{}");
        assertThat(only("?store=SOUTH").path("status").asString()).isEqualTo("RETIRED");
        first = only("?status=CHAMPION").path("id").asLong();
        assertThat(inForce(first)).isEqualTo(24);
    }

    @Test
    @Order(4)
    void anotherMethodStandsBesideAsAChallenger() {
        Answer asked = planner.post(BASE + "/train", """
                {"category":"Dairy","model":"seasonal-naive",
                 "settings":{"folds":1,"holdout_days":7,"seed":5,"levels":[0.2,0.8]}}
                """);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("model").asString()).isEqualTo("seasonal-naive");
        assertThat(asked.json().at("/scope/category").asString()).isEqualTo("Dairy");
        assertThat(asked.json().path("in_force").asBoolean()).isFalse();
        history.awaitJobs();

        JsonNode model =
                only("?method=seasonal-naive&job=" + asked.json().path("run_id").asLong());
        challenger = model.path("id").asLong();
        assertThat(model.path("status").asString()).isEqualTo("CHALLENGER");
        assertThat(model.path("label").asString()).isEqualTo("seasonal-naive: SeasonalNaive 12");
        assertThat(model.path("seed").asLong()).isEqualTo(5);
        assertThat(model.at("/settings/folds").asInt()).isEqualTo(1);
        assertThat(model.path("series").asInt()).isEqualTo(12);
        assertThat(model.at("/metrics/wape").asDouble()).isZero();
        assertThat(model.at("/metrics/validated_days").asInt()).isEqualTo(12 * 7);
        assertThat(inForce(challenger)).isZero();
        assertThat(count("select count(*) from forecasting.challenge where model_id = " + challenger))
                .isEqualTo(12);
        assertThat(forecast("SOUTH", "D1").path("levels").size()).isEqualTo(9);
    }

    @Test
    @Order(5)
    void thePromotedChallengerIsInForceAtOnceAndOnlyOnce() {
        Answer promoted = planner.post(BASE + "/models/" + challenger + "/promote", "");

        assertThat(promoted.status()).as(promoted.body()).isEqualTo(200);
        assertThat(promoted.json().path("status").asString()).isEqualTo("CHAMPION");
        assertThat(promoted.json().path("status_reason").asString()).startsWith("promoted by test-");
        assertThat(inForce(challenger)).isEqualTo(12);
        JsonNode forecast = forecast("SOUTH", "D1");
        assertThat(forecast.path("model").asString()).isEqualTo("SeasonalNaive(7)");
        assertThat(forecast.path("levels").size()).isEqualTo(11);
        for (int day = 0; day < 14; day++) {
            assertThat(forecast.path("forecast").get(day).path("mean").asInt())
                    .isEqualTo(units("SOUTH", "D1", 7 - day % 7));
        }
        Answer again = planner.post(BASE + "/models/" + challenger + "/promote", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asString()).isEqualTo("MODEL_STATUS");
        assertThat(again.json().path("detail").asString())
                .contains("is CHAMPION", "only one that is CHALLENGER", "It is in force already.");
        assertThat(count("select count(*) from identity.audit_entry where action = 'MODEL_PROMOTED'"))
                .isEqualTo(1);
        history.awaitJobs();
    }

    @Test
    @Order(6)
    void theNightlyRunTrainsEachChampionAnew() {
        assertThat(planner.post("/api/v1/jobs/forecast/trigger", "{}").status()).isEqualTo(202);
        history.awaitJobs();

        JsonNode dairy = only("?category=Dairy&status=CHAMPION");
        assertThat(dairy.path("method").asString()).isEqualTo("seasonal-naive");
        assertThat(dairy.path("parent_id").asLong()).isEqualTo(challenger);
        assertThat(dairy.path("settings"))
                .isEqualTo(get(BASE + "/models/" + challenger).path("settings"));
        assertThat(inForce(dairy.path("id").asLong())).isEqualTo(12);
        assertThat(forecast("NORTH", "S1").path("model").asString()).isEqualTo(MIXED);
        JsonNode run = get(BASE + "/runs").path("data").get(0);
        assertThat(run.path("series").asInt()).isEqualTo(24);
        assertThat(run.at("/models/SeasonalNaive").asInt()).isEqualTo(12);
        assertThat(run.at("/models/PooledIndex").asInt()).isEqualTo(12);
    }

    @Test
    @Order(7)
    void aRetiredChampionLeavesItsProductsToTheWiderOne() {
        long dairy = only("?category=Dairy&status=CHAMPION").path("id").asLong();
        assertThat(planner.post(BASE + "/models/" + dairy + "/retire", "")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("RETIRED");
        history.awaitJobs();

        assertThat(forecast("SOUTH", "D1").path("model").asString()).isEqualTo(MIXED);
        assertThat(only("?category=Dairy&status=CHAMPION").path("method").asString())
                .isEqualTo("auto");
        long automatic = listed("?status=CHAMPION").stream()
                .filter(model -> model.at("/scope/category").isNull())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        Answer refused = planner.post(BASE + "/models/" + automatic + "/retire", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asString()).contains("promote a challenger");
        assertThat(planner.post(BASE + "/models/" + dairy + "/promote", "")
                        .json()
                        .path("detail")
                        .asString())
                .contains("is RETIRED", "train seasonal-naive again");
    }

    @Test
    @Order(8)
    void aModelOfOneProductCanBePutInForceAtOnce() {
        Answer asked = planner.post(
                BASE + "/train?promote=true", "{\"store\":\"NORTH\",\"sku\":\"S2\",\"model\":\"linear-regression\"}");
        assertThat(asked.json().path("in_force").asBoolean()).isTrue();
        history.awaitJobs();

        JsonNode model = only("?sku=S2");
        assertThat(model.path("status").asString()).isEqualTo("CHAMPION");
        assertThat(model.path("series").asInt()).isEqualTo(1);
        assertThat(model.path("parameters").propertyNames()).isNotEmpty();
        assertThat(forecast("NORTH", "S2").path("run_id").asLong())
                .isEqualTo(model.path("run_id").asLong());
        assertThat(forecast("SOUTH", "S2").path("model").asString()).isEqualTo(MIXED);
        assertThat(count("""
                        select count(*) from forecasting.published p join catalog.product c on c.id = p.product_id
                         where c.sku = 'S2' and p.as_of = (select max(as_of) from forecasting.published)
                        """))
                .as("what counts for accuracy is what was in force last")
                .isEqualTo(2);
    }

    @Test
    @Order(9)
    void aMethodThatLearnsFromManyIsKeptAsAFileAndForecastsFromIt() {
        train("{\"category\":\"Snacks\",\"model\":\"average-of-all\",\"promote\":true}");

        JsonNode model = only("?method=average-of-all");
        long id = model.path("id").asLong();
        assertThat(model.path("status").asString()).isEqualTo("CHAMPION");
        assertThat(model.path("artifact_bytes").asLong()).isPositive();
        double average = 17.5 + 15 + 3;
        assertThat(model.at("/parameters/average").asDouble()).isEqualTo(average);
        assertThat(inForce(id))
                .as("the product with a champion of its own keeps it")
                .isEqualTo(11);
        assertThat(forecast("NORTH", "S1").path("forecast").get(0).path("mean").asDouble())
                .isEqualTo(average);

        train("{}");
        assertThat(listed("?method=average-of-all"))
                .as("what was learned this week is used")
                .hasSize(1);
        assertThat(inForce(id)).isEqualTo(11);
    }

    @Test
    @Order(10)
    void whatCannotBeTrainedSaysSoAndChangesNothing() {
        Answer asked =
                planner.post(BASE + "/train", "{\"store\":\"NORTH\",\"sku\":\"D1\",\"model\":\"average-of-all\"}");
        history.awaitJobs();

        JsonNode run = get("/api/v1/jobs/" + asked.json().path("run_id").asLong());
        assertThat(run.path("status").asString()).isEqualTo("FAILED");
        assertThat(run.path("error").asString()).isEqualTo("An average needs two items at least, not 1.");
        JsonNode model = only("?sku=D1");
        assertThat(model.path("status").asString()).isEqualTo("FAILED");
        assertThat(model.path("status_reason").asString()).startsWith("An average needs two items");
        assertThat(forecast("NORTH", "D1").path("model").asString()).isEqualTo(MIXED);
    }

    @Test
    @Order(11)
    void wrongSettingsAreRefusedWithTheValueAndTheWayOut() {
        Map<String, String> wrong = Map.of(
                "{\"settings\":{\"folds\":9}}", "folds = 9 is not possible. It has to be 1 to 6",
                "{\"settings\":{\"holdout_days\":3}}", "holdout_days = 3 is not possible. It has to be 7 to 42",
                "{\"settings\":{\"history_days\":900}}", "history_days = 900 is not possible. It has to be 7 to 800",
                "{\"settings\":{\"seed\":-1}}", "seed = -1 is not possible",
                "{\"settings\":{\"levels\":[0.5,0.2]}}", "levels = [0.5, 0.2] is not possible",
                "{\"settings\":{\"history_days\":20,\"folds\":2}}", "28 days are held back");
        wrong.forEach((body, detail) -> {
            Answer refused = planner.post(BASE + "/train", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.json().path("code").asString()).isEqualTo("SETTING_INVALID");
            assertThat(refused.json().path("detail").asString()).contains(detail);
        });
        assertThat(planner.post(BASE + "/train", "{\"model\":\"oracle\"}")
                        .json()
                        .path("detail")
                        .asString())
                .contains("There is no method 'oracle'", "Known methods: seasonal-naive", "average-of-all");
        assertThat(planner.post(BASE + "/train", "{\"category\":\"Toys\"}").status())
                .isEqualTo(404);
        assertThat(planner.post(BASE + "/train", "{\"sku\":\"X9\"}").status()).isEqualTo(404);
        assertThat(planner.post(BASE + "/train", "{\"store\":\"EAST\"}").status())
                .isEqualTo(404);
        assertThat(get(BASE + "/models?limit=1").at("/meta/limit").asInt()).isEqualTo(1);
        assertThat(planner.get(BASE + "/models/99999").json().path("code").asString())
                .isEqualTo("MODEL_UNKNOWN");
    }

    @Test
    @Order(12)
    void nobodyPlansWithoutTheRoleOrSeesStoresThatAreNotTheirs() {
        Api.User north = api.as("STORE_MANAGER", "NORTH");
        assertThat(north.get(BASE + "/models?store=SOUTH").status()).isEqualTo(403);
        for (String role : List.of("STORE_MANAGER", "ANALYST")) {
            Api.User other = api.as(role);
            assertThat(other.post(BASE + "/train", "{}").status()).isEqualTo(403);
            assertThat(other.post(BASE + "/models/" + first + "/promote", "").status())
                    .isEqualTo(403);
            assertThat(other.post(BASE + "/models/" + first + "/retire", "").status())
                    .isEqualTo(403);
        }
        long southern = only("?store=SOUTH").path("id").asLong();
        assertThat(north.get(BASE + "/models/" + southern).status()).isEqualTo(403);
        assertThat(north.get(BASE + "/models").json().path("data").valueStream())
                .noneMatch(model -> model.at("/scope/store").asString("").equals("SOUTH"));
    }

    @Test
    @Order(13)
    void everyMethodIsToldInPlainWords() {
        List<JsonNode> methods =
                get(BASE + "/methods").path("data").valueStream().toList();
        assertThat(methods.get(0).path("name").asString()).isEqualTo("auto");
        assertThat(methods.stream().filter(method -> !method.path("global").asBoolean()))
                .allSatisfy(method -> {
                    assertThat(method.path("title").asString())
                            .isNotEqualTo(method.path("name").asString());
                    assertThat(method.path("description").asString().length()).isGreaterThan(20);
                });
        assertThat(methods.stream().filter(method -> method.path("global").asBoolean()))
                .anySatisfy(method -> assertThat(method.path("name").asString()).isEqualTo("average-of-all"));
    }

    private void train(String body) {
        Answer asked = planner.post(BASE + "/train", body);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        history.awaitJobs();
        JsonNode run = get("/api/v1/jobs/" + asked.json().path("run_id").asLong());
        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("DONE");
    }

    private JsonNode get(String path) {
        Answer answer = planner.get(path);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> listed(String filter) {
        return get(BASE + "/models" + filter).path("data").valueStream().toList();
    }

    private JsonNode only(String filter) {
        List<JsonNode> models = listed(filter);
        assertThat(models).as(filter).hasSize(1);
        return models.get(0);
    }

    private JsonNode forecast(String store, String sku) {
        return get("/api/v1/analytics/forecasts/" + store + "/" + sku);
    }

    private long inForce(long model) {
        return count("select count(*) from forecasting.forecast where model_id = " + model);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
