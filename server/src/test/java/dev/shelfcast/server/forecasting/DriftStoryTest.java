package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One store goes on as ever; in the other, everybody buys twice as much since ten days ago. */
@ServerTest
@Import(Api.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftStoryTest {

    private static final int DAYS = 170;
    private static final int SINCE = 10;

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private SoldHistory history;
    private Api.User planner;

    @BeforeEach
    void signIn() {
        history = new SoldHistory(context);
        planner = api.as("PLANNER");
    }

    @Test
    @Order(1)
    void aNewInstallationHasPublishedNothingThatCouldBeWrong() {
        history.stores("CALM", "BUSY");
        history.products("Dairy", IntStream.range(0, 12).mapToObj(i -> "D" + i).toArray(String[]::new));
        Random dice = new Random(11);
        history.sell(DAYS, (store, sku, daysAgo) -> {
            int level = 8 + sku.hashCode() % 5 + (int) Math.round(2 * dice.nextGaussian());
            return store.equals("BUSY") && daysAgo <= SINCE ? 2 * level : level;
        });

        watch();

        assertThat(planner.get("/api/v1/forecasting/drift").json().path("data").valueStream())
                .noneMatch(drift -> drift.path("kind").asString().equals("ERROR"))
                .noneMatch(drift -> drift.path("store").asString("").equals("CALM"));
    }

    @Test
    @Order(2)
    void doubledSalesAreFoundToldAndTrainedUponOnce() throws Exception {
        publishNightly();
        long runs = runs();

        watch();

        JsonNode found = planner.get("/api/v1/forecasting/drift").json();
        JsonNode drift = found.path("data")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals("ERROR"))
                .findFirst()
                .orElseThrow();
        assertThat(drift.path("store").asString()).isEqualTo("BUSY");
        assertThat(drift.path("category").asString()).isEqualTo("Dairy");
        assertThat(drift.path("statistic").asString()).isEqualTo("sales above forecast");
        assertThat(drift.path("value").asDouble())
                .isGreaterThan(drift.path("threshold").asDouble());
        assertThat(LocalDate.parse(drift.path("since").asString()))
                .isBetween(
                        history.yesterday().minusDays(SINCE),
                        history.yesterday().minusDays(SINCE - 2));
        assertThat(drift.path("models").size()).isEqualTo(1);
        assertThat(found.path("data").valueStream())
                .noneMatch(one -> one.path("store").asString("").equals("CALM"));

        Api.User busy = api.as("STORE_MANAGER", "BUSY");
        await(() -> alerts(busy)
                .valueStream()
                .anyMatch(alert -> alert.path("title").asString().equals("Forecasts no longer fit: Dairy in BUSY")));
        assertThat(alerts(api.as("STORE_MANAGER", "CALM")).isEmpty()).isTrue();

        JsonNode retrained = found.path("data")
                .valueStream()
                .filter(one -> one.path("action").asString().equals("RETRAINED"))
                .findFirst()
                .orElseThrow();
        assertThat(runs()).isEqualTo(runs + (retrained.equals(drift) ? 1 : 0));
        JsonNode model = planner.get("/api/v1/forecasting/models?store=BUSY")
                .json()
                .path("data")
                .get(0);
        assertThat(model.path("reason").asString())
                .isEqualTo("drift #" + retrained.path("id").asLong());
        assertThat(model.path("job_id").asLong())
                .isEqualTo(retrained.path("run_id").asLong());
        assertThat(model.path("partial").asBoolean()).isTrue();
    }

    @Test
    @Order(3)
    void theSameDriftIsNoNewsTheSameWeek() {
        long before = jdbc.sql("select count(*) from forecasting.drift")
                .query(Long.class)
                .single();
        long runs = runs();

        watch();

        assertThat(jdbc.sql("select count(*) from forecasting.drift")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
        assertThat(runs()).isEqualTo(runs);
    }

    @Test
    @Order(4)
    void aStoreManagerSeesTheDriftOfTheirStoresAlone() {
        Api.User calm = api.as("STORE_MANAGER", "CALM");
        assertThat(calm.get("/api/v1/forecasting/drift").json().path("data").isEmpty())
                .isTrue();
        assertThat(calm.get("/api/v1/forecasting/drift?store=BUSY").status()).isEqualTo(403);
        assertThat(api.as("STORE_MANAGER", "BUSY")
                        .get("/api/v1/forecasting/drift?store=BUSY")
                        .json()
                        .path("meta")
                        .path("total")
                        .asInt())
                .isPositive();
    }

    /** Alerts are written on a thread of their own. */
    private static void await(BooleanSupplier happened) throws InterruptedException {
        for (int look = 0; look < 300 && !happened.getAsBoolean(); look++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(happened.getAsBoolean()).isTrue();
    }

    private static JsonNode alerts(Api.User user) {
        return user.get("/api/v1/alerts?kind=DRIFT").json().path("data");
    }

    /** As if a run had published the old level every night. */
    private void publishNightly() {
        for (int ago = 40; ago >= 1; ago--) {
            long run = jdbc.sql("""
                            insert into forecasting.run (status, trigger, started_at, as_of, horizon, seed)
                            values ('DONE', 'schedule', now(), :asOf, 42, 1)
                            returning id
                            """)
                    .param("asOf", history.yesterday().minusDays(ago))
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into forecasting.published (run_id, store_id, product_id, as_of, model, mean)
                            select :run, store_id, product_id, cast(:asOf as date), 'Level',
                                   array_fill(cast(avg(units) as double precision), array[42])
                              from demand.v_store_product_day
                             where day < cast(:asOf as date) - 10 and day < cast(:quiet as date)
                             group by store_id, product_id
                            """)
                    .param("run", run)
                    .param("asOf", history.yesterday().minusDays(ago))
                    .param("quiet", history.yesterday().minusDays(SINCE))
                    .update();
        }
    }

    private void watch() {
        assertThat(planner.post("/api/v1/jobs/forecast-watch/trigger", "{}").status())
                .isEqualTo(202);
        history.awaitJobs();
        JsonNode run = planner.get("/api/v1/jobs?name=forecast-watch")
                .json()
                .path("data")
                .get(0);
        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("DONE");
        assertThat(run.path("message").asString()).startsWith("24 series in 2 segments watched");
    }

    private long runs() {
        return jdbc.sql("select count(*) from jobs.run where name = 'forecast'")
                .query(Long.class)
                .single();
    }
}
