package dev.shelfcast.server.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.Seeds;
import dev.shelfcast.server.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void filesSplitAndOverlappedInAnyOrderEndInTheSameSales() {
        UploadClient client = UploadClient.admin(port);
        Seeds.check(3, random -> {
            String prefix = "split" + RUNS.incrementAndGet();
            List<Till.Row> rows = Till.rows(random, prefix, 150);
            List<List<Till.Row>> parts = new ArrayList<>();
            // Cuts lie between days: rows that are alike are counted per file, so one kind must not be split.
            for (int from = 0; from < rows.size(); ) {
                int to = nextDay(rows, Math.min(rows.size(), from + 20 + random.nextInt(60)));
                parts.add(rows.subList(nextDay(rows, Math.max(0, from - random.nextInt(30))), to));
                parts.add(rows.subList(from, to));
                from = to;
            }
            Collections.shuffle(parts, random);
            for (List<Till.Row> part : parts) {
                client.imported(Till.file(part));
            }
            assertThat(Facts.of(jdbc, prefix))
                    .isEqualTo(rows.stream().map(Till.Row::fact).sorted().toList());
        });
    }

    private static int nextDay(List<Till.Row> rows, int from) {
        int at = from;
        while (at > 0
                && at < rows.size()
                && rows.get(at).at().toLocalDate().equals(rows.get(at - 1).at().toLocalDate())) {
            at++;
        }
        return at;
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
