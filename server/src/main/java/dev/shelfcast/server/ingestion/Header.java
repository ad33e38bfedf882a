package dev.shelfcast.server.ingestion;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The line of headings, and which column of it means what. */
final class Header {

    private final List<String> names;
    private final Map<Field, Integer> columns = new EnumMap<>(Field.class);

    Header(List<String> names) {
        this.names = List.copyOf(names);
        for (Field field : Field.values()) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i < names.size(); i++) {
                int rank = field.rank(names.get(i));
                if (rank >= 0 && rank < bestRank && !columns.containsValue(i)) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best >= 0) {
                columns.put(field, best);
            }
        }
    }

    List<String> names() {
        return names;
    }

    Set<Field> fields() {
        return columns.keySet();
    }

    /** The column's position, or -1. */
    int column(Field field) {
        return columns.getOrDefault(field, -1);
    }

    /** What the file itself calls the column. */
    String nameOf(Field field) {
        int column = column(field);
        return column < 0 ? field.label() : names.get(column);
    }

    @Nullable
    Field meaning(int column) {
        for (Map.Entry<Field, Integer> entry : columns.entrySet()) {
            if (entry.getValue() == column) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** The kind that these headings are, or null. */
    @Nullable
    Kind kind() {
        for (Kind kind : Kind.values()) {
            if (kind.fits(columns.keySet())) {
                return kind;
            }
        }
        return null;
    }

    /** Headings that occur twice: only the first is read. */
    List<String> repeated() {
        Set<String> seen = new HashSet<>();
        List<String> repeated = new ArrayList<>();
        for (String name : names) {
            if (!name.isBlank() && !seen.add(name.strip().toLowerCase(Locale.ROOT))) {
                repeated.add(name);
            }
        }
        return repeated;
    }
}
