package dev.shelfcast.server.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A postal code, the finest place that demand is known for. */
public record Pincode(@JsonValue String value) implements Comparable<Pincode> {

    public Pincode {
        Codes.check("pincode", value);
        if (!value.matches("[\\p{L}\\p{Nd}]{3,12}")) {
            throw new Invalid(
                    "PINCODE_INVALID",
                    "The pincode '%s' is not 3 to 12 letters or digits. Maybe remove blanks and dashes."
                            .formatted(value));
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Pincode of(String value) {
        return new Pincode(value);
    }

    @Override
    public int compareTo(Pincode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
