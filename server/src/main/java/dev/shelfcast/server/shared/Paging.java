package dev.shelfcast.server.shared;

import java.util.List;

/** Which page of a list is asked for: pages from 1, at most 500 entries each. */
public record Paging(int page, int limit) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int LARGEST_LIMIT = 500;

    public Paging {
        if (page < 1) {
            throw refusal("page", page, "Pages count from 1.");
        }
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw refusal("limit", limit, "A page holds 1 to %d entries.".formatted(LARGEST_LIMIT));
        }
    }

    public static Paging first() {
        return new Paging(1, DEFAULT_LIMIT);
    }

    public long offset() {
        return (page - 1L) * limit;
    }

    private static Invalid refusal(String field, int value, String rule) {
        return new Invalid(
                "PAGING_INVALID",
                "The %s %d is not possible. %s".formatted(field, value, rule),
                List.of(new FieldProblem(field, rule, String.valueOf(value))));
    }
}
