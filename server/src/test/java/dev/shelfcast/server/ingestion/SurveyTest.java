package dev.shelfcast.server.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {

    private static final String UNIFIED =
            "product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale\n";

    @TempDir
    Path folder;

    @Test
    void recognisesTheUnifiedFile() throws IOException {
        Layout layout = look(UNIFIED + "Milk,Dairy,40,2,52.50,2026-11-19,38\n");
        assertThat(layout.kind()).isEqualTo(Kind.SALES);
        assertThat(layout.delimiter()).isEqualTo(',');
        assertThat(layout.decimalMark()).isEqualTo('.');
        assertThat(layout.header().fields())
                .containsExactlyInAnyOrder(
                        Field.PRODUCT,
                        Field.CATEGORY,
                        Field.UNIT_COST,
                        Field.QUANTITY,
                        Field.PRICE,
                        Field.DATE,
                        Field.STOCK);
    }

    @Test
    void recognisesOtherDelimitersHeadingsAndMarks() throws IOException {
        Layout layout = look("Report of the day;;;\n\nArtikel;Menge;Preis;Datum\nMilch;2;1,59;19.11.2026\n");
        assertThat(layout.delimiter()).isEqualTo(';');
        assertThat(layout.decimalMark()).isEqualTo(',');
        assertThat(layout.headerLine()).isEqualTo(3);
        assertThat(look("Item\tQty\tUnit Price (£)\tDate\nTea\t1\t2.50\t2026-01-01\n")
                        .delimiter())
                .isEqualTo('\t');
    }

    @Test
    void recognisesTheOtherKinds() throws IOException {
        assertThat(look("name,category,unit_cost,current_stock\nMilk,Dairy,40,12\n")
                        .kind())
                .isEqualTo(Kind.PRODUCTS);
        assertThat(look("product_id,quantity,price,sale_date\nMILK,2,52,2026-11-19\n")
                        .kind())
                .isEqualTo(Kind.SALES);
        assertThat(look("product_id,quantity,operation,date\nMILK,2,add,2026-11-19\n")
                        .kind())
                .isEqualTo(Kind.INVENTORY);
        Layout online = look("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "536365,85123A,HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom\n"
                + "536366,85123A,HOLDER,6,12/13/2010 8:26,2.55,17850,United Kingdom\n");
        assertThat(online.kind()).isEqualTo(Kind.SALES);
        assertThat(online.header().nameOf(Field.SKU)).isEqualTo("StockCode");
        assertThat(online.header().nameOf(Field.EXTERNAL_ID)).isEqualTo("InvoiceNo");
        assertThat(online.dayOrder()).isEqualTo(DayOrder.MONTH_FIRST);
    }

    @Test
    void decidesTheDateOrderFromTheWholeFile() throws IOException {
        StringBuilder text = new StringBuilder("product,quantity,price,date\n");
        text.append("Milk,1,52,03/04/2026\n".repeat(40_000));
        assertThatThrownBy(() -> look(text.toString()))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("date_order=DAY_FIRST");
        assertThat(look(text + "Milk,1,52,04/13/2026\n").dayOrder()).isEqualTo(DayOrder.MONTH_FIRST);
        assertThat(look(text + "Milk,1,52,13/04/2026\n").dayOrder()).isEqualTo(DayOrder.DAY_FIRST);
        assertThat(look(text.toString(), new ImportOptions(null, null, DayOrder.MONTH_FIRST, null))
                        .dayOrder())
                .isEqualTo(DayOrder.MONTH_FIRST);
        assertThatThrownBy(() -> look(text + "M,1,5,04/13/2026\nM,1,5,13/04/2026\n"))
                .hasMessageContaining("contradict");
    }

    @Test
    void asksWhatTheCommaMeansWhereItCannotTell() throws IOException {
        String text = "product;quantity;price;date\nMilk;1,250;52;2026-01-01\n";
        assertThatThrownBy(() -> look(text)).hasMessageContaining("decimal=,");
        assertThat(look(text + "Tea;1,25;52;2026-01-01\n").decimalMark()).isEqualTo(',');
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> look(
                        "product_name,category,unit_cost,qty_typo,sale_price,sale_date\nMilk,,,1,2,2026-01-01\n",
                        new ImportOptions(Kind.SALES, null, null, null)))
                .hasMessageContaining("missing [quantity_sold]");
        assertThatThrownBy(() -> look("a,b\n1,2\n")).hasMessageContaining("No line of headings");
        assertThatThrownBy(() -> look("\n \n")).hasMessageContaining("empty");
    }

    @Test
    void readsEveryEncoding() throws IOException {
        String text = "product,quantity,price,date\nCrème brûlée,1,2.50,2026-01-01\n";
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_8,
            Charset.forName("windows-1252"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE
        }) {
            for (String mark : new String[] {"", "\uFEFF"}) {
                if (!mark.isEmpty() && !charset.canEncode()
                        || mark.length() == 1 && charset.name().startsWith("w")) {
                    continue;
                }
                assertThat(secondRow((mark + text).getBytes(charset)))
                        .as(charset + mark)
                        .startsWith("Crème brûlée");
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(secondRow(packed.toByteArray())).startsWith("Crème brûlée");
    }

    @Test
    void refusesWhatIsNotText() throws IOException {
        byte[] garbage = new byte[1 << 20];
        new Random(3).nextBytes(garbage);
        assertThatThrownBy(() -> secondRow(garbage)).hasMessageContaining("not text");
        assertThatThrownBy(() -> secondRow("PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("Excel");
    }

    @Test
    void aPackedFileMayNotUnpackWithoutEnd() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] block = "Milk,1,2,2026-01-01\n".repeat(5000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                gzip.write(block);
            }
        }
        Path file = Files.write(folder.resolve("bomb"), packed.toByteArray());
        assertThatThrownBy(() -> {
                    try (RawText text = new RawText(file, 1 << 20, false)) {
                        RecordReader records = new RecordReader(text.reader(), ',');
                        while (records.next()) {
                            assertThat(records.count()).isEqualTo(4);
                        }
                    }
                })
                .hasMessageContaining("unpacks to more than 1 MB");
    }

    private String secondRow(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        try (RawText text = new RawText(file, 1 << 30, false)) {
            RecordReader records = new RecordReader(text.reader(), ',');
            records.next();
            records.next();
            return records.text(0);
        }
    }

    private Layout look(String text) throws IOException {
        return look(text, new ImportOptions(null, null, null, null));
    }

    private Layout look(String text, @Nullable ImportOptions options) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), text);
        return new Survey(options).look(() -> new RawText(file, 1L << 30, false));
    }
}
