package dev.shelfcast.server.ingestion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one column of a file held; distinct values, least, greatest and the samples are of the first thousand rows. */
record ColumnReport(
        String name,
        @Nullable String recognisedAs,
        double filled,
        int distinct,
        @Nullable String min,
        @Nullable String max,
        List<String> sample) {}
