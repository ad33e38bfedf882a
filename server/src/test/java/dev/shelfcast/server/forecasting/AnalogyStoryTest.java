package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.Api.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Products that stand on a shelf where they have never been sold. */
@ServerTest
@Import(Api.class)
class AnalogyStoryTest {

    private static final String FORECASTS = "/api/v1/analytics/forecasts/";

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private Api.User analyst;

    /** EAST sells twice as much of everything; LASSI thrice as much as the others, but not in EAST; GHEE nowhere. */
    private static int units(String store, String sku, int daysAgo) {
        return switch (sku) {
            case "GHEE" -> 0;
            case "LASSI" -> store.equals("EAST") ? 0 : 30;
            default -> store.equals("EAST") ? 20 : 10;
        };
    }

    @BeforeEach
    void aProductComesToAStoreWhereItIsNew() {
        analyst = api.as("ANALYST");
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() > 0) {
            return;
        }
        SoldHistory history = new SoldHistory(context);
        history.stores("NORTH", "SOUTH", "EAST");
        history.products("Dairy", "MILK", "CURD", "PANEER", "LASSI", "GHEE");
        history.sell(63, AnalogyStoryTest::units);
        assertThat(analyst.get(FORECASTS + "EAST/LASSI").json().path("code").asString())
                .isEqualTo("FORECAST_MISSING");
        OffsetDateTime noon =
                history.yesterday().atTime(12, 0).atZone(SoldHistory.MUMBAI).toOffsetDateTime();
        stock("LASSI", noon);
        stock("GHEE", noon.minusDays(28));
        assertThat(api.as("PLANNER").post("/api/v1/forecasting/train", "{}").status())
                .isEqualTo(202);
        history.awaitJobs();
    }

    private void stock(String sku, OffsetDateTime at) {
        Answer received = api.as("ADMIN").post("/api/v1/inventory/transactions", """
                {"kind":"RECEIPT","store":"EAST","sku":"%s","quantity":50,"occurred_at":"%s"}
                """.formatted(sku, at));
        assertThat(received.status()).as(received.body()).isEqualTo(201);
    }

    @Test
    void itIsExpectedToSellAsElsewhereAtTheStoresOwnPace() {
        JsonNode said = analyst.get(FORECASTS + "EAST/LASSI").json();

        // Eleven pairs sell 180 a day: MILK, CURD and PANEER 10, 10 and 20, LASSI 30 and 30. EAST's 20 and LASSI's 30
        // are over the mean of 16.36, and their 1,680 units of evidence keep 1,680 / 1,880 of that.
        double kept = 1680.0 / 1880;
        double expected = 180.0 / 11 * (1 + kept * (20 * 11 / 180.0 - 1)) * (1 + kept * (30 * 11 / 180.0 - 1));
        assertThat(said.path("forecast").size()).isEqualTo(42);
        for (JsonNode day : said.path("forecast")) {
            assertThat(day.path("mean").asDouble()).isCloseTo(expected, within(0.02));
        }
        assertThat(said.at("/background/demand_class").asString()).isEqualTo("NEW");
        assertThat(said.path("model").asString()).isEqualTo("Analogy");
    }

    @Test
    void itIsExplainedByWhatItIsComparedWith() {
        JsonNode why = analyst.get(FORECASTS + "EAST/LASSI/explanation").json();

        assertThat(why.path("words").get(0).asString())
                .isEqualTo("It has not been sold here yet: about 34 a day, by analogy with LASSI in 2 other stores.");
        assertThat(why.path("parts").get(0).path("title").asString()).isEqualTo("What similar products sell");
        assertThat(why.path("mean").get(3).asDouble())
                .isEqualTo(why.path("parts").get(0).path("units").get(3).asDouble()
                        + why.path("parts").get(1).path("units").get(3).asDouble());
    }

    @Test
    void fourWeeksOnTheShelfWithoutASaleHalveWhatIsExpected() {
        JsonNode why = analyst.get(FORECASTS + "EAST/GHEE/explanation").json();

        double kept = 1680.0 / 1880;
        double prior = 180.0 / 11 * (1 + kept * (20 * 11 / 180.0 - 1));
        assertThat(why.path("mean").get(0).asDouble()).isCloseTo(prior / 2, within(0.02));
        assertThat(why.path("words").get(0).asString())
                .isEqualTo("It has not been sold here yet: about 9.8 a day,"
                        + " by analogy with 4 products of Dairy at a like price.");
    }

    @Test
    void whereItIsNotKeptNothingIsExpected() {
        assertThat(analyst.get(FORECASTS + "NORTH/GHEE").json().path("code").asString())
                .isEqualTo("FORECAST_MISSING");
    }
}
