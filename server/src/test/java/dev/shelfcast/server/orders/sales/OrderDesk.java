package dev.shelfcast.server.orders.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A store of its own with milk and eggs, and somebody at its desk who takes orders. */
final class OrderDesk {

    static final String ORDERS = "/api/v1/sales-orders";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final Api.User planner;
    final String store;
    private final JdbcClient jdbc;

    OrderDesk(Api api, JdbcClient jdbc) {
        this.jdbc = jdbc;
        store = "DESK" + NUMBERS.incrementAndGet();
        jdbc.sql("insert into stores.store (code, name, pincode, time_zone) "
                        + "values (:code, :code, '110001', 'Asia/Kolkata')")
                .param("code", store)
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) "
                        + "values ('MILK', 'Milk 1L', 20, 30), ('EGGS', 'Eggs', 5, 8) on conflict do nothing")
                .update();
        planner = api.as("PLANNER");
    }

    void receive(String sku, String quantity) {
        move("{\"kind\":\"RECEIPT\",\"store\":\"%s\",\"sku\":\"%s\",\"quantity\":%s}".formatted(store, sku, quantity));
    }

    void receive(String sku, String quantity, String lot, String expiry) {
        move("{\"kind\":\"RECEIPT\",\"store\":\"%s\",\"sku\":\"%s\",\"quantity\":%s,\"lot\":\"%s\",\"expiry\":\"%s\"}"
                .formatted(store, sku, quantity, lot, expiry));
    }

    private void move(String body) {
        Api.Answer answer = planner.post("/api/v1/inventory/transactions", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** With more fields such as {@code "confirm":true,}. */
    Api.Answer ask(String more, String lines) {
        return planner.post(ORDERS, "{\"store\":\"%s\",%s\"lines\":%s}".formatted(store, more, lines));
    }

    String order(String more, String lines) {
        Api.Answer answer = ask(more, lines);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().at("/head/id").asString();
    }

    String confirmed(String lines) {
        return order("\"confirm\":true,", lines);
    }

    Api.Answer step(String id, String step, String body) {
        return planner.post(ORDERS + "/" + id + "/" + step, body);
    }

    JsonNode done(String id, String step, String body) {
        Api.Answer answer = step(id, step, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    String refusal(String id, String step, String body) {
        Api.Answer answer = step(id, step, body);
        assertThat(answer.status()).as(answer.body()).isIn(409, 422, 400);
        return answer.json().path("code").asString();
    }

    JsonNode get(String id) {
        return planner.get(ORDERS + "/" + id).json();
    }

    JsonNode level(String sku) {
        return planner.get("/api/v1/inventory/levels?store=%s&sku=%s".formatted(store, sku))
                .json()
                .at("/data/0");
    }

    void level(String sku, String onHand, String reserved, String available) {
        JsonNode level = level(sku);
        assertThat(level.path("on_hand").decimalValue()).as("on hand").isEqualByComparingTo(onHand);
        assertThat(level.path("reserved").decimalValue()).as("reserved").isEqualByComparingTo(reserved);
        assertThat(level.path("available").decimalValue()).as("available").isEqualByComparingTo(available);
        assertThat(level.path("position").decimalValue())
                .as("position")
                .isEqualByComparingTo(new BigDecimal(onHand).subtract(new BigDecimal(reserved)));
    }

    /** On hand by lot, "" for stock without one; empty ones left out. */
    Map<String, BigDecimal> lots(String sku) {
        Map<String, BigDecimal> stock = new TreeMap<>();
        jdbc.sql("""
                        select coalesce(l.lot, '') as lot, l.on_hand
                          from inventory.v_lot_level l
                          join stores.v_store s on s.id = l.store_id
                          join catalog.v_product p on p.id = l.product_id
                         where s.code = :store and p.sku = :sku and l.on_hand <> 0
                        """).param("store", store).param("sku", sku).query(row -> {
            stock.put(row.getString("lot"), row.getBigDecimal("on_hand").stripTrailingZeros());
        });
        return stock;
    }
}
