package dev.shelfcast.server.shared;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rule that every code a person types obeys. */
final class Codes {

    private static final int LONGEST = 64;

    private Codes() {}

    static void check(String what, @Nullable String value) {
        String code = what.toUpperCase(Locale.ROOT).replace(' ', '_') + "_INVALID";
        if (value == null || value.isBlank()) {
            throw new Invalid(code, "A %s is needed, and none was given.".formatted(what));
        }
        if (value.length() > LONGEST) {
            throw new Invalid(
                    code,
                    "The %s '%s…' has %d characters; at most %d are allowed."
                            .formatted(what, value.substring(0, LONGEST), value.length(), LONGEST));
        }
        if (!value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
            String shown = value.replaceAll("\\p{Cntrl}", "?");
            throw new Invalid(
                    code,
                    "The %s '%s' has control characters or blanks at its ends. Maybe remove them."
                            .formatted(what, shown),
                    List.of());
        }
    }
}
