package dev.shelfcast.server.inventory.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.BooksStayRight;
import dev.shelfcast.server.testing.Api;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InventoryDocumentTest extends BooksStayRight {

    private static int stores;
    private String store;

    @BeforeEach
    void aStoreWithMilkInTwoLotsAndEggs() {
        store = "DEL" + ++stores;
        jdbc.sql("insert into stores.store (code, name, time_zone, pincode) values (:code, 'Delhi', 'Asia/Kolkata', "
                        + "'110037')")
                .param("code", store)
                .update();
        jdbc.sql("insert into catalog.product (sku, name, barcode) values ('MILK-1L', 'Milk', '04006381333931'), "
                        + "('EGG-6', 'Eggs', null), ('Rice', 'Basmati', null), ('R-2', 'Rice bag', null) "
                        + "on conflict do nothing")
                .update();
        planner.post("/api/v1/inventory/transactions", """
                [{"kind":"RECEIPT","store":"%1$s","sku":"MILK-1L","quantity":10,"lot":"SOON","expiry":"2027-01-01"},
                 {"kind":"RECEIPT","store":"%1$s","sku":"MILK-1L","quantity":6,"lot":"LATE","expiry":"2027-02-01"},
                 {"kind":"RECEIPT","store":"%1$s","sku":"MILK-1L","quantity":2},
                 {"kind":"RECEIPT","store":"%1$s","sku":"EGG-6","quantity":5}]
                """.formatted(store));
    }

    private String address() {
        return "/api/v1/stores/" + store + "/inventory-document";
    }

    private JsonNode write(String query, String inventory) {
        Api.Answer answer = planner.put(
                address() + query,
                "{\"store_id\":\"%s\",\"pincode\":\"110037\",\"inventory\":%s}".formatted(store, inventory));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String refusal(String body) {
        return planner.put(address(), body).json().path("code").asString();
    }

    private List<String> shelves() {
        return jdbc.sql("""
                        select p.sku || ' ' || coalesce(l.lot, '-') || ' ' || trim_scale(l.on_hand)
                          from inventory.v_lot_level l
                          join stores.v_store s on s.id = l.store_id
                          join catalog.v_product p on p.id = l.product_id
                         where s.code = :store and l.on_hand <> 0
                         order by 1
                        """).param("store", store).query(String.class).list();
    }

    @Test
    void aDocumentThatWasReadAndIsWrittenBackChangesNothing() {
        JsonNode document = planner.get(address()).json();
        assertThat(document.toString())
                .isEqualTo("{\"store_id\":\"%s\",\"pincode\":\"110037\",\"inventory\":{\"EGG-6\":5,\"MILK-1L\":18}}"
                        .formatted(store));
        Api.Answer written = planner.put(address(), document.toString());
        assertThat(written.json().path("unchanged").asInt()).isEqualTo(2);
        assertThat(written.json().path("changes").size()).isZero();
        assertThat(written.json().path("count").isNull()).isTrue();
    }

    @Test
    void theDryRunTellsWhatTheDocumentDoesAndChangesNothing() {
        List<String> before = shelves();
        JsonNode told = write("?dry_run=true", "{\"Milk\":23,\"eggs\":5,\"Rice\":4}");
        assertThat(shelves()).isEqualTo(before);
        assertThat(told.path("count").isNull()).isTrue();
        assertThat(told.path("unchanged").asInt()).isEqualTo(1);
        assertThat(told.at("/changes/0").toString())
                .isEqualTo("{\"key\":\"Milk\",\"sku\":\"MILK-1L\",\"before\":18,\"after\":23,\"variance\":5}");
        assertThat(told.at("/changes/1/sku").asString())
                .as("a SKU goes before a name")
                .isEqualTo("Rice");
        JsonNode done = write("", "{\"Milk\":23,\"eggs\":5,\"Rice\":4}");
        assertThat(done.path("changes")).isEqualTo(told.path("changes"));
        assertThat(shelves())
                .containsExactly("EGG-6 - 5", "MILK-1L - 7", "MILK-1L LATE 6", "MILK-1L SOON 10", "Rice - 4");
        assertThat(jdbc.sql("select distinct m.kind || ' ' || m.reason || ' ' || m.source from inventory.movement m "
                                + "where m.external_id = :count")
                        .param("count", done.path("count").asString())
                        .query(String.class)
                        .list())
                .containsExactly("COUNT_VARIANCE INVENTORY_DOCUMENT COUNT");
    }

    @Test
    void whatIsGoneIsTakenFromTheLotsThatExpireFirst() {
        write("", "{\"4006381333931\":7}");
        assertThat(shelves()).containsExactly("EGG-6 - 5", "MILK-1L - 2", "MILK-1L LATE 5");
        write("", "{\"MILK-1L\":0}");
        assertThat(shelves()).containsExactly("EGG-6 - 5");
    }

    @Test
    void keysThatAreNoProductsAreNamedAndNothingIsWritten() {
        List<String> before = shelves();
        Api.Answer answer = planner.put(address(), "{\"inventory\":{\"Milk\":1,\"Mlik\":2,\"Tea\":3}}");
        assertThat(answer.json().path("code").asString()).isEqualTo("UNKNOWN_PRODUCTS");
        assertThat(answer.json().path("detail").asString()).contains("2 of 3", "'Mlik', 'Tea'");
        assertThat(refusal("{\"inventory\":{\"Milk\":1,\"MILK-1L\":1}}")).isEqualTo("PRODUCT_TWICE");
        assertThat(refusal("{\"inventory\":{\"Milk\":-1}}")).isEqualTo("QUANTITY_INVALID");
        assertThat(refusal("{\"inventory\":{}}")).isEqualTo("INVENTORY_INVALID");
        assertThat(refusal("{\"store_id\":\"OTHER\",\"inventory\":{\"Milk\":1}}"))
                .isEqualTo("OTHER_STORE");
        assertThat(refusal("{\"pincode\":\"560001\",\"inventory\":{\"Milk\":1}}"))
                .isEqualTo("OTHER_PINCODE");
        assertThat(shelves()).isEqualTo(before);
    }
}
