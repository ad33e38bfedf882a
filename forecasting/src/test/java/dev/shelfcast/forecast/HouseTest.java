package dev.shelfcast.forecast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the library small to read and free of dependencies. */
class HouseTest {
    private static final Pattern METHOD = Pattern.compile("^ {4}(?! |@|\\*|/)[^=;]*\\)[^;]*\\{$");

    @Test
    void dependsOnTheJdkAndJSpecifyAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.shelfcast.forecast..", "java..", "org.jspecify..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.shelfcast.forecast"));
    }

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
        if (lines.size() > 500) {
            broken.add(file + " has " + lines.size() + " lines");
        }
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > 120) {
                broken.add(file + ":" + (i + 1) + " is " + line.length() + " wide");
            }
            if (METHOD.matcher(line).matches() && !line.matches(".*\\b(class|record|interface|enum)\\b.*")) {
                start = i;
            }
            if (line.equals("    }") && start >= 0) {
                if (i - start > 60) {
                    broken.add(file + ":" + (start + 1) + " is a method of " + (i - start) + " lines");
                }
                start = -1;
            }
            boolean prints = line.contains("System.out") && !file.toString().contains("/command/");
            boolean clock = line.contains("LocalDate" + ".now()") || line.contains("LocalDateTime" + ".now()");
            if ((prints || clock) && !file.endsWith("HouseTest.java")) {
                broken.add(file + ":" + (i + 1) + " prints or reads the clock");
            }
        }
    }
}
