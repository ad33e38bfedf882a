package dev.shelfcast.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes and habits. Limits never move up; an exception is a line in here with its reason. */
class TidyTest {
    private static final List<String> MAVEN_MODULES =
            List.of("forecasting", "examples", "learning", "server", "spark", "bench");
    private static final int FILE_LINES = 400;

    /** The library's classes hold one method of the literature each, with its sources in the Javadoc. */
    private static final int LIBRARY_FILE_LINES = 500;

    private static final int METHOD_LINES = 60;
    private static final int PARAMETERS = 5;
    /** A constructor takes what the object works with; beyond this, the object does too much. */
    private static final int COLLABORATORS = 8;
    /** The library's inner loops write into arrays that their callers keep, and so take one or two more. */
    private static final int KERNEL_PARAMETERS = 7;

    private static final int LINE_LENGTH = 120;

    /** How the violation begins that is no mistake, and why it is none. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "server/src/test/java/dev/shelfcast/server/platform/database/AnotherProcess.java prints to System.out",
            "a process of its own tells the test through its output that it is ready",
            "forecasting/src/main/java/dev/shelfcast/forecast/command/Main.java prints to System.out",
            "a command line's answer is its output",
            "learning/src/test/java/dev/shelfcast/learning/SideBySideTest.java prints to System.out",
            "processes of their own tell the test through their output what they learned",
            "learning/src/test/java/dev/shelfcast/learning/CommandLineTest.java prints to System.out",
            "it listens to what the command line prints",
            "server/src/main/java/dev/shelfcast/server/ingestion/Load.java#<init>",
            "the load is where everything that a file can bring meets in one transaction",
            "server/src/main/java/dev/shelfcast/server/inventory/StockLedger.java#<init>",
            "the one door to the ledger stands before all of its parts",
            "server/src/main/java/dev/shelfcast/server/platform/VersionTags.java#beforeBodyWrite",
            "Spring's interface asks for them",
            "server/src/test/java/dev/shelfcast/server/demand/SaleFacts.java#line",
            "a sale line of a test, written out");

    private static List<JavaSource> main;
    private static List<JavaSource> all;

    @BeforeAll
    static void read() {
        main = new ArrayList<>();
        all = new ArrayList<>();
        for (String module : MAVEN_MODULES) {
            List<JavaSource> own = JavaSource.under(module + "/src/main/java");
            main.addAll(own);
            all.addAll(own);
            all.addAll(JavaSource.under(module + "/src/test/java"));
        }
    }

    @Test
    void filesMethodsAndLinesAreShort() {
        assertNone(tooLong());
    }

    @Test
    void webSourcesAreShort() {
        assertNone(tooLongOnTheWeb());
    }

    @Test
    void nothingPrintsBesideTheLog() {
        assertNone(printed());
    }

    @Test
    void theTimeComesFromTheClock() {
        assertNone(readWithoutClock());
    }

    @Test
    void namesSayWhatThingsAre() {
        assertNone(emptyNames());
    }

    @Test
    void nothingIsLeftForLater() {
        assertNone(leftForLater());
    }

    @Test
    void publicTypesSayWhatTheyAreFor() {
        assertNone(withoutPurpose());
    }

    @Test
    void noLinkOfTheDocumentsIsBroken() {
        assertNone(brokenLinks());
    }

    @Test
    void everyPackageIsNullMarked() {
        Map<String, Boolean> marked = new TreeMap<>();
        for (JavaSource source : main) {
            boolean marks =
                    source.isPackageInfo() && String.join("\n", source.lines()).contains("@NullMarked");
            marked.merge(source.packageName(), marks, Boolean::logicalOr);
        }
        marked.values().removeIf(Boolean::booleanValue);
        assertThat(marked.keySet()).as("packages without @NullMarked").isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() {
        Set<String> violations = Stream.of(
                        tooLong(),
                        tooLongOnTheWeb(),
                        printed(),
                        readWithoutClock(),
                        emptyNames(),
                        leftForLater(),
                        withoutPurpose(),
                        brokenLinks())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        assertThat(EXCEPTIONS.keySet())
                .allMatch(exception -> violations.stream().anyMatch(violation -> violation.startsWith(exception)));
    }

    private static void assertNone(Set<String> violations) {
        Set<String> left = new TreeSet<>(violations);
        left.removeIf(violation -> EXCEPTIONS.keySet().stream().anyMatch(violation::startsWith));
        assertThat(left).isEmpty();
    }

    private static int limitOfParameters(JavaSource source, Habits.Method method) {
        if (method.constructor()) {
            return COLLABORATORS;
        }
        return source.path().startsWith("forecasting/src/main") ? KERNEL_PARAMETERS : PARAMETERS;
    }

    private static Set<String> tooLong() {
        Set<String> violations = new TreeSet<>();
        for (JavaSource source : all) {
            int limit = source.path().startsWith("forecasting/src/main") ? LIBRARY_FILE_LINES : FILE_LINES;
            if (source.lines().size() > limit) {
                violations.add(source.path() + " has " + source.lines().size() + " lines, above " + limit);
            }
            for (int i = 0; i < source.lines().size(); i++) {
                String line = source.lines().get(i);
                if (line.codePointCount(0, line.length()) > LINE_LENGTH && !line.contains("http")) {
                    violations.add(source.path() + ":" + (i + 1) + " is longer than " + LINE_LENGTH);
                }
            }
            Habits habits = Habits.of(source);
            habits.methods().stream()
                    .filter(method -> method.lines() > METHOD_LINES)
                    .forEach(method -> violations.add(source.path() + "#" + method.name() + " has " + method.lines()
                            + " lines, above " + METHOD_LINES));
            habits.methods().stream()
                    .filter(method -> method.parameters() > limitOfParameters(source, method))
                    .forEach(method -> violations.add(
                            source.path() + "#" + method.name() + " has " + method.parameters() + " parameters"));
        }
        return violations;
    }

    private static Set<String> tooLongOnTheWeb() {
        Set<String> violations = new TreeSet<>();
        for (Path file : JavaSource.files(JavaSource.ROOT.resolve("web/src"), ".ts", ".tsx", ".css")) {
            String path = JavaSource.ROOT.relativize(file).toString().replace('\\', '/');
            int lines = JavaSource.linesOf(file).size();
            if (lines > FILE_LINES && !path.contains("/generated/")) {
                violations.add(path + " has " + lines + " lines, above " + FILE_LINES);
            }
        }
        return violations;
    }

    private static Set<String> printed() {
        Set<String> violations = new TreeSet<>();
        all.stream()
                // An example's answer is its output.
                .filter(source -> !source.path().startsWith("examples/"))
                .filter(source -> Habits.of(source).printsToTheConsole())
                .forEach(source -> violations.add(source.path() + " prints to System.out"));
        return violations;
    }

    private static Set<String> readWithoutClock() {
        Set<String> violations = new TreeSet<>();
        for (JavaSource source : main) {
            for (String call : Habits.of(source).readsOfTheSystemsTime()) {
                violations.add(source.path() + " reads the time without a clock: " + call);
            }
        }
        return violations;
    }

    private static Set<String> emptyNames() {
        Pattern empty = Pattern.compile(".*(Impl|Manager|Helper|Util|Utils|Base|Data|Info)");
        Set<String> violations = new TreeSet<>();
        for (JavaSource source : all) {
            for (String type : Habits.of(source).typeNames()) {
                if (empty.matcher(type).matches()) {
                    violations.add(source.path() + " names a type " + type);
                }
            }
        }
        return violations;
    }

    private static Set<String> leftForLater() {
        Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
        Set<String> violations = new TreeSet<>();
        for (JavaSource source : all) {
            if (source.lines().stream().anyMatch(line -> later.matcher(line).find())) {
                violations.add(source.path() + " leaves something for later");
            }
        }
        for (JavaSource source : main) {
            if (Habits.of(source).refusesAsUnsupported()) {
                violations.add(source.path() + " throws UnsupportedOperationException");
            }
        }
        return violations;
    }

    private static Set<String> withoutPurpose() {
        Set<String> violations = new TreeSet<>();
        for (JavaSource source : main) {
            source.topLevelTypes().stream()
                    .filter(JavaSource::isPublic)
                    .filter(type -> !source.hasJavadoc(type))
                    .forEach(type -> violations.add(source.path() + " has no sentence of purpose"));
        }
        return violations;
    }

    private static Set<String> brokenLinks() {
        Pattern link = Pattern.compile("!?\\[[^\\]]*]\\(<?([^)>\\s]+)>?(?:\\s+\"[^\"]*\")?\\)");
        Set<String> violations = new TreeSet<>();
        for (Path file : JavaSource.files(JavaSource.ROOT, ".md")) {
            String text = String.join("\n", JavaSource.linesOf(file)).replaceAll("(?s)```.*?```|`[^`\n]*`", "");
            for (Matcher found = link.matcher(text); found.find(); ) {
                String target = found.group(1).replaceFirst("#.*", "");
                boolean elsewhere = target.matches("[a-z]+:.*");
                if (!target.isEmpty() && !elsewhere && !Files.exists(file.resolveSibling(target))) {
                    violations.add(JavaSource.ROOT.relativize(file) + " points to " + target + ", which is not there");
                }
            }
        }
        return violations;
    }
}
