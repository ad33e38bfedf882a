package dev.shelfcast.forecast.command;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file, plain or gzipped, line by line: commas, double quotes, header first. */
final class CsvLines implements AutoCloseable {
    private final BufferedReader reader;
    private final Path file;
    final List<String> header;
    private int line = 1;

    CsvLines(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new UsageException("The file " + file + " cannot be read.");
        }
        this.file = file;
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        if (file.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in, 1 << 16);
        }
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        String first = reader.readLine();
        if (first == null) {
            throw new UsageException("The file " + file + " is empty.");
        }
        this.header = split(first.startsWith("\uFEFF") ? first.substring(1) : first);
    }

    /** The position of a column, or -1. */
    int column(String name) {
        return header.indexOf(name);
    }

    int required(String name) {
        int at = column(name);
        if (at < 0) {
            throw new UsageException("The file " + file + " has no column '" + name + "'. It has: " + header);
        }
        return at;
    }

    /** The cells of the next line that is not empty, or null at the end. */
    @Nullable
    List<String> next() throws IOException {
        String text = reader.readLine();
        line++;
        while (text != null && text.isEmpty()) {
            text = reader.readLine();
            line++;
        }
        if (text == null) {
            return null;
        }
        List<String> cells = split(text);
        if (cells.size() != header.size()) {
            throw refused("has " + cells.size() + " cells, the header has " + header.size());
        }
        return cells;
    }

    UsageException refused(String why) {
        return new UsageException("Line " + line + " of " + file + " " + why + ".");
    }

    /** A number; empty, NA and NaN are unknown. */
    double number(String text) {
        if (text.isEmpty() || text.equals("NA") || text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (!Double.isInfinite(value)) {
                return value;
            }
        } catch (NumberFormatException notNumber) {
            // Falls through to the refusal.
        }
        throw refused("has '" + text + "' where a number belongs");
    }

    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        int start = 0;
        if (line.indexOf('"') < 0) {
            for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', start)) {
                cells.add(line.substring(start, comma).trim());
                start = comma + 1;
            }
            cells.add(line.substring(start).trim());
            return cells;
        }
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().trim());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().trim());
        return cells;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
