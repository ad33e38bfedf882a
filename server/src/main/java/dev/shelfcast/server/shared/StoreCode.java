package dev.shelfcast.server.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The code by which a store is known. */
public record StoreCode(@JsonValue String value) implements Comparable<StoreCode> {

    public StoreCode {
        Codes.check("store code", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static StoreCode of(String value) {
        return new StoreCode(value);
    }

    @Override
    public int compareTo(StoreCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
