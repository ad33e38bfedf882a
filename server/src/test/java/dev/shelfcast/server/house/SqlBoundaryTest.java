package dev.shelfcast.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** SQL crosses the modules' borders only where calls may: through the views of a module that its author may use. */
class SqlBoundaryTest {
    private static final String MIGRATIONS = "server/src/main/resources/db/migration";

    private final Map<String, Set<String>> allowed = Modules.allowed();

    @Test
    void sourcesNameTheirOwnSchemaOrAnAllowedView() {
        List<String> violations = new ArrayList<>();
        for (JavaSource source : JavaSource.under("server/src/main/java")) {
            Modules.moduleOf(source)
                    .ifPresent(module -> source.visit(new TreePathScanner<>() {
                        @Override
                        public Void visitLiteral(LiteralTree literal, Void nothing) {
                            if (literal.getValue() instanceof String text) {
                                for (String found : borders(module).crossedBy(text)) {
                                    violations.add(source.path() + ":" + source.firstLine(literal) + " " + found);
                                }
                            }
                            return null;
                        }
                    }));
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void migrationsStayInTheirSchemaButForKeysAndViews() {
        List<String> violations = new ArrayList<>();
        for (Path file : JavaSource.files(JavaSource.ROOT.resolve(MIGRATIONS), ".sql")) {
            String module = file.getParent().getFileName().toString();
            for (String found : borders(module).crossedByMigration(String.join("\n", JavaSource.linesOf(file)))) {
                violations.add(file.getFileName() + " " + found);
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyMigrationBelongsToAModule() {
        Set<String> folders = new TreeSet<>();
        for (Path file : JavaSource.files(JavaSource.ROOT.resolve(MIGRATIONS), ".sql")) {
            folders.add(file.getParent().getFileName().toString());
        }
        assertThat(allowed.keySet()).containsAll(folders);
    }

    private SqlBorders borders(String module) {
        return new SqlBorders(module, allowed.getOrDefault(module, Set.of()), schemas());
    }

    private Set<String> schemas() {
        Set<String> schemas = new TreeSet<>(allowed.keySet());
        for (Path file : JavaSource.files(JavaSource.ROOT.resolve(MIGRATIONS), ".sql")) {
            schemas.add(file.getParent().getFileName().toString());
        }
        return schemas;
    }
}
