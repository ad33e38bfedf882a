package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule that every name a person types obeys. */
final class Names {

    private Names() {}

    /** The text without blanks at its ends; refused when empty, too long, or with control characters inside. */
    static String checked(String field, @Nullable String given, int longest) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty()) {
            throw refusal(field, "it is needed and was empty", text);
        }
        if (text.length() > longest) {
            throw refusal(field, "at most %d characters are kept".formatted(longest), text.substring(0, longest));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw refusal(field, "it has control characters", text.replaceAll("\\p{Cntrl}", "?"));
        }
        return text;
    }

    private static Invalid refusal(String field, String reason, String value) {
        return new Invalid(
                "TEXT_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }
}
