package dev.shelfcast.server.alerts;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that people have to know of, as it stands.
 *
 * @param store null where it concerns the chain
 * @param runId the job's run that found it or is it
 * @param occurrences how often it was seen since it was raised
 * @param resolvedBy {@code system} where the cause was gone
 */
public record Alert(
        long id,
        AlertKind kind,
        Severity severity,
        AlertStatus status,
        String title,
        String text,
        @Nullable StoreCode store,
        @Nullable String storeName,
        @Nullable Sku sku,
        @Nullable String productName,
        @Nullable Long runId,
        int occurrences,
        OffsetDateTime raisedAt,
        OffsetDateTime lastSeenAt,
        @Nullable OffsetDateTime acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable OffsetDateTime resolvedAt,
        @Nullable String resolvedBy,
        @Nullable String note) {}
