package dev.shelfcast.server.ingestion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words by which stock files say what a line does; "set" or "add" is always explicit. */
final class Operations {

    static final Map<String, Character> BY_WORD = new HashMap<>();

    static {
        List.of("add", "in", "receive", "received", "receipt", "purchase", "restock", "return", "+")
                .forEach(word -> BY_WORD.put(word, StagedRow.ADD));
        List.of("remove", "subtract", "out", "waste", "damage", "damaged", "loss", "theft", "-")
                .forEach(word -> BY_WORD.put(word, StagedRow.REMOVE));
        List.of("set", "count", "counted", "stocktake").forEach(word -> BY_WORD.put(word, StagedRow.COUNT));
    }

    private Operations() {}
}
