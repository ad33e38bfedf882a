package dev.shelfcast.server.house;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.modulith.ApplicationModule;

/** The server's modules and what each may call, read from their {@code package-info}. */
final class Modules {
    static final String ROOT_PACKAGE = "dev.shelfcast.server";

    private Modules() {}

    /** The name of each direct sub-package that holds sources, with the modules that its sources and SQL may name. */
    static Map<String, Set<String>> allowed() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaSource source : JavaSource.under("server/src/main/java")) {
            moduleOf(source)
                    .ifPresent(module -> modules.computeIfAbsent(
                            module,
                            name -> annotation(name).map(Modules::namesIn).orElse(Set.of())));
        }
        return modules;
    }

    static Optional<String> moduleOf(JavaSource source) {
        String name = source.packageName();
        if (!name.startsWith(ROOT_PACKAGE + ".")) {
            return Optional.empty();
        }
        String rest = name.substring(ROOT_PACKAGE.length() + 1);
        return Optional.of(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
    }

    static Optional<ApplicationModule> annotation(String module) {
        try {
            return Optional.ofNullable(Class.forName(ROOT_PACKAGE + "." + module + ".package-info")
                    .getAnnotation(ApplicationModule.class));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** {@code "orders :: events"} allows a named part of a module; here the module counts. */
    private static Set<String> namesIn(ApplicationModule module) {
        return Arrays.stream(module.allowedDependencies())
                .map(name -> name.replaceFirst("\\s*::.*", "").strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
