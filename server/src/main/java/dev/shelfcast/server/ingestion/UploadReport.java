package dev.shelfcast.server.ingestion;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole story of one upload: its status, what was wrong, and what its columns held. */
record UploadReport(
        @JsonUnwrapped Upload status,
        @Nullable Double qualityScore,
        @Nullable Quality quality,
        List<ColumnReport> columns,
        List<Problem> problems) {}
