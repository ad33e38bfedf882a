package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The methods that can be asked for: those of the library, and those found on the class path that learn globally. */
@Component
public class Methods {

    /** Each series by whoever is champion for it; where there is none, the pooled mix of the library. */
    public static final String AUTO = "auto";

    /**
     * A method in plain words.
     *
     * @param global whether it learns from many series together and is kept as a file
     * @param secondsHint seconds for a thousand series as its last run on many took here; null before the first
     */
    public record Method(
            String name,
            String title,
            String family,
            String description,
            boolean global,
            @Nullable Double secondsHint) {

        private Method taking(@Nullable Double seconds) {
            return new Method(name, title, family, description, global, seconds);
        }
    }

    private final Map<String, GlobalMethod> global = GlobalMethod.installed().stream()
            .collect(Collectors.toMap(GlobalMethod::name, method -> method, (a, b) -> a, LinkedHashMap::new));

    /** All of them, {@code auto} first. */
    public List<Method> list() {
        List<Method> all = new ArrayList<>();
        all.add(describe(AUTO, false));
        Models.names().stream()
                .filter(name -> !name.equals(AUTO))
                .map(name -> describe(name, false))
                .forEach(all::add);
        global.keySet().stream().map(name -> describe(name, true)).forEach(all::add);
        return all;
    }

    /** The same, each with the seconds that are known of it. */
    List<Method> list(Map<String, Double> seconds) {
        return list().stream().map(one -> one.taking(seconds.get(one.name()))).toList();
    }

    private static Method describe(String name, boolean global) {
        Method known = MethodTexts.BY_NAME.get(name);
        if (known != null) {
            return new Method(name, known.title(), known.family(), known.description(), global, null);
        }
        String text = global ? "Learns from all series together." : "Fitted to each series on its own.";
        return new Method(name, name, global ? "learning" : "other", text, global, null);
    }

    public boolean exists(String name) {
        return global.containsKey(name) || Models.names().contains(name);
    }

    /** The method that learns from many series, if it is one. */
    public Optional<GlobalMethod> findGlobal(String name) {
        return Optional.ofNullable(global.get(name));
    }

    /** Refuses a name that nobody answers to, with those that do. */
    public void require(String name) {
        if (!exists(name)) {
            String known = Stream.concat(Models.names().stream(), global.keySet().stream())
                    .collect(Collectors.joining(", ", "Known methods: ", "."));
            throw new Invalid(
                    "MODEL_UNKNOWN",
                    "There is no method '%s'. %s".formatted(name, known),
                    List.of(new FieldProblem("model", known, name)));
        }
    }

    /** As {@link #findGlobal}, for one that has to be there. */
    public GlobalMethod global(String name) {
        return findGlobal(name)
                .orElseThrow(() -> new NotFound(
                        "METHOD_MISSING",
                        "The method %s is not part of this installation. Maybe install it again, or train another."
                                .formatted(name)));
    }
}
