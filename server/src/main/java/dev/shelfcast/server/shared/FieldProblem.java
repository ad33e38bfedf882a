package dev.shelfcast.server.shared;

import org.jspecify.annotations.Nullable;

/** One field of a request and what is wrong with it; the value is absent when it is secret or was not given. */
public record FieldProblem(
        String field, String reason, @Nullable String value) {}
