package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ApiClient.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What planners say goes into force, is listed, and is taken back. */
@ServerTest
class OverridesTest {

    private static final String OVERRIDES = "/api/v1/forecasting/overrides";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BusinessDay businessDay;

    @Autowired
    ApplicationEventPublisher events;

    private ForecastFacts facts;
    private LocalDate asOf;
    private ApiClient planner;

    @BeforeEach
    void fourForecasts() {
        facts = new ForecastFacts(jdbc);
        asOf = businessDay.lastCompleteDay();
        planner = ApiClient.user(port, "PLANNER");
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() == 0) {
            long run = facts.run(asOf);
            long milk = facts.product("MILK", "Dairy");
            long curd = facts.product("CURD", "Dairy");
            for (String code : List.of("NORTH", "SOUTH")) {
                long store = facts.store(code);
                facts.forecast(run, store, milk, asOf, 30);
                facts.forecast(run, store, curd, asOf, 10);
            }
        }
    }

    @AfterEach
    void withdrawAll() {
        for (JsonNode row : planner.get(OVERRIDES + "?status=ACTIVE").json().path("data")) {
            planner.delete(OVERRIDES + "/" + row.path("id").asLong()).expect(204);
        }
        assertThat(jdbc.sql("select count(*) from forecasting.adjusted")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void replenishmentWantsMoreWhileAnOverrideIsInForce() throws InterruptedException {
        double before = orderUpTo();
        JsonNode made =
                make(product("NORTH/MILK", 1, 7, "PERCENT", 100)).expect(201).json();

        // Two days of lead time and three of review: 5 × 30 and 4 × √5 of safety stock, all of it doubled.
        assertThat(before).isEqualTo(158.9);
        assertThat(orderUpTo()).isEqualTo(317.9);
        awaitQuantity(320);
        assertThat(made.path("override").path("series_in_force").asInt()).isEqualTo(1);
        assertThat(made.path("override").path("units").asDouble()).isEqualTo(7 * 30);

        planner.delete(OVERRIDES + "/" + id(made)).expect(204);

        assertThat(orderUpTo()).isEqualTo(before);
        awaitQuantity(160);
    }

    @Test
    void theForecastShowsWhatTheStatisticsSaidBeside() {
        long id = id(make(product("NORTH/MILK", 2, 3, "ADD", 12.5)).expect(201).json());

        JsonNode days =
                planner.get("/api/v1/analytics/forecasts/NORTH/MILK").json().path("forecast");
        assertThat(days.get(0).path("mean").asDouble()).isEqualTo(30);
        assertThat(days.get(0).path("override_id").isNull()).isTrue();
        assertThat(days.get(1).path("mean").asDouble()).isEqualTo(42.5);
        assertThat(days.get(1).path("statistical").asDouble()).isEqualTo(30);
        assertThat(days.get(1).path("override_id").asLong()).isEqualTo(id);
        assertThat(days.get(1).path("quantiles").get(5).asDouble()).isEqualTo(48.5);
        JsonNode row = planner.get("/api/v1/analytics/forecasts?store=NORTH&sku=MILK")
                .json()
                .path("data")
                .get(0);
        assertThat(row.path("next_week").asDouble()).isEqualTo(7 * 30 + 25);
        assertThat(row.path("overridden").asBoolean()).isTrue();
        JsonNode why = planner.get("/api/v1/analytics/forecasts/NORTH/MILK/explanation")
                .expect(200)
                .json();
        assertThat(why.path("parts").valueStream().map(part -> part.path("name").asString()))
                .containsExactly("level", "season", "override");
        assertThat(why.path("parts")
                        .valueStream()
                        .mapToDouble(part -> part.path("units").get(1).asDouble()))
                .containsExactly(29.0, 1.0, 12.5);
        assertThat(why.path("mean").get(1).asDouble()).isEqualTo(42.5);
        assertThat(why.path("words").valueStream().map(JsonNode::asString))
                .contains("It sells about 29 a day.")
                .anyMatch(said -> said.contains("added +12.5 a day from") && said.endsWith("(promotion)."));
    }

    @Test
    void theLatestOverrideOfADayGoesBeforeTheEarlierUntilItIsWithdrawn() {
        long wide = id(make(dairy(null, 1, 3, "PERCENT", 10)).expect(201).json());
        JsonNode narrow =
                make(product("NORTH/MILK", 2, 2, "SET", 99)).expect(201).json();

        assertThat(narrow.path("hides").valueStream().map(JsonNode::asLong)).containsExactly(wide);
        assertThat(mean("NORTH", "MILK")).startsWith(33.0, 99.0, 33.0, 30.0);
        assertThat(mean("SOUTH", "MILK")).startsWith(33.0, 33.0, 33.0, 30.0);

        planner.delete(OVERRIDES + "/" + id(narrow)).expect(204);

        assertThat(mean("NORTH", "MILK")).startsWith(33.0, 33.0, 33.0, 30.0);
    }

    @Test
    void unitsOfACategoryAreSpreadAsTheStatisticsSpreadThem() {
        make(dairy("NORTH", 1, 1, "SET", 100)).expect(201);
        make(dairy(null, 2, 2, "ADD", 80)).expect(201);

        assertThat(mean("NORTH", "MILK")).startsWith(75.0, 60.0, 30.0);
        assertThat(mean("NORTH", "CURD")).startsWith(25.0, 20.0, 10.0);
        assertThat(mean("SOUTH", "MILK")).startsWith(30.0, 60.0, 30.0);
        assertThat(mean("SOUTH", "CURD")).startsWith(10.0, 20.0, 10.0);
    }

    @Test
    void anOverrideStaysInForceOverANewForecast() {
        make(product("SOUTH/CURD", 1, 5, "SET", 4)).expect(201);
        long store = id("select id from stores.store where code = 'SOUTH'");
        long curd = id("select id from catalog.product where sku = 'CURD'");
        facts.forecast(facts.run(asOf), store, curd, asOf, 20);

        events.publishEvent(new ForecastPublished(1, 1));

        assertThat(mean("SOUTH", "CURD")).startsWith(4.0, 4.0, 4.0, 4.0, 4.0, 20.0);
        // What is compared later is what the statistics said when the planner decided.
        assertThat(jdbc.sql("select distinct statistical from forecasting.overridden_day where store_id = :store")
                        .param("store", store)
                        .query(Double.class)
                        .list())
                .containsExactly(10.0);
        facts.forecast(facts.run(asOf), store, curd, asOf, 10);
    }

    @Test
    void theSameWeekdayOfTheLastWeekIsKeptToCompareWith() {
        long store = id("select id from stores.store where code = 'NORTH'");
        long curd = id("select id from catalog.product where sku = 'CURD'");
        facts.sold(store, curd, asOf.minusDays(6), 11);
        facts.sold(store, curd, asOf, 17);

        make(product("NORTH/CURD", 1, 8, "ADD", 1)).expect(201);

        assertThat(jdbc.sql("select naive from forecasting.overridden_day where store_id = :store order by day")
                        .param("store", store)
                        .query(Double.class)
                        .list())
                .containsExactly(11.0, 0.0, 0.0, 0.0, 0.0, 0.0, 17.0, 11.0);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        refused(product("NORTH/MILK", 0, 3, "SET", 5), "OVERRIDE_INVALID", "are over");
        refused(product("NORTH/MILK", 3, 2, "SET", 5), "OVERRIDE_INVALID", "before the first");
        refused(product("NORTH/MILK", 1, 367, "SET", 5), "OVERRIDE_INVALID", "at most 366 days, not 367");
        refused(product("NORTH/MILK", 1, 2, "SET", -1), "OVERRIDE_INVALID", "0 to 1,000,000");
        refused(product("NORTH/MILK", 1, 2, "ADD", 0), "OVERRIDE_INVALID", "not 0");
        refused(product("NORTH/MILK", 1, 2, "PERCENT", -101), "OVERRIDE_INVALID", "−100 to 900");
        refused(product("NORTH/MILK", 1, 2, "SET", 0.0001), "OVERRIDE_INVALID", "3 decimals");
        refused(with(product("NORTH/MILK", 1, 2, "SET", 5), "category", "Dairy"), "OVERRIDE_INVALID", "not both");
        refused(with(product("NORTH/MILK", 1, 2, "SET", 5), "reason", "OTHER"), "OVERRIDE_INVALID", "a note");
        refused(with(product("NORTH/MILK", 1, 2, "SET", 5), "note", "x".repeat(501)), "OVERRIDE_INVALID", "500");
        refused(product("NORTH/MILK", 1, 2, "DOUBLE", 5), "VALUE_INVALID", "DOUBLE");
        refused(with(dairy("NORTH", 1, 2, "SET", 5), "category", "Tools"), "FORECAST_MISSING", "the category Tools");
        refused(product("NORTH/NOTHING", 1, 2, "SET", 5), "UNKNOWN_SKU", "NOTHING");
        assertThat(planner.get(OVERRIDES + "?status=ACTIVE").json().path("data").isEmpty())
                .isTrue();
    }

    @Test
    void nobodyButPlannersDecides() {
        ApiClient manager = ApiClient.user(port, "STORE_MANAGER", "NORTH");
        ApiClient elsewhere = ApiClient.user(port, "STORE_MANAGER", "SOUTH");
        long id = id(make(product("NORTH/MILK", 1, 2, "SET", 5)).expect(201).json());

        assertThat(manager.post(OVERRIDES, product("NORTH/MILK", 1, 2, "SET", 5))
                        .status())
                .isEqualTo(403);
        assertThat(manager.delete(OVERRIDES + "/" + id).status()).isEqualTo(403);
        assertThat(manager.get(OVERRIDES + "/" + id)
                        .expect(200)
                        .json()
                        .path("sku")
                        .asString())
                .isEqualTo("MILK");
        assertThat(elsewhere.get(OVERRIDES + "/" + id).status()).isEqualTo(403);
        assertThat(elsewhere.get(OVERRIDES + "?store=NORTH").status()).isEqualTo(403);
        assertThat(elsewhere.get(OVERRIDES).json().path("data").valueStream())
                .noneMatch(row -> row.path("store").asString("").equals("NORTH"));
    }

    @Test
    void theListIsFilteredSortedAndPaged() {
        long first = id(make(product("NORTH/MILK", 5, 5, "SET", 50)).expect(201).json());
        long second =
                id(make(product("SOUTH/CURD", 1, 9, "SET", 50)).expect(201).json());
        long third = id(make(dairy(null, 3, 3, "PERCENT", -10)).expect(201).json());

        assertThat(ids("?status=active")).containsExactly(third, second, first);
        assertThat(ids("?status=ACTIVE&sort=from")).containsExactly(second, third, first);
        assertThat(ids("?status=ACTIVE&sort=-units")).containsExactly(second, first, third);
        assertThat(ids("?status=ACTIVE&store=NORTH&sku=MILK")).containsExactly(third, first);
        assertThat(ids("?status=ACTIVE&limit=1&page=2&sort=created_at")).containsExactly(second);
        JsonNode meta = planner.get(OVERRIDES + "?status=ACTIVE&limit=1").json().path("meta");
        assertThat(meta.path("total").asInt()).isEqualTo(3);
        assertThat(planner.get(OVERRIDES + "?sort=note").code()).isEqualTo("SORT_INVALID");
    }

    @Test
    void whatWasWithdrawnStaysInTheBooksAndIsNotWithdrawnAgain() {
        long id = id(make(product("NORTH/MILK", 1, 2, "SET", 5)).expect(201).json());
        planner.delete(OVERRIDES + "/" + id).expect(204);

        assertThat(planner.delete(OVERRIDES + "/" + id).code()).isEqualTo("OVERRIDE_WITHDRAWN");
        JsonNode row = planner.get(OVERRIDES + "/" + id).json();
        assertThat(row.path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(row.path("withdrawn_by").asString())
                .isEqualTo(row.path("created_by").asString());
        assertThat(jdbc.sql("select action from identity.audit_entry where subject_type = 'override'"
                                + " and subject_id = :id order by id")
                        .param("id", String.valueOf(id))
                        .query(String.class)
                        .list())
                .containsExactly("OVERRIDE_MADE", "OVERRIDE_WITHDRAWN");
        assertThat(planner.delete(OVERRIDES + "/999999").code()).isEqualTo("OVERRIDE_UNKNOWN");
    }

    @Test
    void anOverrideWhoseDaysAreOverCannotBeWithdrawn() {
        long id = id("""
                insert into forecasting.planner_override
                       (product_id, from_day, to_day, kind, value, reason, series, created_by, created_at)
                select id, current_date - 9, current_date - 8, 'SET', 5, 'EVENT', 2, 'anna', now()
                  from catalog.product where sku = 'MILK'
                returning id
                """);

        Answer refused = planner.delete(OVERRIDES + "/" + id);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OVERRIDE_OVER");
        assertThat(ids("?status=OVER&planner=anna")).containsExactly(id);
    }

    private Answer make(Map<String, Object> request) {
        return planner.post(OVERRIDES, request);
    }

    /** Of a product in a store, as {@code store/sku}. */
    private Map<String, Object> product(String where, int from, int to, String kind, double value) {
        String[] parts = where.split("/");
        return with(with(request(from, to, kind, value), "store", parts[0]), "sku", parts[1]);
    }

    /** Of all dairy in a store, or in all for null. */
    private Map<String, Object> dairy(String store, int from, int to, String kind, double value) {
        return with(with(request(from, to, kind, value), "store", store), "category", "Dairy");
    }

    /** Days count from the first that is not over. */
    private Map<String, Object> request(int from, int to, String kind, double value) {
        return Map.of(
                "from",
                asOf.plusDays(from).toString(),
                "to",
                asOf.plusDays(to).toString(),
                "kind",
                kind,
                "value",
                value,
                "reason",
                "PROMOTION");
    }

    private static Map<String, Object> with(Map<String, Object> request, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(request);
        changed.put(field, value);
        return changed;
    }

    private void refused(Map<String, Object> request, String code, String reason) {
        Answer answer = make(request);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 409);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body()).contains(reason);
    }

    private List<Long> ids(String query) {
        return planner.get(OVERRIDES + query)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .map(row -> row.path("id").asLong())
                .toList();
    }

    private static long id(JsonNode made) {
        return made.path("override").path("id").asLong();
    }

    private long id(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private List<Double> mean(String store, String sku) {
        return jdbc.sql("""
                        select f.mean
                          from forecasting.v_forecast f
                          join stores.v_store s on s.id = f.store_id and s.code = :store
                          join catalog.v_product p on p.id = f.product_id and p.sku = :sku
                        """)
                .param("store", store)
                .param("sku", sku)
                .query((row, n) -> Arrays.asList((Double[]) row.getArray("mean").getArray()))
                .single();
    }

    private double orderUpTo() {
        return planner.get("/api/v1/replenishment/explain?store=NORTH&sku=MILK")
                .expect(200)
                .json()
                .path("inputs")
                .path("order_up_to")
                .asDouble();
    }

    /** The list follows on a thread of its own. */
    private void awaitQuantity(double wanted) throws InterruptedException {
        double quantity = 0;
        JsonNode lines = null;
        for (int wait = 0; wait < 100; wait++) {
            lines = planner.get("/api/v1/replenishment/lines?store=NORTH&search=MILK")
                    .json()
                    .path("data");
            quantity = lines.isEmpty() ? 0 : lines.get(0).path("quantity").asDouble();
            if (quantity == wanted) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(quantity).as(String.valueOf(lines)).isEqualTo(wanted);
    }
}
