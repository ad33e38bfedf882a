package dev.shelfcast.learning;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A small file of names and numbers beside a saved model; numbers come back exactly. */
final class Notes {
    private final Map<String, String> values;
    private final Path file;

    private Notes(Map<String, String> values, Path file) {
        this.values = values;
        this.file = file;
    }

    static Notes read(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (NoSuchFileException absent) {
            throw new IOException(
                    "The folder " + file.getParent() + " holds no saved model of this kind: " + file.getFileName()
                            + " is not there.",
                    absent);
        }
        Map<String, String> values = new TreeMap<>();
        read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
        return new Notes(values, file);
    }

    static void write(Path file, Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) -> text.append(escaped(name))
                        .append('=')
                        .append(escaped(value))
                        .append('\n'));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\n' || c == '\r' || c == '\t') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(" :=#!\\".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }

    String text(String name) throws IOException {
        String value = values.get(name);
        if (value == null) {
            throw new IOException("The file " + file + " lacks '" + name + "'.");
        }
        return value;
    }

    int whole(String name) throws IOException {
        double value = number(name);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw refused(name);
        }
        return (int) value;
    }

    boolean flag(String name) throws IOException {
        return Boolean.parseBoolean(text(name));
    }

    double number(String name) throws IOException {
        double[] found = numbers(name);
        if (found.length != 1) {
            throw refused(name);
        }
        return found[0];
    }

    /** Numbers separated by commas, possibly none. */
    double[] numbers(String name) throws IOException {
        if (text(name).isEmpty()) {
            return new double[0];
        }
        try {
            return Arrays.stream(text(name).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException broken) {
            throw refused(name);
        }
    }

    private IOException refused(String name) {
        return new IOException("The file " + file + " has '" + values.get(name) + "' for '" + name + "'.");
    }

    /** What follows {@code prefix} in the names that begin with it. */
    List<String> under(String prefix) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }
}
