package dev.shelfcast.server.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What one walk through a file finds of the things that {@link TidyTest} cares for. */
final class Habits extends TreePathScanner<Void, Void> {
    private static final Set<String> TIMES = Set.of(
            "Instant",
            "LocalDate",
            "LocalDateTime",
            "LocalTime",
            "OffsetDateTime",
            "OffsetTime",
            "Year",
            "YearMonth",
            "ZonedDateTime");

    private final JavaSource source;
    private final List<Method> methods = new ArrayList<>();
    private final List<String> typeNames = new ArrayList<>();
    private final List<String> readsOfTheSystemsTime = new ArrayList<>();
    private boolean printsToTheConsole;
    private boolean refusesAsUnsupported;

    record Method(String name, int lines, int parameters, boolean constructor) {}

    private Habits(JavaSource source) {
        this.source = source;
    }

    static Habits of(JavaSource source) {
        Habits habits = new Habits(source);
        source.visit(habits);
        return habits;
    }

    List<Method> methods() {
        return methods;
    }

    List<String> typeNames() {
        return typeNames;
    }

    List<String> readsOfTheSystemsTime() {
        return readsOfTheSystemsTime;
    }

    boolean printsToTheConsole() {
        return printsToTheConsole;
    }

    boolean refusesAsUnsupported() {
        return refusesAsUnsupported;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        if (!type.getSimpleName().isEmpty()) {
            typeNames.add(type.getSimpleName().toString());
        }
        return super.visitClass(type, nothing);
    }

    /**
     * The components of a record do not count as parameters, so neither do those of its constructors; the parameters
     * of a
     * request handler are the fields of a request, a record in all but name.
     */
    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        boolean ofRecord = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
        boolean constructor = method.getReturnType() == null;
        boolean handler = method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().endsWith("Mapping"));
        boolean free = ofRecord && constructor || handler;
        methods.add(new Method(
                method.getName().toString(),
                source.lastLine(method) - source.firstLine(method) + 1,
                free ? 0 : method.getParameters().size(),
                constructor));
        return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
        String name = select.toString();
        printsToTheConsole |= name.equals("System.out") || name.equals("System.err");
        return super.visitMemberSelect(select, nothing);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        String method = call.getMethodSelect().toString();
        int dot = method.lastIndexOf('.');
        String type = dot < 0 ? "" : method.substring(0, dot).replaceFirst(".*\\.", "");
        boolean givenAClock = call.getArguments().stream()
                .anyMatch(
                        argument -> argument.toString().toLowerCase(Locale.ROOT).contains("clock"));
        boolean now = method.endsWith(".now") && TIMES.contains(type) && !givenAClock;
        if (now || method.equals("System.currentTimeMillis")) {
            readsOfTheSystemsTime.add(call.toString());
        }
        return super.visitMethodInvocation(call, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree creation, Void nothing) {
        String type = creation.getIdentifier().toString();
        refusesAsUnsupported |= type.equals("UnsupportedOperationException");
        if (type.equals("Date") && creation.getArguments().isEmpty()) {
            readsOfTheSystemsTime.add(creation.toString());
        }
        return super.visitNewClass(creation, nothing);
    }
}
