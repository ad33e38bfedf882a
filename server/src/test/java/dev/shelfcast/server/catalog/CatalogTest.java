package dev.shelfcast.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@Import(Api.class)
class CatalogTest {

    @Autowired
    Api api;

    @Autowired
    Products products;

    @Autowired
    Suppliers suppliers;

    @Autowired
    JdbcClient jdbc;

    @Test
    void createsReadsChangesAndRetiresAProduct() {
        Api.User planner = api.as("PLANNER");
        Api.Answer created = planner.post("/api/v1/products", """
                {"name":"Ghee 1L","category":"Dairy/Ghee","unit_cost":560,"sale_price":700,
                 "barcode":"4006381333931","shelf_life_days":270,"lot_tracked":true}
                """);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("sku").asString()).isEqualTo("GHEE-1L");
        assertThat(created.json().path("margin").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(created.json().path("barcode").asString()).isEqualTo("04006381333931");

        Api.Answer patched = planner.patch("/api/v1/products/GHEE-1L", "{\"sale_price\":800,\"barcode\":null}");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.json().path("margin").decimalValue()).isEqualByComparingTo("0.3");
        assertThat(patched.json().path("barcode").isNull()).isTrue();
        assertThat(patched.json().path("category").asString()).isEqualTo("Dairy/Ghee");

        Api.Answer prices = planner.get("/api/v1/products/GHEE-1L/prices");
        assertThat(prices.json()
                        .path("data")
                        .valueStream()
                        .map(price -> price.path("sale_price").asInt()))
                .containsExactly(800, 700);

