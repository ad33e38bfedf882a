package dev.shelfcast.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/errors.md tells every refusal that the sources can give, with its status, and no other. */
class ErrorCodesTest {
    private static final Map<String, Integer> STATUS = Map.of(
            "Invalid",
            400,
            "Forbidden",
            403,
            "NotFound",
            404,
            "Conflict",
            409,
            "Stale",
            412,
            "TooLarge",
            413,
            "Busy",
            429);

    private static final Pattern REFUSAL = Pattern.compile(
            "new\\s+(Invalid|Forbidden|NotFound|Conflict|Stale|TooLarge|Busy)\\(\\s*\"([A-Z][A-Z0-9_]+)\"");

    /** A code that is made from the name of what is checked. */
    private static final Pattern CHECKED = Pattern.compile("Codes\\.check\\(\"([a-z ]+)\"");

    /** A parameter of the analytics, whose name is the code's. */
    private static final Pattern PARAMETER = Pattern.compile("(?:requireOneOf|refusal)\\(\\s*\"([a-z]+)\"");

    /** What is wrong with a whole inventory document, key by key. */
    private static final Pattern KEYS = Pattern.compile("problems\\(\\s*\"([A-Z_]+)\"");

    /** A refusal whose code stands elsewhere, where one of the patterns above has to find it. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("new\\s+(?:Invalid|Forbidden|NotFound|Conflict|TooLarge|Busy)\\(\\s*[^\\s\"]");

    private static final Pattern PROBLEM =
            Pattern.compile("(?:Problem\\.of|bad|field|refused)\\([^\";]*\"([A-Z][A-Z_]{5,})\"");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z0-9_]+)` \\| (4xx|[0-9, ]+) \\| (.+) \\|");

    @Test
    void everyRefusalStandsInTheDocumentWithItsStatus() throws IOException {
        Map<String, String> refusals = new TreeMap<>();
        Map<String, TreeSet<Integer>> found = new TreeMap<>();
        TreeSet<String> problems = new TreeSet<>();
        Path main = JavaSource.ROOT.resolve("server/src/main/java");
        for (Path file : JavaSource.files(main, ".java")) {
            String text = Files.readString(file);
            for (Matcher at = REFUSAL.matcher(text); at.find(); ) {
                found.computeIfAbsent(at.group(2), code -> new TreeSet<>()).add(STATUS.get(at.group(1)));
            }
            for (Matcher at = CHECKED.matcher(text); at.find(); ) {
                String code = at.group(1).toUpperCase(Locale.ROOT).replace(' ', '_') + "_INVALID";
                found.computeIfAbsent(code, one -> new TreeSet<>()).add(400);
            }
            String name = file.getFileName().toString();
            if (ELSEWHERE.matcher(text).find()) {
                assertThat(name).isIn("Codes.java", "AnalyticsController.java", "InventoryDocument.java");
            }
            for (Matcher at = PARAMETER.matcher(text); name.equals("AnalyticsController.java") && at.find(); ) {
                found.computeIfAbsent(at.group(1).toUpperCase(Locale.ROOT) + "_INVALID", code -> new TreeSet<>())
                        .add(400);
            }
            for (Matcher at = KEYS.matcher(text); name.equals("InventoryDocument.java") && at.find(); ) {
                found.computeIfAbsent(at.group(1), code -> new TreeSet<>()).add(400);
            }
            if (file.getParent().endsWith("platform")) {
                for (Matcher at = PROBLEM.matcher(text); at.find(); ) {
                    problems.add(at.group(1));
                }
            }
        }
        found.forEach((code, statuses) -> refusals.put(code, statuses.toString().replaceAll("[\\[\\]]", "")));
        assertThat(refusals)
                .hasSizeGreaterThan(100)
                .containsKeys("SKU_INVALID", "LINES_INVALID", "UNKNOWN_PRODUCTS", "DAYS_INVALID");
        assertThat(problems).contains("UNAUTHENTICATED", "VALUE_INVALID", "TRY_AGAIN", "PATH_UNKNOWN");

        Map<String, String> told = new TreeMap<>();
        for (String line : Files.readAllLines(JavaSource.ROOT.resolve("docs/errors.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(told.put(row.group(1), row.group(2)))
                        .as(row.group(1) + " stands there once")
                        .isNull();
            }
        }
        assertThat(told).containsAllEntriesOf(refusals).containsKeys(problems.toArray(String[]::new));
        TreeSet<String> unknown = new TreeSet<>(told.keySet());
        unknown.removeAll(refusals.keySet());
        unknown.removeAll(problems);
        assertThat(unknown).isSubsetOf("INTERNAL", "REQUEST_REFUSED");
    }
}
