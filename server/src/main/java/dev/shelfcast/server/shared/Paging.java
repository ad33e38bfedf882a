package dev.shelfcast.server.shared;

import java.util.List;

/**
 * Which page of a list is asked for: pages from 1, at most 500 entries each, or the whole list for a file.
 *
 * @param page counts from 1
 * @param limit the most entries
 * @param whole whether all of the list goes into a file
 */
public record Paging(int page, int limit, boolean whole) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int LARGEST_LIMIT = 500;

    /** The most entries of a file; it is read by one query, so that nothing moves between its pages. */
    public static final int LARGEST_FILE = 50_000;

    /** Whoever has more entries than this narrows the list rather than reads it, and counting them would take long. */
    public static final int MOST_COUNTED = 10_000;

    public Paging {
        if (page < 1) {
            throw refusal("page", page, "Pages count from 1.");
        }
        if (limit < 1 || limit > (whole ? LARGEST_FILE : LARGEST_LIMIT)) {
            throw refusal("limit", limit, "A page holds 1 to %d entries.".formatted(LARGEST_LIMIT));
        }
    }

    public Paging(int page, int limit) {
        this(page, limit, false);
    }

    /** All of it. */
    public static Paging ofFile() {
        return new Paging(1, LARGEST_FILE, true);
    }

    public static Paging first() {
        return new Paging(1, DEFAULT_LIMIT);
    }

    public long offset() {
        return (page - 1L) * limit;
    }

    /**
     * How many entries of a long list are counted at most: so many that the total is known where anybody may look at
     * them all, and one beyond the page, so that a next one is known. The pages end where a file does, because the way
     * to the millionth entry is a million entries long.
     */
    public long countTo() {
        long reach = reach();
        if (reach > LARGEST_FILE) {
            throw refusal(
                    "page",
                    page,
                    "The pages of a long list end at its entry %d. Maybe narrow it by its filters."
                            .formatted(LARGEST_FILE));
        }
        return Math.max(whole ? LARGEST_FILE : MOST_COUNTED, reach) + 1;
    }

    /** The number of the page's last entry. */
    public long reach() {
        return offset() + limit;
    }

    private static Invalid refusal(String field, int value, String rule) {
        return new Invalid(
                "PAGING_INVALID",
                "The %s %d is not possible. %s".formatted(field, value, rule),
                List.of(new FieldProblem(field, rule, String.valueOf(value))));
    }
}
