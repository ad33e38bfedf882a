package dev.shelfcast.server.ingestion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts how far the columns are filled, and keeps samples of their first rows. */
final class ColumnWatch {

    private static final int SAMPLED_ROWS = 1000;
    private static final int SAMPLES = 3;
    private static final int LONGEST = 60;

    private final Header header;
    private final char decimalMark;
    private final long[] filled;
    private final List<Set<String>> values = new ArrayList<>();
    private long rows;

    ColumnWatch(Header header, char decimalMark) {
        this.header = header;
        this.decimalMark = decimalMark;
        this.filled = new long[header.names().size()];
        for (int i = 0; i < filled.length; i++) {
            values.add(new java.util.LinkedHashSet<>());
        }
    }

    void look(RecordReader row) {
        rows++;
        int columns = Math.min(filled.length, row.count());
        for (int i = 0; i < columns; i++) {
            if (row.end(i) > row.start(i)) {
                filled[i]++;
            }
        }
        if (rows <= SAMPLED_ROWS) {
            for (int i = 0; i < columns; i++) {
                String text = row.text(i);
                if (!text.isEmpty()) {
                    values.get(i).add(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
                }
            }
        }
    }

    List<ColumnReport> report() {
        List<ColumnReport> reports = new ArrayList<>();
        for (int i = 0; i < filled.length; i++) {
            Field meaning = header.meaning(i);
            List<String> sorted = sorted(values.get(i), meaning);
            reports.add(new ColumnReport(
                    header.names().get(i),
                    meaning == null ? null : meaning.label(),
                    share(i),
                    sorted.size(),
                    sorted.isEmpty() ? null : sorted.get(0),
                    sorted.isEmpty() ? null : sorted.get(sorted.size() - 1),
                    values.get(i).stream().limit(SAMPLES).toList()));
        }
        return reports;
    }

    /** How far the columns that were recognised are filled, from 0 to 1. */
    double completeness() {
        double sum = 0;
        int recognised = 0;
        for (int i = 0; i < filled.length; i++) {
            if (header.meaning(i) != null) {
                sum += share(i);
                recognised++;
            }
        }
        return recognised == 0 ? 0 : sum / recognised;
    }

    private double share(int column) {
        return rows == 0 ? 0 : Math.round(1000.0 * filled[column] / rows) / 1000.0;
    }

    private List<String> sorted(Set<String> texts, @Nullable Field meaning) {
        boolean number = meaning == Field.QUANTITY
                || meaning == Field.PRICE
                || meaning == Field.UNIT_COST
                || meaning == Field.STOCK;
        if (number) {
            Set<Long> amounts = new HashSet<>();
            for (String text : texts) {
                long amount = Amount.parse(text.toCharArray(), 0, text.length(), decimalMark);
                if (amount != Amount.NONE) {
                    amounts.add(amount);
                }
            }
            return amounts.stream().sorted().map(Amount::text).toList();
        }
        return texts.stream()
                .sorted((a, b) -> a.toLowerCase(Locale.ROOT).compareTo(b.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
