package dev.shelfcast.server.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Entries as the arrays that one statement takes, whatever their number; empty text and 0 stand for null. */
final class EntryColumns {

    private EntryColumns() {}

    static Map<String, Object> of(List<Entry> entries) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("kinds", column(entries, entry -> entry.kind().name(), String[]::new));
        columns.put("entry_products", column(entries, Entry::productId, Long[]::new));
        columns.put("entry_lots", column(entries, Entry::lotId, Long[]::new));
        columns.put("froms", column(entries, Entry::from, Long[]::new));
        columns.put("tos", column(entries, Entry::to, Long[]::new));
        columns.put("quantities", column(entries, entry -> entry.quantity().toPlainString(), String[]::new));
        columns.put("times", column(entries, entry -> entry.occurredAt().toString(), String[]::new));
        columns.put("reasons", column(entries, entry -> orEmpty(entry.reason()), String[]::new));
        columns.put("sources", column(entries, entry -> entry.origin().source(), String[]::new));
        columns.put(
                "external_ids", column(entries, entry -> orEmpty(entry.origin().externalId()), String[]::new));
        columns.put("lines", column(entries, entry -> entry.origin().line(), Integer[]::new));
        columns.put("reverses", column(entries, entry -> orZero(entry.reversesId()), Long[]::new));
        return columns;
    }

    private static <T> T[] column(List<Entry> entries, Function<Entry, T> value, IntFunction<T[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static long orZero(@Nullable Long id) {
        return id == null ? 0 : id;
    }
}
