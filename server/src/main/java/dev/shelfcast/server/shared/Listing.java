package dev.shelfcast.server.shared;

import java.util.List;

/** One page of a list, the shape of every list in the API. */
public record Listing<T>(List<T> data, Meta meta) {

    public Listing {
        data = List.copyOf(data);
    }

    /** The page asked for, out of {@code total} entries. */
    public static <T> Listing<T> of(List<T> data, long total, Paging paging) {
        return new Listing<>(data, new Meta(total, paging.page(), paging.limit()));
    }

    /** How many entries there are in all, and which page this is. */
    public record Meta(long total, int page, int limit) {}
}
