package dev.shelfcast.forecast;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a forecast comes from, so that it can be repeated and explained.
 *
 * @param method the method asked for, e.g. {@code auto-ets}
 * @param steps length of the history used, in steps
 * @param observed values in it that were not missing
 * @param first time of the first step used, null when the series carries no time
 * @param last time of the last step used, null when the series carries no time
 * @param seed seed of every random stream
 * @param reasons in plain words why this model: class of demand, corrections, weights
 */
public record Provenance(
        String method,
        int steps,
        int observed,
        @Nullable LocalDateTime first,
        @Nullable LocalDateTime last,
        long seed,
        List<String> reasons) {
    /** Takes a copy of the reasons. */
    public Provenance {
        reasons = List.copyOf(reasons);
    }
}
