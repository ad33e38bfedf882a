package dev.shelfcast.server.forecasting;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of a segment no longer fit, or what they are made of has changed; published after the commit.
 *
 * @param kind ERROR or INPUT
 * @param store null for all stores
 * @param category null for all products
 * @param since the first day of it
 */
public record DriftFound(
        long id,
        String kind,
        @Nullable String store,
        @Nullable String category,
        String statistic,
        double value,
        double threshold,
        LocalDate since,
        String detail) {}
