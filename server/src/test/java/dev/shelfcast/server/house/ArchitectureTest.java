package dev.shelfcast.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.shelfcast.server.Shelfcast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between the modules, as the code has them and as ARCHITECTURE.md tells them. */
class ArchitectureTest {
    private static final List<String> CONTROLLERS =
            List.of("RestController", "Controller", "RestControllerAdvice", "ControllerAdvice");

    /** The table that starts with this line: {@code | level | module | holds | may call … |}. */
    private static final String TABLE_HEAD = "| level | module |";

    @Test
    void modulesCallOnlyWhatTheyDeclare() {
        ApplicationModules.of(Shelfcast.class).verify();
    }

    @Test
    void everyModuleDeclaresWhatItMayCall() {
        List<String> silent = new ArrayList<>();
        for (String module : Modules.allowed().keySet()) {
            boolean declares = Modules.annotation(module)
                    .map(annotation -> !Arrays.equals(
                            annotation.allowedDependencies(), new String[] {ApplicationModule.OPEN_TOKEN}))
                    .orElse(false);
            if (!declares) {
                silent.add(module);
            }
        }
        assertThat(silent)
                .as("modules without package-info and @ApplicationModule(allowedDependencies = …)")
                .isEmpty();
    }

    @Test
    void theTableInTheDocumentsEqualsTheCode() {
        assertThat(tableInTheDocuments().toString().replace("],", "],\n"))
                .isEqualTo(Modules.allowed().toString().replace("],", "],\n"));
    }

    @Test
    void halfOfTheTypesAreNobodyElsesBusiness() {
        List<ClassTree> types = topLevelTypes();
        long hidden = types.stream().filter(type -> !JavaSource.isPublic(type)).count();
        assertThat(hidden)
                .as("package-private types among the %d top-level types of the server", types.size())
                .isGreaterThanOrEqualTo((types.size() + 1) / 2);
    }

    @Test
    void controllersArePackagePrivate() {
        assertThat(topLevelTypes().stream()
                        .filter(type -> JavaSource.isAnnotatedWithOneOf(type, CONTROLLERS))
                        .filter(JavaSource::isPublic)
                        .map(ClassTree::getSimpleName))
                .isEmpty();
    }

    @Test
    void theLibraryKnowsTheJdkAndNullnessAlone() {
        DescribedPredicate<JavaClass> jdkAndNullness = DescribedPredicate.describe(
                "the JDK without its databases and networks, JSpecify, or the library itself", type -> {
                    String name = type.getPackageName();
                    boolean jdk =
                            name.startsWith("java.") && !name.startsWith("java.sql") && !name.startsWith("java.net");
                    return type.isPrimitive()
                            || type.isArray()
                            || jdk
                            || name.startsWith("org.jspecify.")
                            || name.startsWith("dev.shelfcast.forecast");
                });
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.not(jdkAndNullness))
                .allowEmptyShould(true)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.shelfcast.forecast"));
    }

    private static List<ClassTree> topLevelTypes() {
        return JavaSource.under("server/src/main/java").stream()
                .flatMap(source -> source.topLevelTypes().stream())
                .toList();
    }

    private static Map<String, Set<String>> tableInTheDocuments() {
        Map<String, Set<String>> table = new TreeMap<>();
        boolean within = false;
        Path document = JavaSource.ROOT.resolve("ARCHITECTURE.md");
        for (String line : JavaSource.linesOf(document)) {
            if (!within) {
                within = line.startsWith(TABLE_HEAD);
            } else if (!line.startsWith("|")) {
                break;
            } else if (!line.startsWith("| ---") && !line.startsWith("|---")) {
                String[] cells = line.split("\\|");
                table.put(cells[2].replace("`", "").strip(), words(cells[4]));
            }
        }
        assertThat(table).as("rows below \"" + TABLE_HEAD + "\" in " + document).isNotEmpty();
        return table;
    }

    /** The modules that a cell names, apart by blanks or commas; a dash names none. */
    private static Set<String> words(String cell) {
        Set<String> words =
                new TreeSet<>(Arrays.asList(cell.replace("`", "").strip().split("[,\\s]+")));
        words.removeAll(Set.of("", "–", "-"));
        return words;
    }
}
