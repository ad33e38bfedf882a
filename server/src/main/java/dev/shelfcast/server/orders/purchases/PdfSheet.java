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

/** A page of A4 that is written from the top, and the next one when it is full; lengths in points. */
final class PdfSheet implements Closeable {

    private static final float MARGIN = 45;
    private static final float GREY = 0.4f;
    private static final float THOUSAND = 1_000;
    /** Liberation Sans, which comes with PDFBox: Latin, Greek and Cyrillic, and the signs of most currencies. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDDocument document;
    private final PDFont font;
    private PDPageContentStream content;
    private float y;
    private int pages;

    PdfSheet(PDDocument document) throws IOException {
        this.document = document;
        try (InputStream file = Objects.requireNonNull(PDFont.class.getResourceAsStream(FONT))) {
            this.font = PDType0Font.load(document, file);
        }
        this.content = page();
        this.y = top();
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
        content.setFont(font, size);
        content.newLineAtOffset(MARGIN + x, y);
        content.showText(writable(text));
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
        return font.getStringWidth(writable(text)) / THOUSAND * size;
    }

    /** A letter that the font has not is written as a question mark rather than refused. */
    private String writable(String text) {
        StringBuilder writable = new StringBuilder();
        text.codePoints().forEach(letter -> {
            String one = Character.toString(Character.isWhitespace(letter) ? ' ' : letter);
            writable.append(isKnown(one) ? one : "?");
        });
        return writable.toString();
    }

    private boolean isKnown(String letter) {
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
