package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stores that a file names, numbered in the order in which they appear. */
final class FileStores {

    /** 13 bits of the staged rows' sort key. */
    static final int MOST = 1 << 13;

    private final Words words = new Words();
    private final Map<StoreCode, Integer> numbers = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final @Nullable Set<String> scope;
    private final Function<StoreCode, Optional<StoreView>> catalogue;
    private final ZoneId zoneOfNew;
    private final @Nullable ZoneId told;
    private String refusal = "";

    /** A store of the file; the id is null where it isn't known yet. */
    record Entry(StoreCode code, @Nullable Long id, StoreClock clock, long hash) {}

    FileStores(
            Function<StoreCode, Optional<StoreView>> catalogue,
            @Nullable Set<String> scope,
            ZoneId chainZone,
            @Nullable ZoneId told) {
        this.catalogue = catalogue;
        this.scope = scope;
        this.told = told;
        this.zoneOfNew = told == null ? chainZone : told;
    }

    /** The store's number, or -1 with the reason in {@link #refusal()}. */
    int find(RecordReader row, int column) {
        int found = words.find(row.buffer(), row.start(column), row.end(column));
        if (found != Words.UNKNOWN) {
            return found;
        }
        String text = row.text(column);
        if (text.isEmpty()) {
            return refuse("is empty");
        }
        StoreCode code;
        try {
            code = StoreCode.of(text);
        } catch (Invalid invalid) {
            return refuse("is no store code: " + invalid.detail());
        }
        found = number(code);
        if (found >= 0) {
            words.put(row.buffer(), row.start(column), row.end(column), found);
        }
        return found;
    }

    int number(StoreCode code) {
        Integer before = numbers.get(code);
        if (before != null) {
            return before;
        }
        if (scope != null && !scope.contains(code.value())) {
            return refuse("is not one of your stores");
        }
        if (entries.size() == MOST) {
            return refuse("is one store too many: a file may name " + MOST);
        }
        StoreView view = catalogue.apply(code).orElse(null);
        // A zone that the sender tells says how the file's times are to be read, whatever the store's own is.
        ZoneId zone = told != null || view == null ? zoneOfNew : view.timeZone();
        long hash = new Hash128().add(code.value()).finish().high();
        entries.add(new Entry(code, view == null ? null : view.id(), new StoreClock(zone), hash));
        numbers.put(code, entries.size() - 1);
        return entries.size() - 1;
    }

    Entry get(int store) {
        return entries.get(store);
    }

    List<Entry> all() {
        return entries;
    }

    String refusal() {
        return refusal;
    }

    private int refuse(String reason) {
        refusal = reason;
        return -1;
    }
}
