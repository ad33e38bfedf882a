package dev.shelfcast.server.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(Api.class)
class OpeningHoursTest {

    private static final String EVERY_DAY = """
            [{"weekday":"MONDAY","spans":[{"opens":"17:00","closes":"00:00"},{"opens":"09:00","closes":"13:00"}]},
             {"weekday":"TUESDAY","spans":[{"opens":"00:00","closes":"00:00"}]},
             {"weekday":"SUNDAY","spans":[]}]
            """;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private Api.User planner;
    private LocalDate today;

    @BeforeEach
    void aStoreInIndia() {
        planner = api.as("PLANNER");
        planner.post(
                "/api/v1/stores",
                "{\"code\":\"DEL1\",\"name\":\"Delhi\",\"kind\":\"DARK_STORE\",\"time_zone\":\"Asia/Kolkata\"}");
        today = LocalDate.now(clock.withZone(ZoneId.of("Asia/Kolkata")));
    }

    @Test
    void aWeekHasSeveralSpansADayAndClosedDays() {
        Api.Answer set = planner.put("/api/v1/stores/DEL1/hours", EVERY_DAY);

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().path("week").valueStream().map(OpeningHoursTest::shown))
                .containsExactly(
                        "MONDAY 09:00:00-13:00:00 17:00:00-00:00:00", "TUESDAY 00:00:00-00:00:00", "SUNDAY closed");
        LocalDate monday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        assertThat(day(monday).path("spans")).hasSize(2);
        assertThat(day(monday.plusDays(2)).path("spans").isNull())
                .as("nobody has said anything of Wednesdays")
                .isTrue();
    }

    @Test
    void openNowFollowsTodaysHoursAndIsUnknownWithoutThem() {
        planner.put("/api/v1/stores/DEL1/hours", "[]");
        assertThat(planner.get("/api/v1/stores/DEL1/hours")
                        .json()
                        .path("open_now")
                        .isNull())
                .isTrue();
        specialDay("DEL1", today, "Stock taking", "[{\"opens\":\"00:00\",\"closes\":\"00:00\"}]");
        assertThat(planner.get("/api/v1/stores/DEL1/hours")
                        .json()
                        .path("open_now")
                        .asBoolean())
                .isTrue();
        specialDay("DEL1", today, "Stock taking", "[]");
        assertThat(planner.get("/api/v1/stores/DEL1/hours")
                        .json()
                        .path("open_now")
                        .asBoolean(true))
                .isFalse();
        planner.delete("/api/v1/stores/DEL1/special-days/" + today);
    }

    @Test
    void aStoresOwnWordWinsOverTheChains() {
        planner.put("/api/v1/stores/DEL1/hours", EVERY_DAY);
        LocalDate holiday = today.plusDays(5);
        Api.Answer chain = planner.put("/api/v1/special-days/" + holiday, "{\"name\":\"Republic Day\",\"spans\":[]}");
        assertThat(chain.status()).as(chain.body()).isEqualTo(200);
        assertThat(day(holiday).path("name").asString()).isEqualTo("Republic Day");
        assertThat(day(holiday).path("spans")).isEmpty();

        specialDay("DEL1", holiday, "Open half a day", "[{\"opens\":\"08:00\",\"closes\":\"12:00\"}]");
        assertThat(day(holiday).path("name").asString()).isEqualTo("Open half a day");
        assertThat(day(holiday).path("spans")).hasSize(1);

        assertThat(planner.delete("/api/v1/stores/DEL1/special-days/" + holiday).status())
                .isEqualTo(200);
        assertThat(day(holiday).path("name").asString()).isEqualTo("Republic Day");
        assertThat(planner.delete("/api/v1/special-days/" + holiday).status()).isEqualTo(204);
        assertThat(planner.delete("/api/v1/special-days/" + holiday)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("NO_SPECIAL_DAY");
        assertThat(day(holiday).path("name").isNull()).isTrue();
    }

    @Test
    void overlapsAndHoursPastMidnightAreRefused() {
        assertThat(refusal("[{\"opens\":\"09:00\",\"closes\":\"13:00\"},{\"opens\":\"12:00\",\"closes\":\"20:00\"}]"))
                .contains("it overlaps 09:00–13:00");
        assertThat(refusal("[{\"opens\":\"18:00\",\"closes\":\"02:00\"}]"))
                .contains("ends at 00:00 and begins again with the next day");
        assertThat(refusal("[{\"opens\":\"18:00\"}]")).contains("a span has opens and closes");
    }

    @Test
    void aStoreServesPincodesAndIsFoundByThem() {
        planner.put(
                "/api/v1/zones",
                "[{\"pincode\":\"110037\",\"name\":\"Vasant Kunj\",\"latitude\":28.5," + "\"longitude\":77.1}]");
        Api.Answer served = planner.put("/api/v1/stores/DEL1/zones", "[\"110070\",\"110037\",\"110070\"]");

        assertThat(served.status()).as(served.body()).isEqualTo(200);
        assertThat(served.json()
                        .path("data")
                        .valueStream()
                        .map(zone -> zone.path("pincode").asString() + " "
                                + zone.path("name").asString("not on the map")))
                .containsExactly("110037 Vasant Kunj", "110070 not on the map");
        assertThat(storesThatServe("110037")).containsExactly("DEL1");
        planner.put("/api/v1/stores/DEL1/zones", "[\"110070\"]");
        assertThat(storesThatServe("110037")).isEmpty();
        assertThat(jdbc.sql("select count(*) from identity.audit_entry where action = 'SERVED_ZONES_SET'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aWarehouseSuppliesAStoreAndNoCircleComesOfIt() {
        planner.post("/api/v1/stores", "{\"code\":\"WH\",\"kind\":\"WAREHOUSE\"}");
        Api.Answer set = planner.put("/api/v1/stores/DEL1/supply", """
                {"source":"WH","transport_days":1.5,"transport_sd_days":0.5,
                 "order_weekdays":["THURSDAY","MONDAY"],"cut_off":"16:00"}
                """);

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        JsonNode from = set.json().path("from");
        assertThat(from.path("source").asString()).isEqualTo("WH");
        assertThat(from.path("transport_days").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(from.path("order_weekdays").valueStream().map(JsonNode::asString))
                .containsExactly("MONDAY", "THURSDAY");
        assertThat(planner.get("/api/v1/stores/WH/supply")
                        .json()
                        .path("to")
                        .get(0)
                        .path("store")
                        .asString())
                .isEqualTo("DEL1");
        assertThat(planner.get("/api/v1/stores/DEL1")
                        .json()
                        .path("supplied_from")
                        .asString())
                .isEqualTo("WH");
        assertThat(code(planner.put("/api/v1/stores/WH/supply", "{\"source\":\"DEL1\",\"transport_days\":1}")))
                .isEqualTo("SUPPLY_CIRCLE");
        assertThat(code(planner.put("/api/v1/stores/WH/supply", "{\"source\":\"WH\",\"transport_days\":1}")))
                .isEqualTo("SUPPLY_CIRCLE");
        assertThat(code(planner.put("/api/v1/stores/DEL1/supply", "{\"source\":\"WH\",\"transport_days\":-1}")))
                .isEqualTo("STORE_INVALID");
        assertThat(planner.delete("/api/v1/stores/DEL1/supply").status()).isEqualTo(204);
        assertThat(code(planner.delete("/api/v1/stores/DEL1/supply"))).isEqualTo("NO_SUPPLY");
    }

    private static String code(Api.Answer answer) {
        return answer.json().path("code").asString();
    }

    private List<String> storesThatServe(String pincode) {
        return planner.get("/api/v1/stores?serves=" + pincode)
                .json()
                .path("data")
                .valueStream()
                .map(store -> store.path("code").asString())
                .toList();
    }

    private String refusal(String spans) {
        Api.Answer answer =
                planner.put("/api/v1/stores/DEL1/hours", "[{\"weekday\":\"MONDAY\",\"spans\":%s}]".formatted(spans));
        assertThat(code(answer)).isEqualTo("STORE_INVALID");
        return answer.json().path("detail").asString();
    }

    private void specialDay(String store, LocalDate day, String name, String spans) {
        Api.Answer set = planner.put(
                "/api/v1/stores/%s/special-days/%s".formatted(store, day),
                "{\"name\":\"%s\",\"spans\":%s}".formatted(name, spans));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private JsonNode day(LocalDate day) {
        return planner.get("/api/v1/stores/DEL1/hours")
                .json()
                .path("days")
                .valueStream()
                .filter(one -> one.path("day").asString().equals(day.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static String shown(JsonNode day) {
        String spans = day.path("spans")
                .valueStream()
                .map(span -> span.path("opens").asString() + "-"
                        + span.path("closes").asString())
                .collect(Collectors.joining(" "));
        return day.path("weekday").asString() + " " + (spans.isEmpty() ? "closed" : spans);
    }
}
