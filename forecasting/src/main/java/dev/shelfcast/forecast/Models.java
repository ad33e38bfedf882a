package dev.shelfcast.forecast;

import dev.shelfcast.forecast.smoothing.SeasonalNaive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that can be chosen by name. */
public final class Models {
    private static final Map<String, Forecaster> BY_NAME = new LinkedHashMap<>();

    static {
        for (Forecaster model : List.<Forecaster>of(new SeasonalNaive())) {
            BY_NAME.put(model.name(), model);
        }
        BY_NAME.put("auto", new SeasonalNaive());
    }

    private Models() {}

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Forecaster named(String name) {
        Forecaster model = BY_NAME.get(name);
        if (model == null) {
            throw new IllegalArgumentException("There is no method '" + name + "'. Known: " + names());
        }
        return model;
    }

    /** All names, in the order of the documentation. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }
}
