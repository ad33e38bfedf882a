package dev.shelfcast.server.orders.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

class PdfSheetTest {

    @Test
    void writesTheRupeeAndDevanagariInAFontThatHasThem() throws IOException {
        byte[] pdf = written("Basmati \u20b9 120", "\u0918\u0930 1 L", "Caf\u00e9 \u03a9");

        Map<String, String> letters = lettersByFont(pdf);
        assertThat(letters.get("LiberationSans")).isEqualTo("Basmati Caf\u00e9 \u03a9");
        assertThat(letters.get("NotoSansDevanagari-Regular")).isEqualTo("\u20b9 120\u0918\u0930 1 L");
        assertThat(String.join("", letters.values())).doesNotContain("?");
    }

    @Test
    void aScriptWithoutAFontIsWrittenAsQuestionMarks() throws IOException {
        assertThat(lettersByFont(written("\u5143 1"))).isEqualTo(Map.of("LiberationSans", "? 1"));
    }

    @Test
    void aDocumentInLatinCarriesOneFont() throws IOException {
        try (PDDocument document = Loader.loadPDF(written("Milk"))) {
            assertThat(document.getPage(0).getResources().getFontNames())
                    .extracting(COSName::getName)
                    .hasSize(1);
        }
    }

    private static byte[] written(String... lines) throws IOException {
        try (PDDocument document = new PDDocument()) {
            try (PdfSheet sheet = new PdfSheet(document)) {
                for (String line : lines) {
                    sheet.text(0, 10, line);
                    sheet.down(20);
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static Map<String, String> lettersByFont(byte[] pdf) throws IOException {
        Map<String, String> letters = new TreeMap<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> positions) {
                for (TextPosition position : positions) {
                    // The name of an embedded part of a font begins with six letters of its own: ABCDEF+Name.
                    String font = position.getFont().getName().replaceFirst("^[A-Z]{6}\\+", "");
                    letters.merge(font, position.getUnicode(), String::concat);
                }
            }
        };
        try (PDDocument document = Loader.loadPDF(pdf)) {
            stripper.getText(document);
        }
        return letters;
    }
}
