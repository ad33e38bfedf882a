package dev.shelfcast.server.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /** The page asked for, of a list that may be too long to be counted: counted no further than the paging says. */
    public static <T> Listing<T> counted(List<T> data, long counted, Paging paging) {
        boolean more = counted >= paging.countTo();
        return new Listing<>(
                data, new Meta(more ? counted - 1 : counted, paging.page(), paging.limit(), more ? true : null));
    }

    /**
     * How many entries there are in all, and which page this is.
     *
     * @param more there are more than {@code total}, since a list is only counted so far; absent where it is exact
     */
    public record Meta(
            long total,
            int page,
            int limit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean more) {

        public Meta(long total, int page, int limit) {
            this(total, page, limit, null);
        }
    }
}
