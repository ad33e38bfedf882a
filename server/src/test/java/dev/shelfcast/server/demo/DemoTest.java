package dev.shelfcast.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@Import(Api.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Test
    @Order(1)
    void onlyAnAdministratorLoadsIt() {
        assertThat(api.as("PLANNER").post("/api/v1/demo", "").status()).isEqualTo(403);
        Api.Answer before = api.as("ANALYST").get("/api/v1/demo");
        assertThat(before.json().path("loaded").asBoolean()).isFalse();
        assertThat(before.json().path("available").asBoolean()).isTrue();
    }

    @Test
    @Order(2)
    void theChainIsThereWithinAMinute() throws InterruptedException {
        Api.User admin = api.as("ADMIN");
        Instant start = Instant.now();
        Api.Answer requested = admin.post("/api/v1/demo", "");
        assertThat(requested.status()).as(requested.body()).isEqualTo(202);
        String run = "/api/v1/jobs/" + requested.json().path("run").asLong();
        String status = "QUEUED";
        while (List.of("QUEUED", "RUNNING").contains(status)) {
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(4));
            Thread.sleep(250);
            status = admin.get(run).json().path("status").asString();
        }
        assertThat(status).as(admin.get(run).body()).isEqualTo("DONE");
        System.getLogger("demo").log(System.Logger.Level.INFO, "loaded in {0}", Duration.between(start, Instant.now()));
        Api.Answer state = admin.get("/api/v1/demo");
        assertThat(state.json().path("loaded").asBoolean()).isTrue();
        assertThat(state.json().path("load").path("sale_lines").asLong()).isBetween(500_000L, 900_000L);
    }

    @Test
    @Order(3)
    void whatIsInTheLedgerIsWhatHappened() {
        assertThat(one("select count(*) from orders.sale_line"))
                .isEqualTo(one("select sale_lines from demo.load"))
                .isEqualTo(one("select count(*) from inventory.movement where kind = 'SALE'"));
        assertThat(one("select count(*) from orders.sale")).isEqualTo(one("select sales from demo.load"));
        assertThat(one("select count(*) from inventory.balance where on_hand < 0"))
                .isZero();
        assertThat(one("select count(*) from demo.staged_sale") + one("select count(*) from demo.staged_movement"))
                .isZero();
        assertThat(one("""
                        select sum(on_hand)::bigint
                          from inventory.v_lot_level l join stores.store s on s.id = l.store_id
                          join catalog.product p on p.id = l.product_id
                         where s.code = 'BOM092' and p.sku = 'MILK-1L'
                        """)).isEqualTo(7);
        assertThat(one("select count(*) from inventory.v_lot_level where on_hand > 0 and expiry < current_date + 3"))
                .isGreaterThan(100);
        assertThat(one("select count(*) from orders.purchase_order where status = 'APPROVED'"))
                .isPositive();
        assertThat(one("select count(*) from orders.purchase_order where status like '%RECEIVED'"))
                .isPositive();
    }

    @Test
    @Order(4)
    void aSecondLoadDoesNothing() {
        Api.Answer again = api.as("ADMIN").post("/api/v1/demo", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("loaded").asBoolean()).isTrue();
        assertThat(one("select count(*) from jobs.run where name = 'demo'")).isEqualTo(1);
    }

    @Test
    @Order(5)
    void itRefusesToMixWithOwnSales() {
        jdbc.sql("delete from demo.load").update();
        jdbc.sql("update orders.sale set source = 'API' where id = (select min(id) from orders.sale)")
                .update();
        Api.Answer refused = api.as("ADMIN").post("/api/v1/demo", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("INSTALLATION_IN_USE");
        assertThat(refused.json().path("detail").asString()).contains("SHELFCAST_HOME");
    }

    @Test
    void theSampleFileIsAValidSalesFile() {
        Api.Answer sample = api.as("ANALYST").get("/api/v1/demo/sample-sales.csv");
        assertThat(sample.status()).isEqualTo(200);
        List<String> lines = sample.body().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale");
        assertThat(lines).hasSizeBetween(300, 600).allMatch(line -> line.split(",", -1).length == 7);
        assertThat(SampleSales.until(LocalDate.of(2026, 11, 19)))
                .isEqualTo(SampleSales.until(LocalDate.of(2026, 11, 19)))
                .contains("Milk 1L,Dairy,58.00,");
    }

    private long one(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
