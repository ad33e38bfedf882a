package dev.shelfcast.server.forecasting.models;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One trained model as the registry knows it.
 *
 * @param partial whether it is a champion trained anew for a part of its scope, and decides nothing on its own
 * @param parentId the model that it was trained anew from
 * @param runId the forecast run that made it
 * @param jobId the job run behind it
 * @param reason who or what asked for it
 * @param statusReason why it stands where it stands
 */
public record RegisteredModel(
        long id,
        String method,
        String label,
        ModelScope scope,
        ModelStatus status,
        boolean partial,
        OffsetDateTime trainedAt,
        OffsetDateTime statusAt,
        String statusReason,
        long runId,
        long jobId,
        LocalDate dataFrom,
        LocalDate dataTo,
        int series,
        long observations,
        long seed,
        TrainingSettings settings,
        JsonNode parameters,
        JsonNode metrics,
        @Nullable Long parentId,
        String reason,
        String libraryVersion,
        long artifactBytes) {}
