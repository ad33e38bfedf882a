package dev.shelfcast.server.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One Java file as the compiler reads it: exact where patterns over text would guess. */
final class JavaSource {
    /** The repository's root: Maven runs the tests of a module in the module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Path path;
    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final List<String> lines;

    private JavaSource(CompilationUnitTree unit, DocTrees trees) {
        this.path = ROOT.relativize(Path.of(unit.getSourceFile().toUri()));
        this.unit = unit;
        this.trees = trees;
        this.lines = linesOf(ROOT.resolve(path));
    }

    /** Every Java file under a folder of the repository, in the order of names; none when the folder is absent. */
    static List<JavaSource> under(String folder) {
        List<Path> files = files(ROOT.resolve(folder), ".java");
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees trees = DocTrees.instance(task);
            List<JavaSource> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(new JavaSource(unit, trees));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files whose name ends so, outside of what builds leave behind. */
    static List<Path> files(Path folder, String... endings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> !leftByABuild(ROOT.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean leftByABuild(Path file) {
        for (Path part : file) {
            String name = part.toString();
            if (name.equals("target") || name.equals("node_modules") || name.equals("dist") || name.equals(".git")) {
                return true;
            }
        }
        return false;
    }

    static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Relative to the repository, with slashes everywhere. */
    String path() {
        return path.toString().replace('\\', '/');
    }

    List<String> lines() {
        return lines;
    }

    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }

    String packageName() {
        return unit.getPackage() == null
                ? ""
                : unit.getPackage().getPackageName().toString();
    }

    List<ClassTree> topLevelTypes() {
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList();
    }

    static boolean isPublic(ClassTree type) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    static boolean isAnnotatedWithOneOf(ClassTree type, List<String> simpleNames) {
        return type.getModifiers().getAnnotations().stream()
                .map(annotation -> annotation.getAnnotationType().toString())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .anyMatch(simpleNames::contains);
    }

    boolean hasJavadoc(ClassTree type) {
        String comment = trees.getDocComment(TreePath.getPath(unit, type));
        return comment != null && !comment.isBlank();
    }

    void visit(TreePathScanner<Void, Void> visitor) {
        visitor.scan(unit, null);
    }

    int firstLine(Tree tree) {
        return (int) unit.getLineMap().getLineNumber(positions().getStartPosition(unit, tree));
    }

    int lastLine(Tree tree) {
        return (int) unit.getLineMap().getLineNumber(positions().getEndPosition(unit, tree));
    }

    private SourcePositions positions() {
        return trees.getSourcePositions();
    }
}
