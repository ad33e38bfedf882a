package dev.shelfcast.server.alerts;

import org.jspecify.annotations.Nullable;

/**
 * What an alert is raised for.
 *
 * @param subject the same for the same cause, however often it is seen
 */
record Cause(
        String subject,
        Severity severity,
        @Nullable Long storeId,
        @Nullable Long productId,
        @Nullable Long runId,
        String title,
        String text) {}
