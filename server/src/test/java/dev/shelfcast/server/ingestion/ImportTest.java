package dev.shelfcast.server.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class ImportTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private UploadClient client;

    @BeforeEach
    void signIn() {
        client = UploadClient.admin(port);
    }

    @Test
    void aTillsFileBecomesSalesStockAndAReport() {
        JsonNode report = client.imported("""
                product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale
                Masala Tea,Drinks,10,2,25.50,2026-03-01,48
                masala  tea,Drinks,10,3,25.50,2026-03-02,45
                Masala Tea,Drinks,10,-1,25.50,2026-03-03,96
                """);
        assertThat(report.get("status").asString()).isEqualTo("DONE");
        assertThat(report.get("kind").asString()).isEqualTo("SALES");
        assertThat(report.get("rows_read").asLong()).isEqualTo(3);
        assertThat(report.get("rows_accepted").asLong()).isEqualTo(3);
        assertThat(report.get("rows_refused").asLong()).isZero();
        assertThat(report.get("bytes_read").asLong())
                .isEqualTo(report.get("bytes_total").asLong());
        assertThat(report.get("quality_score").asDouble()).isEqualTo(100);
        assertThat(report.get("columns").get(3).get("recognised_as").asString()).isEqualTo("quantity_sold");
        assertThat(report.get("columns").get(3).get("max").asString()).isEqualTo("3");
        assertThat(facts("Masala Tea"))
                .containsExactlyInAnyOrder(
                        "MAIN Masala Tea 2 25.5 2026-03-01T12:00",
                        "MAIN Masala Tea 3 25.5 2026-03-02T12:00",
                        "MAIN Masala Tea -1 25.5 2026-03-03T12:00");
        assertThat(onHand("MAIN", "Masala Tea")).isEqualByComparingTo("96");
        assertThat(movements("Masala Tea"))
                .containsExactly("OPENING_BALANCE 50", "SALE 2", "SALE 3", "RECEIPT 50", "CUSTOMER_RETURN 1");
    }

    @Test
    void theSameFileAgainAddsNothing() {
        List<Till.Row> rows = Till.rows(new Random(1), "again", 400);
        client.imported(Till.file(rows));
        BigDecimal stock = onHand("again-S1", "again product 3");
        JsonNode again = client.imported(Till.file(rows));
        assertThat(again.get("rows_accepted").asLong()).isZero();
        assertThat(again.get("rows_skipped").asLong()).isEqualTo(rows.size());
        JsonNode problem = again.get("problems").get(0);
        assertThat(problem.get("line").asLong()).isEqualTo(2);
        assertThat(problem.get("value").asString()).isEqualTo("lines 2 to " + (rows.size() + 1));
        assertThat(problem.get("severity").asString()).isEqualTo("SKIPPED");
        assertThat(facts("again")).isEqualTo(expected(rows));
        assertThat(onHand("again-S1", "again product 3")).isEqualByComparingTo(stock);
    }

    @Test
    void ofRowsThatAreAlikeOnlyThoseBeyondTheKnownOnesAreNew() {
        String row = "Egg tray,,,1,70,2026-03-05T10:00,\n";
        assertThat(client.imported(headings() + row + row).get("rows_accepted").asLong())
                .isEqualTo(2);
        JsonNode three = client.imported(headings() + row + row + row);
        assertThat(three.get("rows_accepted").asLong()).isEqualTo(1);
        assertThat(three.get("rows_skipped").asLong()).isEqualTo(2);
        assertThat(facts("Egg tray")).hasSize(3);
        assertThat(client.imported(headings() + row).get("rows_skipped").asLong())
                .isEqualTo(1);
    }

    @Test
    void anOverlappingFileAddsWhatIsNew() {
        List<Till.Row> rows = Till.rows(new Random(2), "overlap", 500);
        client.imported(Till.file(rows.subList(0, 300)));
        JsonNode second = client.imported(Till.file(rows.subList(200, rows.size())));
        assertThat(second.get("rows_skipped").asLong()).isEqualTo(100);
        assertThat(facts("overlap")).isEqualTo(expected(rows));
        assertThat(onHand("overlap-S0", "overlap product 1"))
                .isEqualByComparingTo(newestCount(rows, "overlap-S0", "overlap product 1"));
    }

    @Test
    void aFileCutInHalfIsCompletedByTheWholeOne() {
        List<Till.Row> rows = Till.rows(new Random(3), "half", 300);
        String whole = Till.file(rows);
        int cut = whole.indexOf(',', whole.length() / 2);
        JsonNode half = client.imported(whole.substring(0, cut));
        assertThat(half.get("status").asString()).isEqualTo("DONE");
        assertThat(half.get("rows_refused").asLong()).isEqualTo(1);
        JsonNode full = client.imported(whole);
        assertThat(full.get("rows_skipped").asLong())
                .isEqualTo(half.get("rows_accepted").asLong());
        assertThat(facts("half")).isEqualTo(expected(rows));
    }

    @Test
    void aWrongHeaderIsRefusedWithWhatIsMissing() {
        JsonNode report = client.imported("name,colour,size\nMilk,white,1\n");
        assertThat(report.get("status").asString()).isEqualTo("FAILED");
        assertThat(report.get("message").asString()).contains("missing [").contains("quantity_sold");
    }

    @Test
    void brokenRowsAreRefusedOneByOneAndTheRestIsIn() {
        List<Till.Row> rows = Till.rows(new Random(4), "broken", 1000);
        String[] faults = {
            "x,Dairy,1,many,5,2026-03-01,1,broken-S0\n", "x,Dairy,1,1,-5,2026-03-01,1,broken-S0\n",
            "x,Dairy,1,1,5,2026-02-30,1,broken-S0\n", "x,Dairy,1,1,5,2126-03-01,1,broken-S0\n",
            ",Dairy,1,1,5,2026-03-01,1,broken-S0\n", "\"x,Dairy,1,1,5,2026-03-01,1,broken-S0\n",
            "x,Dairy,1,1,5,2026-03-01,1,broken-S0,and,more\n", "x,Dairy,1,0,5,2026-03-01,1,broken-S0\n",
            "Total,,,999,,,,\n", "x,Dairy,1,1,,2026-03-01,1,broken-S0\n"
        };
        StringBuilder text = new StringBuilder(Till.HEADINGS);
        for (int i = 0; i < rows.size(); i++) {
            text.append(i % 100 == 99 ? faults[i / 100] : "").append(rows.get(i).line());
        }
        long id = client.send(text.toString().getBytes(StandardCharsets.UTF_8));
        JsonNode report = client.ended(id);
        assertThat(report.get("rows_refused").asLong()).isEqualTo(10);
        assertThat(facts("broken")).isEqualTo(expected(rows));
        JsonNode first = report.get("problems").get(0);
        assertThat(first.get("line").asLong()).isEqualTo(101);
        assertThat(first.get("column").asString()).isEqualTo("quantity_sold");
        assertThat(first.get("value").asString()).isEqualTo("many");
        assertThat(first.get("reason").asString()).isEqualTo("is not a number");
        String refused = client.api()
                .get("/api/v1/upload/" + id + "/refused.csv")
                .expect(200)
                .body();
        assertThat(refused.lines()).hasSize(11);
        assertThat(refused.lines().skip(1).findFirst())
                .contains("x,Dairy,1,many,5,2026-03-01,1,broken-S0,101,quantity_sold,is not a number");
        assertThat(refused).contains("is a totals line");
    }

    @Test
    void otherDelimitersMarksAndEncodingsMeanTheSame() {
        String german = "Artikel;Menge;Preis;Datum;Bestand\nKäse jung;1,5;12,90;05.03.2026 10:15;8,5\n"
                + "Käse alt;2;1.012,90;13.03.2026;3\n";
        for (Charset charset :
                List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"), StandardCharsets.UTF_16LE)) {
            byte[] bytes = german.getBytes(charset);
            JsonNode report = client.imported(bytes);
            assertThat(report.get("rows_refused").asLong()).as(charset.name()).isZero();
        }
        assertThat(facts("Käse"))
                .containsExactlyInAnyOrder(
                        "MAIN Käse jung 1.5 12.9 2026-03-05T10:15", "MAIN Käse alt 2 1012.9 2026-03-13T12:00");
    }

    @Test
    void datesThatReadBothWaysAreAskedFor() {
        String text = "product,quantity,price,date\nDated,1,5,03/04/2026\nDated,1,5,05/04/2026\n";
        JsonNode report = client.imported(text);
        assertThat(report.get("status").asString()).isEqualTo("FAILED");
        assertThat(report.get("message").asString()).contains("date_order=DAY_FIRST");
        assertThat(facts("Dated")).isEmpty();
        client.imported(text, "date_order", "DAY_FIRST");
        assertThat(facts("Dated"))
                .containsExactlyInAnyOrder("MAIN Dated 1 5 2026-04-03T12:00", "MAIN Dated 1 5 2026-04-05T12:00");
        assertThat(client.post(text.getBytes(StandardCharsets.UTF_8), "date_order", "SOMETIMES")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anEmptyFileAndGarbageAreRefusedAtOnce() {
        assertThat(client.post(new byte[0]).statusCode()).isEqualTo(400);
        assertThat(client.imported("\n\n  \n").get("message").asString()).contains("empty");
        assertThat(client.imported(headings()).get("rows_read").asLong()).isZero();
        byte[] garbage = new byte[40 << 20];
        new Random(5).nextBytes(garbage);
        assertThat(client.imported(garbage).get("message").asString()).contains("not text");
        Arrays.fill(garbage, (byte) 'x');
        assertThat(client.imported(garbage).get("status").asString()).isEqualTo("FAILED");
        byte[] headed = Arrays.copyOf(garbage, garbage.length);
        byte[] head = headings().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, headed, 0, head.length);
        for (int i = head.length + 70; i < headed.length; i += 70) {
            headed[i] = '\n';
        }
        JsonNode report = client.imported(headed);
        assertThat(report.get("status").asString()).isEqualTo("FAILED");
        assertThat(report.get("message").asString()).contains("None of the first");
        assertThat(jdbc.sql("select count(stored_as) from ingestion.upload where id = :id")
                        .param("id", report.get("id").asLong())
                        .query(Long.class)
                        .single())
                .as("raw files kept of garbage")
                .isZero();
    }

    @Test
    void aDryRunTellsAllAndStoresNothing() {
        List<Till.Row> rows = Till.rows(new Random(6), "dry", 100);
        JsonNode first = client.imported(Till.file(rows), "dry_run", "true");
        assertThat(first.get("rows_accepted").asLong()).isEqualTo(rows.size());
        assertThat(first.get("dry_run").asBoolean()).isTrue();
        assertThat(facts("dry")).isEmpty();
        assertThat(jdbc.sql("select count(*) from stores.store where code like 'dry-%'")
                        .query(Long.class)
                        .single())
                .isZero();
        client.imported(Till.file(rows.subList(0, 60)));
        JsonNode second = client.imported(Till.file(rows), "dry_run", "true");
        assertThat(second.get("rows_skipped").asLong()).isEqualTo(60);
        assertThat(facts("dry")).hasSize(60);
    }

    @Test
    void anOnlineShopsExportComesInByItsCodes() {
        String text = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "536365,85123A,WHITE HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom\n"
                + "536365,71053,WHITE HOLDER,6,12/1/2010 8:26,3.39,17850,United Kingdom\n"
                + "C536379,85123A,,-1,12/13/2010 9:41,2.55,14527,United Kingdom\n";
        JsonNode report = client.imported(text);
        assertThat(report.get("rows_accepted").asLong()).isEqualTo(3);
        assertThat(jdbc.sql("select name from catalog.product where sku = '71053'")
                        .query(String.class)
                        .single())
                .isEqualTo("WHITE HOLDER (71053)");
        assertThat(jdbc.sql("select count(*) from orders.sale where external_id like '536365#%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(facts("WHITE HOLDER")).hasSize(3);
        assertThat(onHand("MAIN", "WHITE HOLDER")).isEqualByComparingTo("0");
        assertThat(report.get("problems").toString()).contains("does not say how much stock was left");
        String more = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "536365,22752,NESTING BOXES,2,12/1/2010 8:26,7.65,17850,United Kingdom\n";
        assertThat(client.imported(more, "date_order", "MONTH_FIRST")
                        .get("rows_accepted")
                        .asLong())
                .isEqualTo(1);
        assertThat(facts("NESTING")).hasSize(1);
    }

    private static String headings() {
        return "product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale\n";
    }

    private static List<String> expected(List<Till.Row> rows) {
        return rows.stream().map(Till.Row::fact).sorted().toList();
    }

    private static BigDecimal newestCount(List<Till.Row> rows, String store, String product) {
        List<Till.Row> of = rows.stream()
                .filter(row -> row.store().equals(store) && row.product().equals(product))
                .toList();
        return BigDecimal.valueOf(of.get(of.size() - 1).stockAfter());
    }

    private BigDecimal onHand(String store, String product) {
        return jdbc.sql("""
                        select l.on_hand
                          from inventory.v_level l
                          join stores.v_store s on s.id = l.store_id
                          join catalog.v_product p on p.id = l.product_id
                         where s.code = :store and p.name = :product
                        """)
                .param("store", store)
                .param("product", product)
                .query(BigDecimal.class)
                .single();
    }

    private List<String> movements(String product) {
        return jdbc.sql("""
                        select kind || ' ' || trim_scale(quantity)
                          from inventory.v_movement m
                          join catalog.v_product p on p.id = m.product_id
                         where p.name = :product
                         order by occurred_at, kind
                        """).param("product", product).query(String.class).list();
    }

    private List<String> facts(String prefix) {
        return new ArrayList<>(Facts.of(jdbc, prefix));
    }
}