        assertThat(planner.delete("/api/v1/products/GHEE-1L").status()).isEqualTo(204);
        assertThat(planner.get("/api/v1/products/GHEE-1L").json().path("active").asBoolean())
                .isFalse();
        assertThat(jdbc.sql("""
                                select action from identity.audit_entry
                                 where subject_id = 'GHEE-1L' order by id
                                """).query(String.class).list())
                .containsExactly("PRODUCT_CREATED", "PRODUCT_CHANGED", "PRODUCT_RETIRED");
    }

    @Test
    void findsByNameWithATypingErrorBySkuAndByCategory() {
        products.ensureByName(List.of(
                new ProductDraft("Cardamom Pods", null, "Spices/Whole", null, null),
                new ProductDraft("Cinnamon Sticks", null, "Spices/Whole", null, null),
                new ProductDraft("Turmeric Root", null, "Spices", null, null)));
        Api.User analyst = api.as("ANALYST");
        assertThat(skus(analyst.get("/api/v1/products?search=cardamon"))).containsExactly("CARDAMOM-PODS");
        assertThat(skus(analyst.get("/api/v1/products?search=METRIC-R"))).isEmpty();
        assertThat(skus(analyst.get("/api/v1/products?search=MERIC-R"))).containsExactly("TURMERIC-ROOT");
        assertThat(skus(analyst.get("/api/v1/products?category=spices&sort=-name")))
                .containsExactly("TURMERIC-ROOT", "CINNAMON-STICKS", "CARDAMOM-PODS");
        Api.Answer past = analyst.get("/api/v1/products?category=Spices/Whole&page=9&limit=2");
        assertThat(past.json().path("data")).isEmpty();
        assertThat(past.json().path("meta").path("total").asInt()).isEqualTo(2);
        assertThat(analyst.get("/api/v1/products?sort=colour").status()).isEqualTo(400);
    }

    @Test
    void aRepeatedCreateAnswersFromTheFirstTime() {
        Api.User planner = api.as("PLANNER");
        String body = "{\"name\":\"Salt 1kg\",\"sale_price\":26}";
        Api.Answer first = planner.post("/api/v1/products", body, "Idempotency-Key", "salt-1");
        Api.Answer again = planner.post("/api/v1/products", body, "Idempotency-Key", "salt-1");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(planner.post("/api/v1/products", body).status()).isEqualTo(409);
    }

    @Test
    void refusesWhatIsNotAProduct() {
        Api.User planner = api.as("PLANNER");
        Api.Answer barcode = planner.post("/api/v1/products", "{\"name\":\"X\",\"barcode\":\"4006381333932\"}");
        assertThat(barcode.json().path("code").asString()).isEqualTo("BARCODE_INVALID");
        Api.Answer price = planner.post("/api/v1/products", "{\"name\":\"X\",\"sale_price\":-1}");
        assertThat(price.json().path("code").asString()).isEqualTo("PRODUCT_INVALID");
        assertThat(planner.get("/api/v1/products/NO-SUCH").json().path("code").asString())
                .isEqualTo("UNKNOWN_SKU");
        assertThat(api.as("ANALYST")
                        .post("/api/v1/products", "{\"name\":\"X\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aStaleVersionIsRefused() {
        Api.User planner = api.as("PLANNER");
        planner.post("/api/v1/products", "{\"name\":\"Vinegar\"}");
        assertThat(planner.put("/api/v1/products/VINEGAR", "{\"name\":\"Vinegar\",\"unit_cost\":9,\"version\":1}")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        Api.Answer late = planner.put("/api/v1/products/VINEGAR", "{\"name\":\"Vinegar\",\"version\":1}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asString()).isEqualTo("STALE_VERSION");
    }

    @Test
    void namesAreKnownInAnyCaseAndGetSkusOfTheirOwn() {
        Map<String, Long> first = products.ensureByName(List.of(
                new ProductDraft("Masala Tea", null, "Drinks", new BigDecimal("9.5"), new BigDecimal("12")),
                new ProductDraft("masala tea", null, null, null, null),
                new ProductDraft("Masala-Tea", null, null, null, null),
                new ProductDraft("चाय", null, "Drinks/Tea", null, null)));
        assertThat(first.get("Masala Tea")).isEqualTo(first.get("masala tea"));
        assertThat(first.get("Masala-Tea")).isNotEqualTo(first.get("Masala Tea"));
        assertThat(products.ensureByName(List.of(new ProductDraft("MASALA TEA", null, null, null, null))))
                .containsExactly(Map.entry("MASALA TEA", first.get("Masala Tea")));
        assertThat(products.get(Sku.of("MASALA-TEA")).unitCost()).isEqualByComparingTo("9.5");
        assertThat(products.get(Sku.of("MASALA-TEA-2")).name()).isEqualTo("Masala-Tea");
        assertThat(products.get(Sku.of("चाय")).category()).isEqualTo("Drinks/Tea");
    }

    @Test
    void thousandsOfNamesAtOnceFromSeveralSidesMakeEachProductOnce() throws Exception {
        ExecutorService sides = Executors.newFixedThreadPool(4);
        List<Future<Map<String, Long>>> answers = new ArrayList<>();
        for (int side = 0; side < 4; side++) {
            List<ProductDraft> drafts = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                int number = (i * 7 + side * 500) % 3000;
                drafts.add(new ProductDraft("Bulk item " + number, null, "Bulk/" + number % 20, null, null));
            }
            Callable<Map<String, Long>> ensure = () -> products.ensureByName(drafts);
            answers.add(sides.submit(ensure));
        }
        Map<String, Long> first = answers.get(0).get();
        for (Future<Map<String, Long>> answer : answers) {
            assertThat(answer.get()).isEqualTo(first);
        }
        sides.shutdown();
        assertThat(first).hasSize(3000);
        assertThat(first.values()).doesNotHaveDuplicates();
    }

    @Test
    void theCategoryTreeCountsWhatIsBelow() {
        products.ensureByName(List.of(
                new ProductDraft("Tree one", null, "Tree/Left", null, null),
                new ProductDraft("Tree two", null, "Tree/Right/Deep", null, null)));
        Api.User planner = api.as("PLANNER");
        assertThat(planner.post("/api/v1/categories/move", "{\"from\":\"Tree\",\"to\":\"Forest/Tree\"}")
                        .status())
                .isEqualTo(200);
        assertThat(products.get(Sku.of("TREE-TWO")).category()).isEqualTo("Forest/Tree/Right/Deep");
        Api.Answer tree = planner.get("/api/v1/categories");
        assertThat(tree.json()
                        .path("data")
                        .valueStream()
                        .filter(root -> root.path("name").asString().equals("Forest"))
                        .map(root -> root.path("products").asInt()))
                .containsExactly(2);
        assertThat(planner.delete("/api/v1/categories?path=Forest").status()).isEqualTo(409);
    }

    @Test
    void aSecondPreferredSupplierTakesThePlaceOfTheFirst() {
        Api.User planner = api.as("PLANNER");
        planner.post("/api/v1/products", "{\"name\":\"Rice\",\"unit_cost\":50,\"sale_price\":60}");
        planner.post("/api/v1/suppliers", "{\"code\":\"ONE\",\"name\":\"One\",\"lead_time_days\":0.5}");
        planner.post("/api/v1/suppliers", "{\"code\":\"TWO\",\"name\":\"Two\",\"lead_time_days\":2}");
        planner.put("/api/v1/products/RICE/suppliers/ONE", "{\"pack_multiple\":10,\"preferred\":true}");
        Api.Answer second = planner.put("/api/v1/products/RICE/suppliers/TWO", "{\"unit_cost\":48,\"preferred\":true}");
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(planner.get("/api/v1/products/RICE").json().path("supplier").asString())
                .isEqualTo("TWO");
        Api.Answer terms = planner.get("/api/v1/products/RICE/suppliers");
        assertThat(terms.json().path("data").get(0).path("lead_time_days").asInt())
                .isEqualTo(2);
        assertThat(terms.json().path("data").get(1).path("preferred").asBoolean())
                .isFalse();
        assertThat(planner.delete("/api/v1/products/RICE/suppliers/ONE").status())
                .isEqualTo(204);
        assertThatThrownBy(() -> suppliers.create(
                        new SupplierDraft("ONE", "One", null, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, true)))
                .isInstanceOf(Conflict.class);
    }

    private static List<String> skus(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .path("data")
                .valueStream()
                .map(product -> product.path("sku").asString())
                .toList();
    }
}
