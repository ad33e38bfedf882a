package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the module small to read. */
class HouseTest {
    @Test
    void filesMethodsAndLinesStayShort() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(f -> check(f, broken));
        }
        assertThat(broken).isEmpty();
    }

    private static void check(Path file, List<String> broken) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (lines.size() > 400) {
            broken.add(file + " has " + lines.size() + " lines");
        }
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > 120) {
                broken.add(file + ":" + (i + 1) + " is " + line.length() + " wide");
            }
            start = line.matches(" {4}\\S.*\\{") ? i : start;
            if (line.equals("    }") && i - start > 60) {
                broken.add(file + ":" + (start + 1) + " is " + (i - start) + " lines long");
            }
        }
    }
}
