package dev.shelfcast.server.forecasting;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every segment has been looked at; published when a watch has ended.
 *
 * @param standing the drifts that are there: found now, or told of so lately that they are not looked for again yet
 */
public record DriftWatched(LocalDate asOf, Set<Standing> standing) {

    public DriftWatched {
        standing = Set.copyOf(standing);
    }

    /** A drift by what {@link DriftFound} says of it. */
    public record Standing(
            String kind, @Nullable String store, @Nullable String category, String statistic) {}
}
