package dev.shelfcast.server.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(Api.class)
class StoresTest {

    @Autowired
    Api api;

    @Autowired
    Stores stores;

    @Test
    void createsReadsAndChangesAStore() {
        Api.User planner = api.as("PLANNER");
        Api.Answer created = planner.post("/api/v1/stores", """
                {"code":"DEL123","name":"Vasant Kunj","kind":"DARK_STORE","pincode":"110037",
                 "latitude":28.54,"longitude":77.15,"time_zone":"Asia/Kolkata"}
                """);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("receiving_time").asString()).startsWith("09:00");
        Api.Answer changed = planner.put(
                "/api/v1/stores/DEL123", "{\"name\":\"Vasant Kunj 2\",\"kind\":\"SHOP\",\"pincode\":\"110070\"}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("name").asString()).isEqualTo("Vasant Kunj 2");
        assertThat(changed.json().path("time_zone").asString()).isEqualTo("Asia/Kolkata");
        assertThat(changed.json().path("latitude").isNull()).isTrue();
        assertThat(planner.post("/api/v1/stores", "{\"code\":\"DEL123\"}").status())
                .isEqualTo(409);
        assertThat(planner.post("/api/v1/stores", "{\"code\":\"Q\",\"time_zone\":\"Mars/Base\"}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("STORE_INVALID");
    }

    @Test
    void aStoreManagerSeesOnlyTheirOwnStores() {
        stores.ensure(List.of(StoreDraft.known(StoreCode.of("MINE")), StoreDraft.known(StoreCode.of("THEIRS"))));
        Api.User manager = api.as("STORE_MANAGER", "MINE");
        Api.Answer list = manager.get("/api/v1/stores");
        assertThat(list.json()
                        .path("data")
                        .valueStream()
                        .map(store -> store.path("code").asString()))
                .containsExactly("MINE");
        assertThat(list.json().path("meta").path("total").asInt()).isEqualTo(1);
        assertThat(manager.get("/api/v1/stores/MINE").status()).isEqualTo(200);
        assertThat(manager.get("/api/v1/stores/THEIRS").status()).isEqualTo(403);
        assertThat(manager.get("/api/v1/stores/NOWHERE").status()).isEqualTo(403);
    }

    @Test
    void theDefaultStoreIsMadeOnce() {
        StoreView first = stores.defaultStore();
        assertThat(stores.defaultStore()).isEqualTo(first);
        assertThat(first.code()).isEqualTo(StoreCode.of("MAIN"));
        assertThat(stores.byId(first.id())).isEqualTo(first);
        Map<StoreCode, Long> again = stores.ensure(List.of(StoreDraft.known(StoreCode.of("MAIN"))));
        assertThat(again).containsExactly(Map.entry(StoreCode.of("MAIN"), first.id()));
    }

    @Test
    void zonesAreDrawnFromTheirAreaOrAroundTheirCentre() {
        Api.User planner = api.as("PLANNER");
        Api.Answer saved = planner.put("/api/v1/zones", """
                [{"pincode":"400092","name":"Borivali West","latitude":19.231,"longitude":72.841},
                 {"pincode":"400066","name":"Borivali East","latitude":19.228,"longitude":72.864},
                 {"pincode":"400103","name":"Mandapeshwar","latitude":19.249,"longitude":72.85,
                  "area":{"type":"Polygon","coordinates":
                    [[[72.84,19.24],[72.86,19.24],[72.86,19.26],[72.84,19.26],[72.84,19.24]]]}}]
                """);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        Api.Answer map = planner.get("/api/v1/zones.geojson");
        assertThat(map.raw().headers().firstValue("Content-Type").orElseThrow()).startsWith("application/geo+json");
        assertThat(map.json()
                        .path("features")
                        .valueStream()
                        .map(zone -> zone.path("properties").path("pincode").asString() + " "
                                + zone.path("properties").path("approximate").asBoolean()))
                .containsExactly("400066 true", "400092 true", "400103 false");
        String tag = map.raw().headers().firstValue("ETag").orElseThrow();
        assertThat(planner.get("/api/v1/zones.geojson", "If-None-Match", tag).status())
                .isEqualTo(304);
        planner.put("/api/v1/zones", "[{\"pincode\":\"400092\",\"latitude\":19.23,\"longitude\":72.84}]");
        assertThat(planner.get("/api/v1/zones.geojson", "If-None-Match", tag).status())
                .isEqualTo(200);
        assertThat(planner.get("/api/v1/zones?search=400")
                        .json()
                        .path("meta")
                        .path("total")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void anOpenRingIsNoArea() {
        Api.Answer refused = api.as("PLANNER").put("/api/v1/zones", """
                [{"pincode":"400001","latitude":18.9,"longitude":72.8,
                  "area":{"type":"Polygon","coordinates":[[[72.8,18.9],[72.9,18.9],[72.9,19.0],[72.8,19.0]]]}}]
                """);
        assertThat(refused.json().path("code").asString()).isEqualTo("STORE_INVALID");
    }

    @Test
    void holidaysAreAddedOnceAndRemoved() {
        Api.User planner = api.as("PLANNER");
        String diwali = "[{\"day\":\"2026-11-08\",\"name\":\"Diwali\"}]";
        planner.put("/api/v1/holidays", diwali);
        planner.put("/api/v1/holidays", diwali);
        Api.Answer year = planner.get("/api/v1/holidays?from=2026-01-01&to=2026-12-31");
        assertThat(year.json().path("data")).hasSize(1);
        assertThat(planner.delete("/api/v1/holidays/2026-11-08").status()).isEqualTo(204);
        assertThat(planner.get("/api/v1/holidays?from=2026-01-01&to=2026-12-31")
                        .json()
                        .path("data"))
                .isEmpty();
    }
}
