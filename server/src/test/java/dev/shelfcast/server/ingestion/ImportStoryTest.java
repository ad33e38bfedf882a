package dev.shelfcast.server.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.demand.StockOuts;
import dev.shelfcast.server.inventory.LedgerCheck;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.Seeds;
import dev.shelfcast.server.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class ImportStoryTest {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    @Autowired
    LedgerCheck ledgerCheck;

    @Autowired
    StockOuts stockOuts;

    /**
     * Cuts fall anywhere, also between rows that are alike. Those are counted per file, so of each kind as many are in
     * as the file with most of them has.
     */
    @Test
    void filesSplitAndOverlappedInAnyOrderEndInTheSameSales() {
        UploadClient client = UploadClient.admin(port);
        Seeds.check(3, random -> {
            String prefix = "split" + RUNS.incrementAndGet();
            List<Till.Row> rows = Till.rows(random, prefix, 150);
            List<List<Till.Row>> parts = new ArrayList<>();
            for (int from = 0; from < rows.size(); ) {
                int to = Math.min(rows.size(), from + 20 + random.nextInt(60));
                parts.add(rows.subList(Math.max(0, from - random.nextInt(30)), to));
                parts.add(rows.subList(from, to));
                from = to;
            }
            Collections.shuffle(parts, random);
            Map<String, Long> most = new HashMap<>();
            for (List<Till.Row> part : parts) {
                client.imported(Till.file(part));
                part.stream()
                        .collect(Collectors.groupingBy(Till.Row::line, Collectors.counting()))
                        .forEach((kind, count) -> most.merge(kind, count, Math::max));
            }
            List<String> expected = rows.stream()
                    .distinct()
                    .flatMap(row -> Collections.nCopies(most.get(row.line()).intValue(), row.fact()).stream())
                    .sorted()
                    .toList();
            assertThat(Facts.of(jdbc, prefix)).isEqualTo(expected);
            assertThat(ledgerCheck.differences()).isEmpty();
        });
    }

    @Test
    void anImportCutShortIsBegunAgainAndSaysSo() {
        UploadClient client = UploadClient.admin(port);
        String text = "product,quantity,price,date\nResumed,1,5,2026-04-03\n";
        long id = client.send(text.getBytes(StandardCharsets.UTF_8), "dry_run", "true");
        client.ended(id);
        // As a kill -9 between staging and commit leaves it: the status is set, nothing of the load is in.
        jdbc.sql("update ingestion.upload set status = 'LOADING', dry_run = false where id = :id")
                .param("id", id)
                .update();
        jobs.request("import", Map.of("key", "import"));
        JsonNode report = client.ended(id);
        assertThat(report.get("status").asString()).isEqualTo("DONE");
        assertThat(report.get("message").asString()).startsWith("Begun again after a stop of the server.");
        assertThat(Facts.of(jdbc, "Resumed")).hasSize(1);
    }

    @Test
    void anImportIsCancelledWhileItRunsByItsSenderOrThroughItsJob() throws Exception {
        UploadClient client = UploadClient.admin(port);
        String row = "Called off,1,5,2026-04-03 10:00:%02d\n";
        StringBuilder text = new StringBuilder("product,quantity,price,date\n");
        for (int i = 0; i < 1_000_000; i++) {
            text.append(row.formatted(i % 60));
        }
        byte[] large = text.toString().getBytes(StandardCharsets.UTF_8);
        long bySender = client.send(large);
        awaitBegun(client, bySender);
        client.api().post("/api/v1/upload/" + bySender + "/cancel", Map.of()).expect(200);
        assertThat(client.ended(bySender).get("status").asString()).isEqualTo("CANCELLED");

        long byJob = client.send(large);
        awaitBegun(client, byJob);
        long behind =
                client.send("product,quantity,price,date\nBehind,1,5,2026-04-03\n".getBytes(StandardCharsets.UTF_8));
        long run = jdbc.sql("select id from jobs.run where name = 'import' and status = 'RUNNING'")
                .query(Long.class)
                .single();
        client.api().post("/api/v1/jobs/" + run + "/cancel", Map.of()).expect(200);
        assertThat(client.ended(byJob).get("status").asString()).isEqualTo("CANCELLED");
        assertThat(client.ended(behind).get("status").asString()).isEqualTo("DONE");
        assertThat(Facts.of(jdbc, "Called off")).isEmpty();
        assertThat(Facts.of(jdbc, "Behind")).hasSize(1);
    }

    private static void awaitBegun(UploadClient client, long upload) throws InterruptedException {
        while (client.api()
                        .get("/api/v1/upload/" + upload + "/status")
                        .expect(200)
                        .json()
                        .get("rows_read")
                        .asLong()
                == 0) {
            Thread.sleep(20);
        }
    }

    @Test
    void anImportIsTakenBackAndCanBeSentAgain() {
        UploadClient client = UploadClient.admin(port);
        String text = "product,quantity,price,date,stock\nUndone,1,5,2026-04-03,9\nUndone,2,5,2026-04-04,7\n";
        long id = client.imported(text).get("id").asLong();
        client.api().post("/api/v1/upload/" + id + "/undo", Map.of()).expect(200);
        assertThat(jdbc.sql("""
                        select l.on_hand
                          from inventory.v_level l
                          join catalog.v_product p on p.id = l.product_id
                         where p.name = 'Undone'
                        """).query(Integer.class).single()).isZero();
        client.api().post("/api/v1/upload/" + id + "/undo", Map.of()).expect(409);
        assertThat(client.imported(text).get("rows_accepted").asLong()).isEqualTo(2);
    }

    /** Else every hour between two sales would pass for an empty shelf, and the forecast would make up for it. */
    @Test
    void aFileThatDoesNotTellTheStockTellsNoStockOutsEither() {
        UploadClient client = UploadClient.admin(port);
        StringBuilder text = new StringBuilder("product,quantity,price,date\n");
        for (int day = 1; day <= 28; day += 3) {
            text.append(
                    "Untold stock,4,5,2026-02-%02d 10:30\nUntold stock,3,5,2026-02-%02d 18:00\n".formatted(day, day));
        }
        long id = client.imported(text.toString()).get("id").asLong();
        stockOuts.refresh();
        assertThat(stockOutDays("Untold stock")).isZero();

        client.api().post("/api/v1/upload/" + id + "/undo", Map.of()).expect(200);
        stockOuts.refresh();
        assertThat(stockOutDays("Untold stock")).isZero();
        assertThat(ledgerCheck.differences()).isEmpty();
    }

    @Test
    void aShelfThatAFileShowsEmptyIsAStockOutUntilTheNextDelivery() {
        UploadClient client = UploadClient.admin(port);
        client.imported("""
                product,quantity,price,date,stock_after_sale
                Told stock,4,5,2026-02-01 10:30,0
                Told stock,3,5,2026-02-05 10:30,9
                """);
        stockOuts.refresh();
        assertThat(stockOutDays("Told stock")).as("1 to 5 February").isEqualTo(5);
    }

    private long stockOutDays(String product) {
        return jdbc.sql("""
                        select count(*)
                          from demand.v_stock_out o
                          join catalog.v_product p on p.id = o.product_id
                         where p.name = :product
                        """).param("product", product).query(Long.class).single();
    }

    @Test
    void demandForgetsSalesAndReturnsThatAreTakenBack() {
        UploadClient client = UploadClient.admin(port);
        StringBuilder text = new StringBuilder("product,quantity,price,date,pincode\n");
        for (int day = 1; day <= 28; day++) {
            text.append("Given back,7,5,2026-02-%02d 10:30,400050\nGiven back,-2,5,2026-02-%02d 17:30,\n"
                    .formatted(day, day));
        }
        long id = client.imported(text.toString()).get("id").asLong();
        awaitDemand("Given back", "196 56 56.000");
        client.api().post("/api/v1/upload/" + id + "/undo", Map.of()).expect(200);
        awaitDemand("Given back", "0 0 0.000");
    }

    /** Units sold and brought back by store, and brought back over all stores. */
    private void awaitDemand(String product, String expected) {
        String found = "";
        for (int tries = 0; tries < 200 && !found.equals(expected); tries++) {
            found = jdbc.sql("""
                            select coalesce(trim_scale(sum(d.units)) || ' ' || trim_scale(sum(d.returned_units)) || ' '
                                   || (select sum(p.returned_units)
                                         from demand.v_product_day p
                                        where p.product_id = min(d.product_id)), '')
                              from demand.v_daily d
                              join catalog.v_product p on p.id = d.product_id
                             where p.name = :product
                            """).param("product", product).query(String.class).single();
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aManagersFileMayOnlyNameTheirStores() {
        UploadClient.admin(port).imported("product,quantity,price,date,store\nScoped,1,5,2026-04-03,MINE\n");
        ApiClient.admin(port)
                .post(
                        "/api/v1/users",
                        Map.of(
                                "username", "manager-1",
                                "display_name", "M",
                                "role", "STORE_MANAGER",
                                "stores", List.of("MINE"),
                                "password", "a long enough password"))
                .expect(201);
        UploadClient manager = UploadClient.signedIn(port, "manager-1", "a long enough password");
        JsonNode report = manager.imported(
                "product,quantity,price,date,store\nScoped,1,5,2026-04-04,MINE\nScoped,1,5,2026-04-04,THEIRS\n");
        assertThat(report.get("rows_accepted").asLong()).isEqualTo(1);
        assertThat(report.get("problems").toString()).contains("is not one of your stores");
        assertThat(manager.post("x".getBytes(StandardCharsets.UTF_8), "store", "THEIRS")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void listsOfProductsAndStockMovesComeInToo() {
        UploadClient client = UploadClient.admin(port);
        JsonNode products = client.imported("name,category,unit_cost,current_stock\nListed,Dairy,4,12\n");
        assertThat(products.get("kind").asString()).isEqualTo("PRODUCTS");
        JsonNode moves = client.imported(
                "product_id,quantity,operation,date\nListed,5,add,2026-04-01\nLISTED,2,remove,2026-04-02\n"
                        + "none,1,add,2026-04-02\n");
        assertThat(moves.get("kind").asString()).isEqualTo("INVENTORY");
        assertThat(moves.get("rows_refused").asLong()).isEqualTo(1);
    }
}
