package dev.shelfcast.server.ingestion;

import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks a file over before its rows are read: delimiter, headings, kind, and, from the whole file where the first part
 * leaves it open, whether days or months come first and which mark parts the decimals.
 */
final class Survey {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int SAMPLE = 1 << 18;
    /** Exports carry titles and blank lines before the headings; more than this is no header. */
    private static final int HEADER_WITHIN = 20;

    private final ImportOptions options;

    Survey(ImportOptions options) {
        this.options = options;
    }

    /** Opens the file's text from its start; called once, and once more where the whole file has to be looked at. */
    interface Source {
        RawText open() throws IOException;
    }

    Layout look(Source source) throws IOException {
        char[] sample = sample(source);
        Found found = header(sample);
        Evidence evidence = new Evidence(found.header());
        evidence.read(new RecordReader(new CharArrayReader(sample), found.delimiter()), found.line());
        boolean whole = sample.length < SAMPLE;
        if (!whole && (evidence.datesOpen(options.dayOrder()) || evidence.decimalsOpen(options.decimalMark()))) {
            try (RawText text = source.open()) {
                evidence.read(new RecordReader(text.reader(), found.delimiter()), found.line());
            }
        }
        char mark = evidence.decimalMark(options.decimalMark(), found.delimiter());
        DayOrder order = evidence.dayOrder(options.dayOrder());
        return new Layout(
                found.kind(), found.delimiter(), found.header(), found.line(), mark, order, evidence.remark());
    }

    private static char[] sample(Source source) throws IOException {
        try (RawText text = source.open()) {
            char[] chars = new char[SAMPLE];
            int length = 0;
            Reader reader = text.reader();
            while (length < SAMPLE) {
                int read = reader.read(chars, length, SAMPLE - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
            int first = length > 0 && chars[0] == '\uFEFF' ? 1 : 0;
            if (new String(chars, first, length - first).isBlank()) {
                throw new UnreadableFile("The file is empty: it has no line of headings and no rows.");
            }
            return java.util.Arrays.copyOf(chars, length);
        }
    }

    private record Found(Kind kind, char delimiter, Header header, long line) {}

    private Found header(char[] sample) throws IOException {
        Found best = null;
        Header nearest = null;
        for (char delimiter : DELIMITERS) {
            RecordReader records = new RecordReader(new CharArrayReader(sample), delimiter);
            for (int i = 0; i < HEADER_WITHIN && records.next(); i++) {
                Header header = new Header(names(records));
                Kind kind = kindOf(header);
                if (kind != null && (best == null || better(header, best.header()))) {
                    best = new Found(kind, delimiter, header, records.line());
                }
                if (kind == null && (nearest == null || better(header, nearest))) {
                    nearest = header;
                }
            }
        }
        if (best == null) {
            throw new UnreadableFile(missing(nearest));
        }
        return best;
    }

    private static boolean better(Header header, Header other) {
        return header.fields().size() > other.fields().size();
    }

    private @Nullable Kind kindOf(Header header) {
        Kind wanted = options.kind();
        if (wanted == null) {
            return header.kind();
        }
        return wanted.fits(header.fields()) ? wanted : null;
    }

    static List<String> names(RecordReader records) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < records.count(); i++) {
            String name = records.text(i);
            names.add(
                    !name.isEmpty() && name.charAt(0) == '\uFEFF'
                            ? name.substring(1).strip()
                            : name);
        }
        return names;
    }

    private String missing(@Nullable Header nearest) {
        Kind kind = options.kind() == null ? Kind.SALES : options.kind();
        String expected = "product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale";
        if (nearest == null || nearest.fields().isEmpty()) {
            return "No line of headings was found in the first %d lines. A sales file starts with %s."
                    .formatted(HEADER_WITHIN, expected);
        }
        Set<Field> needed = EnumSet.noneOf(Field.class);
        needed.addAll(kind.needed());
        if (kind == Kind.PRODUCTS || !nearest.fields().contains(Field.SKU)) {
            needed.add(Field.PRODUCT);
        }
        needed.removeAll(nearest.fields());
        List<String> recognised = nearest.fields().stream().map(nearest::nameOf).toList();
        List<String> missing = needed.stream().map(Field::label).toList();
        return "The headings don't make a %s file: missing %s; recognised %s. Maybe rename the columns, as in %s."
                .formatted(kind.word(), missing, shortened(recognised), expected);
    }

    private static List<String> shortened(List<String> names) {
        return names.stream()
                .map(name -> name.length() > 40 ? name.substring(0, 40) + "…" : name)
                .toList();
    }
}
