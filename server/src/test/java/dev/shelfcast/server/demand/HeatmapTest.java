package dev.shelfcast.server.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ServerTest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class HeatmapTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Projection projection;

    @Autowired
    StockOuts stockOuts;

    @Autowired
    BusinessDay businessDay;

    @Autowired
    Heatmap heatmap;

    @Autowired
    Clock clock;

    private LocalDate today;

    @BeforeEach
    void aDayAtTwoStores() {
        today = LocalDate.now(clock.withZone(INDIA));
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() > 0) {
            return;
        }
        SaleFacts facts = new SaleFacts(jdbc);
        long first = facts.store("NORTH", "400092");
        long second = facts.store("SOUTH", "400053");
        jdbc.sql("insert into catalog.category (name, path) values ('Dairy', 'Dairy')")
                .update();
        long milk = facts.product("MILK");
        long eggs = facts.product("EGGS");
        jdbc.sql("update catalog.product set category_id = (select id from catalog.category) where sku = 'MILK'")
                .update();
        jdbc.sql("""
                        insert into stores.zone (pincode, name, latitude, longitude)
                        values ('400092', 'Borivali West', 19.2, 72.8), ('400050', 'Bandra', 19.0, 72.8)
                        """).update();
        facts.months(today.minusDays(40), today.plusDays(2));
        OffsetDateTime noon = today.atTime(0, 20).atZone(INDIA).toOffsetDateTime();
        facts.line("SALE", 1, first, milk, "400092", "35", noon);
        facts.line("SALE", 1, first, eggs, "400092", "5", noon);
        facts.line("SALE", 2, second, milk, "400053", "7", noon);
        facts.line("SALE", 3, second, milk, null, "3", noon.minusDays(3));
        facts.line("SALE", 4, second, milk, "400058", "2", noon);
        facts.line("VOID", 4, second, milk, "400058", "2", noon);
        while (projection.behind()) {
            projection.step();
        }
    }

    @Test
    void showsEachZoneWithItsFigures() {
        Map<String, JsonNode> zones = zones(ApiClient.admin(port), "");
        assertThat(zones.keySet()).containsExactlyInAnyOrder("400092", "400053", "400050");
        assertThat(zones.get("400092").path("units").asInt()).isEqualTo(40);
        assertThat(zones.get("400092").path("orders").asInt()).isEqualTo(1);
        assertThat(zones.get("400092").path("level").asString()).isEqualTo("HIGH");
        assertThat(zones.get("400053").path("level").asString()).isEqualTo("LOW");
        assertThat(zones.get("400050").path("units").isNull()).isTrue();
        assertThat(zones.get("400050").path("level").isNull()).isTrue();
    }

    @Test
    void answersForAProductACategoryADayAndTheLatestHours() {
        ApiClient admin = ApiClient.admin(port);
        assertThat(units(admin, "?product=MILK", "400092")).isEqualTo(35);
        assertThat(units(admin, "?category=dairy", "400092")).isEqualTo(35);
        assertThat(units(admin, "?category=toys", "400092")).isZero();
        assertThat(units(admin, "?from=" + today.minusDays(6), "400053")).isEqualTo(10);
        assertThat(units(admin, "?product=MILK&from=" + today.minusDays(6), "400053"))
                .isEqualTo(10);
        assertThat(units(admin, "?hours=48", "400053")).isEqualTo(7);
        assertThat(units(admin, "?hours=48&product=MILK", "400053")).isEqualTo(7);
        assertThat(admin.get("/api/v1/demand/heatmap?product=NOTHING").status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/demand/heatmap?hours=0").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/demand/heatmap?from=2026-01-02&to=2026-01-01")
                        .status())
                .isEqualTo(400);
    }

    /** What a file brings without pincodes is summed by day, and is in the store's own zone all the same. */
    @Test
    void aFilesSalesWithoutPincodesAreInTheirStoresZone() {
        ApiClient admin = ApiClient.admin(port);
        LocalDate earlier = today.minusDays(20);
        jdbc.sql("""
                        insert into orders.sale_line (sale_id, line, kind, store_id, product_id, pincode, quantity,
                                                      unit_price, revenue, unit_cost, occurred_at, business_day,
                                                      batch_id)
                        select 77, 1, 'SALE', s.id, p.id, case when nr % 3 = 0 then '400058' end, 1, 10, 10, 6,
                               cast(:day as timestamp) at time zone 'Asia/Kolkata' + make_interval(hours => nr % 24),
                               :day, 99
                          from stores.store s, catalog.product p, generate_series(1, 2400) as nr
                         where s.code = 'SOUTH' and p.sku = 'MILK'
                        """).param("day", earlier).update();
        while (projection.behind()) {
            projection.step();
        }
        String day = "from=%s&to=%s".formatted(earlier, earlier);
        assertThat(units(admin, "?" + day, "400053")).isEqualTo(1600);
        assertThat(units(admin, "?product=MILK&" + day, "400053")).isEqualTo(1600);
        assertThat(units(admin, "?product=MILK&" + day, "400058")).isEqualTo(800);
        assertThat(units(admin, "?product=EGGS&" + day, "400053")).isZero();
        assertThat(heatmap
                        .draw(new Heatmap.Question(
                                earlier.minusDays(1),
                                earlier.plusDays(2),
                                earlier.atTime(18, 0).atZone(INDIA).toOffsetDateTime(),
                                Sku.of("MILK"),
                                null,
                                new StoreScope(true, Set.of())))
                        .data()
                        .stream()
                        .filter(zone -> zone.pincode().equals("400053"))
                        .map(zone -> zone.units() + " " + zone.orders()))
                .containsExactly("400.000 400");
        assertThat(projection.rebuild()).isZero();
    }

    @Test
    void aStoreManagersMapCountsTheirStoresAlone() {
        ApiClient manager = ApiClient.user(port, "STORE_MANAGER", "SOUTH");
        assertThat(units(manager, "", "400092")).isZero();
        assertThat(units(manager, "", "400053")).isEqualTo(7);
        assertThat(units(manager, "?product=MILK", "400092")).isZero();
        assertThat(manager.get("/api/v1/demand/daily?store=NORTH").status()).isEqualTo(403);
        assertThat(manager.get("/api/v1/demand/daily")
                        .expect(200)
                        .json()
                        .path("data")
                        .valueStream()
                        .map(day -> day.path("store").asString()))
                .isNotEmpty()
                .containsOnly("SOUTH");
    }

    @Test
    void listsDaysWithTheShareInStock() {
        long store = jdbc.sql("select id from stores.store where code = 'NORTH'")
                .query(Long.class)
                .single();
        long product = jdbc.sql("select id from catalog.product where sku = 'EGGS'")
                .query(Long.class)
                .single();
        jdbc.sql("select inventory.ensure_months('inventory.movement'::regclass, :from, :to)")
                .param("from", today.minusDays(40))
                .param("to", today.plusDays(1))
                .query((row, number) -> "")
                .list();
        OffsetDateTime start = today.minusDays(10).atTime(6, 0).atZone(INDIA).toOffsetDateTime();
        move(store, product, "RECEIPT", 10, start);
        move(store, product, "SALE", -10, start.plusHours(8)); // gone at 14:00: half of the opening hours
        move(store, product, "RECEIPT", 10, start.plusDays(2).plusHours(4)); // back at 10:00 two days later
        stockOuts.refresh();
        Map<String, JsonNode> days = ApiClient.admin(port)
                .get("/api/v1/demand/daily?store=NORTH&product=EGGS&from=%s&to=%s"
                        .formatted(today.minusDays(20), today.minusDays(1)))
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .collect(Collectors.toMap(day -> day.path("day").asString(), day -> day));
        assertThat(days.get(today.minusDays(10).toString())
                        .path("in_stock_share")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(days.get(today.minusDays(9).toString())
                        .path("in_stock_share")
                        .asDouble())
                .isZero();
        assertThat(days.get(today.minusDays(8).toString())
                        .path("in_stock_share")
                        .asDouble())
                .isEqualTo(0.75);
        assertThat(days).hasSize(3);
        String before = jdbc.sql("select string_agg(o::text, ';' order by day) from demand.stock_out o")
                .query(String.class)
                .single();
        stockOuts.rebuild();
        assertThat(jdbc.sql("select string_agg(o::text, ';' order by day) from demand.stock_out o")
                        .query(String.class)
                        .single())
                .isEqualTo(before);
    }

    @Test
    void theBusinessDayIsTodayWhileThereAreSales() {
        assertThat(businessDay.asOf()).isEqualTo(businessDay.today());
    }

    private void move(long store, long product, String kind, int quantity, OffsetDateTime at) {
        jdbc.sql("""
                        insert into inventory.movement (kind, product_id, from_location, to_location, quantity,
                               occurred_at,
                                                        recorded_by, source)
                        values (:kind, :product, :from, :to, :quantity, :at, 'test', 'TEST')
                        """)
                .param("kind", kind)
                .param("product", product)
                .param("from", quantity > 0 ? -1 : store)
                .param("to", quantity > 0 ? store : -2)
                .param("quantity", Math.abs(quantity))
                .param("at", at)
                .update();
    }

    private int units(ApiClient caller, String query, String pincode) {
        JsonNode zone = zones(caller, query).get(pincode);
        return zone == null ? 0 : zone.path("units").asInt(0);
    }

    private Map<String, JsonNode> zones(ApiClient caller, String query) {
        return caller.get("/api/v1/demand/heatmap" + query)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .collect(Collectors.toMap(zone -> zone.path("pincode").asString(), zone -> zone));
    }
}
