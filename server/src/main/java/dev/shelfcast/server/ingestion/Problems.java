package dev.shelfcast.server.ingestion;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what was wrong: the first thousand for the report, every refused row for a file to be corrected and sent
 * again.
 */
final class Problems implements AutoCloseable {

    static final int REPORTED = 1000;
    private static final int LONGEST_VALUE = 100;
    /** Bounds the disk: a file of garbage is not to be written out once more. */
    private static final long LARGEST_FILE = 256L << 20;

    private final List<Problem> first = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Path file;
    private final List<String> headings;
    private final char delimiter;
    private @Nullable BufferedWriter out;
    private long written;
    private long refused;

    Problems(Path file, List<String> headings, char delimiter) throws IOException {
        this.file = file;
        this.headings = headings;
        this.delimiter = delimiter;
        Files.deleteIfExists(file);
    }

    void refuse(RecordReader row, @Nullable String column, @Nullable String value, String reason) throws IOException {
        refused++;
        if (first.size() < REPORTED) {
            first.add(new Problem(row.line(), column, shortened(value), reason, Problem.Severity.ERROR));
        }
        if (written < LARGEST_FILE) {
            write(row, column, reason);
        }
    }

    void warn(long line, @Nullable String column, @Nullable String value, String reason) {
        if (warnings.size() < REPORTED) {
            warnings.add(new Problem(line, column, shortened(value), reason, Problem.Severity.WARNING));
        }
    }

    long refused() {
        return refused;
    }

    /** Warnings first, since there are few, then the refused rows in the file's order. */
    List<Problem> reported() {
        List<Problem> all = new ArrayList<>(warnings);
        all.addAll(first);
        return all.subList(0, Math.min(all.size(), REPORTED));
    }

    private static @Nullable String shortened(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String shown = value.replaceAll("\\p{Cntrl}", "\uFFFD");
        return shown.length() <= LONGEST_VALUE ? shown : shown.substring(0, LONGEST_VALUE) + "…";
    }

    /**
     * The row's own fields as they came, so that the file can be corrected and sent; the reasons are the last
     * columns.
     */
    private void write(RecordReader row, @Nullable String column, String reason) throws IOException {
        if (out == null) {
            out = Files.newBufferedWriter(file);
            List<String> line = new ArrayList<>(headings);
            line.addAll(List.of("line", "refused_column", "refused_because"));
            append(line);
        }
        List<String> line = new ArrayList<>();
        for (int i = 0; i < Math.max(headings.size(), row.count()); i++) {
            line.add(i < row.count() ? row.text(i) : "");
        }
        line.add(String.valueOf(row.line()));
        line.add(column == null ? "" : column);
        line.add(reason);
        append(line);
    }

    private void append(List<String> fields) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            line.append(i == 0 ? "" : String.valueOf(delimiter));
            quote(line, fields.get(i));
        }
        line.append('\n');
        written += line.length();
        if (out != null) {
            out.append(line);
        }
    }

    private void quote(StringBuilder line, String field) {
        boolean plain = field.indexOf(delimiter) < 0
                && field.indexOf('"') < 0
                && field.indexOf('\n') < 0
                && field.indexOf('\r') < 0;
        if (plain) {
            line.append(field);
        } else {
            line.append('"').append(field.replace("\"", "\"\"")).append('"');
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
