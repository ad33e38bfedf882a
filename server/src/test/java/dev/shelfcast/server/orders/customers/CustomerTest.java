package dev.shelfcast.server.orders.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(Api.class)
class CustomerTest {

    private static final String CUSTOMERS = "/api/v1/customers";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Api.User planner;

    @BeforeEach
    void aPlannerAndAStoreWithMilk() {
        planner = api.as("PLANNER");
        jdbc.sql("insert into stores.store (code, name, time_zone) values ('CORNER', 'Corner', 'Asia/Kolkata'), "
                        + "('OTHER', 'Other', 'Asia/Kolkata') on conflict do nothing")
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) values ('MILK', 'Milk 1L', 20, 30) "
                        + "on conflict do nothing")
                .update();
    }

    private JsonNode create(String body) {
        Api.Answer answer = planner.post(CUSTOMERS, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void aCustomerIsWrittenDownFoundDespiteATypingErrorAndChanged() {
        JsonNode created = create("""
                {"code":"C-1","name":" Anjali Deshpande ","email":"anjali@example.org","phone":"+91 98200 12345",
                 "address":"4 Hill Road","pincode":"400050","tax_id":"27AAAPL1234C1ZV","notes":"rings twice"}
                """);
        assertThat(created.path("name").asString()).isEqualTo("Anjali Deshpande");
        create("{\"code\":\"C-2\",\"name\":\"Bert Vogel\"}");
        for (String search : new String[] {"Deshpnde", "anjali@", "98200", "400050", "c-1"}) {
            JsonNode found = planner.get(CUSTOMERS + "?search=" + search).json();
            assertThat(found.at("/data/0/code").asString()).as(search).isEqualTo("C-1");
            assertThat(found.at("/meta/total").asInt()).as(search).isEqualTo(1);
        }
        JsonNode changed = planner.put(CUSTOMERS + "/C-1", "{\"name\":\"Anjali Rao\",\"active\":false}")
                .json();
        assertThat(changed.path("name").asString()).isEqualTo("Anjali Rao");
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(planner.get(CUSTOMERS + "?active=true&search=C-")
                        .json()
                        .at("/meta/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(jdbc.sql("select (before ->> 'name') || ' → ' || (after ->> 'name') from identity.audit_entry "
                                + "where action = 'CUSTOMER_CHANGED' and subject_id = 'C-1'")
                        .query(String.class)
                        .list())
                .containsExactly("Anjali Deshpande → Anjali Rao");
        Api.Answer order = planner.post(
                "/api/v1/sales-orders",
                "{\"store\":\"CORNER\",\"customer\":\"C-1\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":1}]}");
        assertThat(order.json().path("code").asString()).isEqualTo("CUSTOMER_INACTIVE");
    }

    @Test
    void theHistoryHoldsOrdersTillSalesAndReturnsOfTheStoresThatOneSees() {
        create("{\"code\":\"REGULAR\",\"name\":\"A regular\"}");
        planner.post(
                "/api/v1/inventory/transactions",
                "{\"kind\":\"RECEIPT\",\"store\":\"CORNER\",\"sku\":\"MILK\",\"quantity\":50}");
        String till = "{\"type\":\"SALE\",\"store\":\"%s\",\"customer\":\"REGULAR\","
                + "\"lines\":[{\"sku\":\"MILK\",\"quantity\":%s}]}";
        planner.post("/api/v1/orders", till.formatted("CORNER", "2"));
        planner.post("/api/v1/orders", till.formatted("CORNER", "-1"));
        planner.post("/api/v1/orders", till.formatted("OTHER", "1"));
        String id = planner.post(
                        "/api/v1/sales-orders",
                        "{\"store\":\"CORNER\",\"customer\":\"REGULAR\",\"confirm\":true,\"tax_rate\":10,"
                                + "\"lines\":[{\"sku\":\"MILK\",\"quantity\":3}]}")
                .json()
                .at("/head/id")
                .asString();
        planner.post("/api/v1/sales-orders/" + id + "/ship", "");
        planner.post("/api/v1/sales-orders/" + id + "/return", "{\"lines\":[{\"line\":1,\"quantity\":1}]}");

        JsonNode totals = planner.get(CUSTOMERS + "/REGULAR").json().path("totals");
        assertThat(totals.path("orders").asInt()).isEqualTo(1);
        assertThat(totals.path("open").asInt()).isZero();
        assertThat(totals.path("sales").asInt()).isEqualTo(3);
        assertThat(totals.path("bought").decimalValue()).isEqualByComparingTo("180");
        assertThat(totals.path("returns").asInt()).isEqualTo(2);
        assertThat(totals.path("returned").decimalValue()).isEqualByComparingTo("60");

        JsonNode history = planner.get(CUSTOMERS + "/REGULAR/orders").json();
        assertThat(history.path("data"))
                .extracting(row -> row.path("kind").asString())
                .containsExactlyInAnyOrder("ORDER", "SALE", "RETURN", "SALE");
        JsonNode own = api.as("STORE_MANAGER", "OTHER")
                .get(CUSTOMERS + "/REGULAR/orders")
                .json();
        assertThat(own.at("/meta/total").asInt()).isEqualTo(1);
        assertThat(own.at("/data/0/store").asString()).isEqualTo("OTHER");
        assertThat(planner.get("/api/v1/sales-orders?customer=REGULAR")
                        .json()
                        .at("/data/0/id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void wrongCustomersAreRefusedByNameAndAnalystsOnlyRead() {
        create("{\"code\":\"ONCE\",\"name\":\"Once\"}");
        Map<String, String> refused = Map.of(
                "{\"code\":\"ONCE\",\"name\":\"Twice\"}", "CUSTOMER_EXISTS",
                "{\"code\":\"X\"}", "CUSTOMER_INVALID",
                "{\"name\":\"No code\"}", "CUSTOMER_INVALID",
                "{\"code\":\"X\",\"name\":\"X\",\"email\":\"at home\"}", "CUSTOMER_INVALID",
                "{\"code\":\"X\",\"name\":\"X\",\"phone\":\"ring me\"}", "CUSTOMER_INVALID",
                "{\"code\":\"X\",\"name\":\"X\",\"pincode\":\"1\"}", "PINCODE_INVALID");
        refused.forEach((wrong, code) -> assertThat(
                        planner.post(CUSTOMERS, wrong).json().path("code").asString())
                .as(wrong)
                .isEqualTo(code));
        assertThat(planner.get(CUSTOMERS + "/NOBODY").status()).isEqualTo(404);
        assertThat(planner.put(CUSTOMERS + "/ONCE", "{\"code\":\"NEW\",\"name\":\"X\"}")
                        .status())
                .isEqualTo(400);
        Api.User analyst = api.as("ANALYST");
        assertThat(analyst.get(CUSTOMERS).status()).isEqualTo(200);
        assertThat(analyst.post(CUSTOMERS, "{\"code\":\"A\",\"name\":\"A\"}").status())
                .isEqualTo(403);
        Api.Answer first = planner.post(CUSTOMERS, "{\"code\":\"KEY\",\"name\":\"Key\"}", "Idempotency-Key", "k1");
        Api.Answer again = planner.post(CUSTOMERS, "{\"code\":\"KEY\",\"name\":\"Key\"}", "Idempotency-Key", "k1");
        assertThat(again.json()).isEqualTo(first.json());
    }
}
