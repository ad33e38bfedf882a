package dev.shelfcast.server.orders.purchases;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** A page of A4 that is written from the top, and the next one when it is full; lengths in points. */
final class PdfSheet implements Closeable {

    private static final float MARGIN = 45;
    private static final float GREY = 0.4f;
    private static final float THOUSAND = 1_000;
    /**
     * Liberation Sans, which comes with PDFBox, has Latin, Greek and Cyrillic; Noto Sans, which comes with the web app,
     * Devanagari and the sign of the rupee. Each is read when a letter first needs it.
     */
    private static final List<String> FONTS =
            List.of("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf", "/fonts/NotoSansDevanagari.ttf");

    private final PDDocument document;
    private final List<PDFont> fonts = new ArrayList<>();
    private PDPageContentStream content;
    private float y;
    private int pages;

    PdfSheet(PDDocument document) throws IOException {
        this.document = document;
        fonts.add(load(FONTS.get(0)));
        this.content = page();
        this.y = top();
    }

    private PDFont load(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(PdfSheet.class.getResourceAsStream(name), name)) {
            return PDType0Font.load(document, file);
        }
    }

    private static float top() {
        return PDRectangle.A4.getHeight() - MARGIN - 20;
    }

    private PDPageContentStream page() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages++;
        return new PDPageContentStream(document, page);
    }

    boolean isFull(float needed) {
        return y - needed < MARGIN;
    }

    /** Begins the next page, with what the document is about at its top. */
    void turn(String about) throws IOException {
        content.close();
        content = page();
        y = top();
        grey();
        text(0, 9, about + ", page " + pages);
        black();
        down(24);
    }

    void down(float points) {
        y -= points;
    }

    void grey() throws IOException {
        content.setNonStrokingColor(GREY, GREY, GREY);
    }

    void black() throws IOException {
        content.setNonStrokingColor(0f, 0f, 0f);
    }

    void rule() throws IOException {
        content.setLineWidth(0.5f);
        content.moveTo(MARGIN, y);
        content.lineTo(PDRectangle.A4.getWidth() - MARGIN, y);
        content.stroke();
    }

    void text(float x, float size, String text) throws IOException {
        content.beginText();
        content.newLineAtOffset(MARGIN + x, y);
        for (Run run : runs(text)) {
            content.setFont(run.font(), size);
            content.showText(run.text());
        }
        content.endText();
    }

    /** Text that ends at x. */
    void right(float x, float size, String text) throws IOException {
        text(x - width(text, size), size, text);
    }

    /** The text, cut with an ellipsis where it is wider than that. */
    String fitted(String text, float size, float widest) throws IOException {
        if (width(text, size) <= widest) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end) + "…", size) > widest) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }

    /** Broken between words. */
    List<String> wrapped(String text, float size, float widest) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, size) > widest) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    private float width(String text, float size) throws IOException {
        float width = 0;
        for (Run run : runs(text)) {
            width += run.font().getStringWidth(run.text());
        }
        return width / THOUSAND * size;
    }

    /** A stretch of text in one font. */
    private record Run(PDFont font, String text) {}

    /**
     * The text in as few fonts as it takes: letters of one word belong together, or their ligatures are lost. A letter
     * that no font has is written as a question mark rather than refused.
     */
    private List<Run> runs(String text) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder letters = new StringBuilder();
        PDFont font = fonts.get(0);
        for (int letter : text.codePoints().toArray()) {
            String one = Character.toString(Character.isWhitespace(letter) ? ' ' : letter);
            PDFont knowing = knowing(one, font);
            if (knowing != null && knowing != font) {
                add(runs, font, letters);
                font = knowing;
            }
            letters.append(knowing == null ? "?" : one);
        }
        add(runs, font, letters);
        return runs;
    }

    private static void add(List<Run> runs, PDFont font, StringBuilder letters) {
        if (!letters.isEmpty()) {
            runs.add(new Run(font, letters.toString()));
            letters.setLength(0);
        }
    }

    private @Nullable PDFont knowing(String letter, PDFont preferred) throws IOException {
        if (isKnown(preferred, letter)) {
            return preferred;
        }
        for (int i = 0; i < FONTS.size(); i++) {
            if (i == fonts.size()) {
                fonts.add(load(FONTS.get(i)));
            }
            if (isKnown(fonts.get(i), letter)) {
                return fonts.get(i);
            }
        }
        return null;
    }

    private static boolean isKnown(PDFont font, String letter) {
        try {
            font.encode(letter);
            return true;
        } catch (IllegalArgumentException | IOException noGlyph) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
