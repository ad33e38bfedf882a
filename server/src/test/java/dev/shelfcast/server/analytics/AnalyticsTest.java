package dev.shelfcast.server.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.orders.SaleRequest;
import dev.shelfcast.server.orders.Sales;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class AnalyticsTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sales sales;

    @Autowired
    BusinessDay businessDay;

    private LocalDate today;

    @BeforeEach
    void aMonthAtTwoStores() throws Exception {
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() == 0) {
            jdbc.sql("""
                            insert into stores.store (code, name, kind, pincode, time_zone)
                            values ('NORTH', 'North', 'SHOP', '400092', 'Asia/Kolkata'),
                                   ('SOUTH', 'South', 'SHOP', '400053', 'Asia/Kolkata')
                            """).update();
            jdbc.sql("insert into catalog.category (name, path) values ('Dairy', 'Dairy')")
                    .update();
            jdbc.sql("""
                            insert into catalog.product (sku, name, unit_cost, sale_price, category_id)
                            values ('MILK', 'Milk', 6, 10, (select id from catalog.category)),
                                   ('EGGS', 'Eggs', 2, 4, (select id from catalog.category)),
                                   ('SALT', 'Salt', 1, 2, null)
                            """).update();
            today = businessDay.today();
            sell("NORTH", today, "MILK", 40);
            sell("NORTH", today, "EGGS", 10);
            sell("SOUTH", today, "MILK", 5);
            sell("SOUTH", today.minusDays(7), "MILK", 20);
            sell("SOUTH", today.minusDays(20), "SALT", 5);
            sell("SOUTH", today.minusDays(20), "MILK", -1);
            for (int wait = 0; wait < 200 && followed() < 6; wait++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        today = businessDay.today();
    }

    @Test
    void theDashboardShowsTheDayAndTheMonth() {
        JsonNode page = ApiClient.admin(port)
                .get("/api/v1/analytics/dashboard")
                .expect(200)
                .json();
        assertThat(page.path("as_of").asString()).isEqualTo(today.toString());
        assertThat(page.path("is_today").asBoolean()).isTrue();
        assertThat(page.path("has_sales").asBoolean()).isTrue();
        assertThat(page.path("today").path("units").asInt()).isEqualTo(55);
        assertThat(page.path("today").path("revenue").asInt()).isEqualTo(490);
        assertThat(page.path("today").path("orders").asInt()).isEqualTo(3);
        assertThat(page.path("trend").size()).isEqualTo(30);
        assertThat(page.path("trend").get(22).path("units").asInt()).isEqualTo(20);
        assertThat(page.path("top_products").get(0).path("sku").asString()).isEqualTo("MILK");
        assertThat(page.path("top_products").get(0).path("revenue").asInt()).isEqualTo(650);
        assertThat(page.path("categories").get(0).path("category").asString()).isEqualTo("Dairy");
        JsonNode south = ApiClient.user(port, "STORE_MANAGER", "SOUTH")
                .get("/api/v1/analytics/dashboard?days=7&store=")
                .expect(200)
                .json();
        assertThat(south.path("today").path("units").asInt()).isEqualTo(5);
        assertThat(south.path("top_products").get(0).path("units").asInt()).isEqualTo(5);
        assertThat(south.path("trend").size()).isEqualTo(7);
    }

    @Test
    void metricsByDayCountOrdersMarginAndReturns() {
        ApiClient admin = ApiClient.admin(port);
        JsonNode days =
                admin.get("/api/v1/analytics/daily-metrics").expect(200).json().path("data");
        assertThat(days.size()).isEqualTo(3);
        assertThat(days.get(0).path("returned_units").asInt()).isEqualTo(1);
        assertThat(days.get(0).path("units").asInt()).isEqualTo(5);
        assertThat(days.get(2).path("margin").asDouble())
                .isEqualTo(Math.round((490 - 290) / 490.0 * 10_000) / 10_000.0);
        assertThat(admin.get("/api/v1/analytics/daily-metrics?category=Dairy&store=SOUTH")
                        .json()
                        .path("data")
                        .valueStream()
                        .mapToInt(day -> day.path("units").asInt())
                        .sum())
                .isEqualTo(25);
        assertThat(admin.get("/api/v1/analytics/daily-metrics?category=Dairy")
                        .json()
                        .path("data")
                        .valueStream()
                        .mapToInt(day -> day.path("units").asInt())
                        .sum())
                .isEqualTo(75);
        assertThat(admin.get("/api/v1/analytics/sales-trends?period=month").status())
                .isEqualTo(200);
        assertThat(admin.get("/api/v1/analytics/sales-trends?period=hour").status())
                .isEqualTo(400);
    }

    @Test
    void productsAreSortedPagedAndClassified() {
        ApiClient admin = ApiClient.admin(port);
        JsonNode page = admin.get("/api/v1/analytics/product-analytics?sort=-units&limit=2")
                .expect(200)
                .json();
        assertThat(page.path("meta").path("total").asInt()).isEqualTo(3);
        assertThat(skus(page)).containsExactly("MILK", "EGGS");
        assertThat(page.path("data").get(0).path("margin").asDouble()).isEqualTo(0.4);
        assertThat(skus(admin.get("/api/v1/analytics/product-analytics?sort=name")
                        .json()))
                .containsExactly("EGGS", "MILK", "SALT");
        JsonNode abc = admin.get("/api/v1/analytics/abc-analysis").expect(200).json();
        assertThat(abc.path("data").valueStream().map(row -> row.path("abc").asString()))
                .containsExactly("A", "C", "C");
        assertThat(abc.path("data").get(2).path("cumulative_share").asDouble()).isEqualTo(1);
        assertThat(skus(admin.get("/api/v1/analytics/abc-analysis?class=A").json()))
                .containsExactly("MILK");
        ApiClient manager = ApiClient.user(port, "STORE_MANAGER", "SOUTH");
        assertThat(manager.get("/api/v1/analytics/abc-analysis?store=NORTH").status())
                .isEqualTo(403);
        assertThat(manager.get("/api/v1/analytics/product-analytics")
                        .json()
                        .path("data")
                        .valueStream()
                        .mapToInt(row -> row.path("units").asInt())
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void aCountCanBeOfTheProductsOfOneClass() {
        ApiClient planner = ApiClient.user(port, "PLANNER");
        for (String sku : List.of("MILK", "EGGS", "SALT", "SOAP")) {
            jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) values (:sku, :sku, 1, 2) "
                            + "on conflict do nothing")
                    .param("sku", sku)
                    .update();
            planner.post(
                            "/api/v1/inventory/transactions",
                            Map.of("kind", "RECEIPT", "store", "NORTH", "sku", sku, "quantity", 500))
                    .expect(201);
        }

        assertThat(counted(planner, "{\"store\":\"NORTH\",\"abc\":\"A\"}")).containsExactly("MILK");
        assertThat(counted(planner, "{\"store\":\"NORTH\",\"abc\":\"C\"}"))
                .as("what was never sold is not forgotten")
                .contains("EGGS", "SOAP")
                .doesNotContain("MILK");
        assertThat(counted(planner, "{\"store\":\"NORTH\",\"abc\":\"C\",\"category\":\"Dairy\"}"))
                .containsExactly("EGGS");
        assertThat(planner.post("/api/v1/inventory/counts", "{\"store\":\"NORTH\",\"abc\":\"A\",\"skus\":[\"MILK\"]}")
                        .code())
                .isEqualTo("SCOPE_INVALID");
        assertThat(planner.post("/api/v1/inventory/counts", "{\"store\":\"NORTH\",\"abc\":\"B\"}")
                        .code())
                .isEqualTo("NOTHING_TO_COUNT");
    }

    private static List<String> counted(ApiClient planner, String body) {
        JsonNode count =
                planner.post("/api/v1/inventory/counts", body).expect(201).json();
        return skus(planner.get("/api/v1/inventory/counts/" + count.path("id").asString() + "/lines")
                .expect(200)
                .json());
    }

    private static List<String> skus(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(row -> row.path("sku").asString())
                .toList();
    }

    private long followed() {
        return jdbc.sql("select coalesce(sum(lines) + sum(returned_units), 0) from demand.product_day")
                .query(Long.class)
                .single();
    }

    private void sell(String store, LocalDate day, String sku, int units) {
        sales.place(new SaleRequest(
                StoreCode.of(store),
                "TEST",
                SaleRequest.TILL,
                null,
                null,
                null,
                day.atTime(0, 1).atZone(ZoneId.of("Asia/Kolkata")).toInstant(),
                List.of(new SaleRequest.Line(Sku.of(sku), BigDecimal.valueOf(units), null, null))));
    }
}
