package dev.shelfcast.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Two people change the same thing: the second is told instead of writing over the first. */
@ServerTest
@Import(Api.class)
class StaleEditsTest {

    private static final String LINE = "\"lines\":[{\"sku\":\"OATS\",\"quantity\":%d}]";

    @Autowired
    Api api;

    Api.User admin;

    @BeforeEach
    void aShop() {
        admin = api.as("ADMIN");
        if (admin.get("/api/v1/stores/E1").status() == 404) {
            made("/api/v1/stores", "{\"code\":\"E1\"}");
            made("/api/v1/stores", "{\"code\":\"E2\"}");
            made("/api/v1/products", "{\"sku\":\"OATS\",\"name\":\"Oats\",\"sale_price\":40}");
            made("/api/v1/suppliers", "{\"code\":\"MILL\",\"name\":\"Mill\"}");
            Api.Answer terms = admin.put("/api/v1/products/OATS/suppliers/MILL", "{\"preferred\":true}");
            assertThat(terms.status()).as(terms.body()).isEqualTo(200);
        }
    }

    @Test
    void ofAStore() {
        refusesTheSecond("PUT", "/api/v1/stores/E2", "{\"name\":\"Corner\"}");
    }

    @Test
    void ofAProductWholeAndInPart() {
        made("/api/v1/products", "{\"sku\":\"BRAN\",\"name\":\"Bran\"}");
        refusesTheSecond("PUT", "/api/v1/products/BRAN", "{\"name\":\"Bran, fine\"}");
        refusesTheSecond("PATCH", "/api/v1/products/BRAN", "{\"unit_cost\":3}");
    }

    @Test
    void ofASupplier() {
        refusesTheSecond("PUT", "/api/v1/suppliers/MILL", "{\"name\":\"Old Mill\"}");
    }

    @Test
    void ofACustomer() {
        made("/api/v1/customers", "{\"code\":\"ANU\",\"name\":\"Anu\"}");
        refusesTheSecond("PUT", "/api/v1/customers/ANU", "{\"name\":\"Anuradha\"}");
    }

    @Test
    void ofAUser() {
        made(
                "/api/v1/users",
                "{\"username\":\"ravi\",\"display_name\":\"R\",\"role\":\"ANALYST\",\"password\":\"a long password\"}");
        refusesTheSecond("PATCH", "/api/v1/users/ravi", "{\"display_name\":\"Ravi\"}");
        refusesTheSecond("PATCH", "/api/v1/users/ravi", "{\"stores\":[\"E1\"]}");
    }

    @Test
    void ofAPurchaseOrderInDraft() {
        String order = "{\"store\":\"E1\"," + LINE.formatted(2) + "}";
        String id = made("/api/v1/purchase-orders", order)
                .json()
                .path("ids")
                .path(0)
                .asString();
        refusesTheSecond("PUT", "/api/v1/purchase-orders/" + id, "{" + LINE.formatted(5) + "}");
        Api.Answer untied = admin.put("/api/v1/purchase-orders/" + id, "{" + LINE.formatted(7) + "}");
        assertThat(untied.status()).as(untied.body()).isEqualTo(400);
    }

    @Test
    void ofASalesOrderInDraft() {
        String id = made("/api/v1/sales-orders", "{\"store\":\"E1\"," + LINE.formatted(1) + "}")
                .json()
                .at("/head/id")
                .asString();
        refusesTheSecond("PUT", "/api/v1/sales-orders/" + id, "{\"store\":\"E1\"," + LINE.formatted(4) + "}");
    }

    /** They are changed by steps alone, which their status guards; their version is told all the same. */
    @Test
    void transfersAndCountsTellTheirVersion() {
        String transfer = made(
                        "/api/v1/inventory/transfers", "{\"from\":\"E1\",\"to\":\"E2\"," + LINE.formatted(3) + "}")
                .json()
                .at("/head/id")
                .asString();
        String count = made("/api/v1/inventory/counts", "{\"store\":\"E1\",\"skus\":[\"OATS\"]}")
                .json()
                .path("id")
                .asString();
        assertThat(tag(admin.get("/api/v1/inventory/transfers/" + transfer))).isEqualTo("\"1\"");
        Api.Answer approved = admin.post("/api/v1/inventory/transfers/" + transfer + "/approve", "{}");
        assertThat(tag(approved)).isEqualTo("\"2\"");
        assertThat(tag(admin.get("/api/v1/inventory/counts/" + count))).isEqualTo("\"1\"");
    }

    @Test
    void aVersionInTheBodyIsAConflictAndTheHeaderGoesBeforeIt() {
        made("/api/v1/products", "{\"sku\":\"RYE\",\"name\":\"Rye\"}");
        String path = "/api/v1/products/RYE";
        String late = "{\"name\":\"Rye\",\"version\":0}";
        assertThat(admin.put(path, late).status()).isEqualTo(409);
        Api.Answer tied = admin.put(path, late, "If-Match", tag(admin.get(path)));
        assertThat(tied.status()).as(tied.body()).isEqualTo(200);
    }

    private void refusesTheSecond(String method, String path, String edit) {
        String read = tag(admin.get(path));
        Api.Answer first = change(method, path, edit, read);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(tag(first)).isNotEqualTo(read).isEqualTo(tag(admin.get(path)));

        String now = admin.get(path).body();
        for (String stale : new String[] {read, "W/" + tag(first), "\"of another\""}) {
            Api.Answer second = change(method, path, edit, stale);
            assertThat(second.status()).as(second.body()).isEqualTo(412);
            assertThat(second.json().path("code").asString()).isEqualTo("STALE_VERSION");
            assertThat(second.json().path("detail").asString()).contains("by somebody else in the meantime");
        }
        assertThat(admin.get(path).body()).isEqualTo(now);

        assertThat(change(method, path, edit, tag(first)).status()).isEqualTo(200);
        if (!path.contains("purchase-orders")) {
            assertThat(change(method, path, edit, "*").status()).isEqualTo(200);
        }
    }

    private Api.Answer change(String method, String path, String edit, String tag) {
        return method.equals("PUT") ? admin.put(path, edit, "If-Match", tag) : admin.patch(path, edit, "If-Match", tag);
    }

    private Api.Answer made(String path, String body) {
        Api.Answer answer = admin.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String tag(Api.Answer answer) {
        return answer.raw().headers().firstValue("ETag").orElseThrow(() -> new AssertionError(answer.body()));
    }
}
