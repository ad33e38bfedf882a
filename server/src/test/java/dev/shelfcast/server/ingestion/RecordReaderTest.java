package dev.shelfcast.server.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.testing.Seeds;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    @Test
    void cutsPlainAndQuotedFields() throws IOException {
        assertThat(read("a,b,c\n\"1,5\",\"say \"\"hi\"\"\",\n\n  ,\nx\r\ny,\"two\nlines\"\rz"))
                .containsExactly("1:a|b|c", "2:1,5|say \"hi\"|", "5:x", "6:y|two\nlines", "8:z");
    }

    @Test
    void aQuoteInsideANameIsPartOfIt() throws IOException {
        assertThat(read("TV 32\" wall,1\n\"Best\" milk,2")).containsExactly("1:TV 32\" wall|1", "2:\"Best\" milk|2");
    }

    @Test
    void aQuoteThatIsNotClosedCostsItsOwnLineOnly() throws IOException {
        assertThat(read("a,1\n\"b,2\nc,3\nd,4"))
                .containsExactly("1:a|1", "2:! The line has a quote that is not closed", "3:c|3", "4:d|4");
    }

    @Test
    void anOverlongLineIsPassedOver() throws IOException {
        String text = "a,1\n" + "x".repeat(3_000_000) + "\nb,2";
        assertThat(read(text)).containsExactly("1:a|1", "2:! The line is longer than 65536 characters", "3:b|2");
    }

    @Test
    void aFileOfOneEndlessLineIsGivenUp() {
        assertThatThrownBy(() -> read("x".repeat(20_000_000)))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("This is not a table");
    }

    @Test
    void readsBackWhatWasWrittenWhateverTheReaderHandsOver() {
        Seeds.check(60, random -> {
            List<String> expected = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            long line = 1;
            for (int row = 0; row < 3000; row++) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < 1 + random.nextInt(6); i++) {
                    fields.add(field(random));
                }
                fields.set(0, "k" + fields.get(0));
                expected.add(line + ":" + String.join("|", fields));
                for (int i = 0; i < fields.size(); i++) {
                    text.append(i == 0 ? "" : ",")
                            .append('"')
                            .append(fields.get(i).replace("\"", "\"\""))
                            .append('"');
                    line += fields.get(i).chars().filter(c -> c == '\n').count();
                }
                text.append(random.nextBoolean() ? "\n" : "\r\n");
                line++;
            }
            assertThat(read(text.toString(), random)).isEqualTo(expected);
        });
    }

    private static String field(Random random) {
        StringBuilder field = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            field.append("ab ,\"\néx".charAt(random.nextInt(8)));
        }
        return field.append('.').toString();
    }

    private static List<String> read(String text) throws IOException {
        return read(text, new Random(1));
    }

    private static List<String> read(String text, Random pieces) throws IOException {
        Reader whole = new StringReader(text);
        Reader piecewise = new Reader() {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                return whole.read(target, offset, Math.min(length, 1 + pieces.nextInt(50_000)));
            }

            @Override
            public void close() {}
        };
        RecordReader records = new RecordReader(piecewise, ',');
        List<String> found = new ArrayList<>();
        while (records.next()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < records.count(); i++) {
                fields.add(new String(records.buffer(), records.start(i), records.end(i) - records.start(i)));
            }
            found.add(records.line() + ":"
                    + (records.fault() == null ? String.join("|", fields) : "! " + records.fault()));
        }
        return found;
    }
}
