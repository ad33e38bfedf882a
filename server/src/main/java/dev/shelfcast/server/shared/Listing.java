package dev.shelfcast.server.shared;

import java.util.List;
import java.util.function.Function;

/** One page of a list, the shape of every list in the API. */
public record Listing<T>(List<T> data, Meta meta) {

    public Listing {
        data = List.copyOf(data);
    }

    /** The page asked for, out of {@code total} entries. */
    public static <T> Listing<T> of(List<T> data, long total, Paging paging) {
        return new Listing<>(data, new Meta(total, paging.page(), paging.limit()));
    }

    /** A list that is short enough to be one page. */
    public static <T> Listing<T> whole(List<T> data) {
        return new Listing<>(data, new Meta(data.size(), 1, Math.max(1, data.size())));
    }

    /** The page asked for out of all ids; only its rows are read. */
    public static <T> Listing<T> page(List<Long> ids, Paging paging, Function<List<Long>, List<T>> rows) {
        int from = (int) Math.min(paging.offset(), ids.size());
        int to = Math.min(from + paging.limit(), ids.size());
        return of(rows.apply(ids.subList(from, to)), ids.size(), paging);
    }

    /** How many entries there are in all, and which page this is. */
    public record Meta(long total, int page, int limit) {}
}
