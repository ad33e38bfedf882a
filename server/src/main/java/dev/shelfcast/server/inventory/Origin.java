package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Invalid;
import org.jspecify.annotations.Nullable;

/** Which document of which source a movement belongs to, and whether the ledger itself keeps it from coming twice. */
public record Origin(String source, @Nullable String externalId, int line, boolean onceOnly) {

    private static final int LONGEST = 200;

    public Origin {
        if (source.isBlank() || source.length() > LONGEST || externalId != null && externalId.length() > LONGEST) {
            throw new Invalid(
                    "EXTERNAL_ID_INVALID", "A source and an external id have 1 to %d characters.".formatted(LONGEST));
        }
    }

    /** Known by a name that the sender chose: the same name and content again changes nothing. */
    public static Origin once(String source, String externalId, int line) {
        return new Origin(source, externalId, line, true);
    }

    /** Part of a document whose own row is written in the same transaction and cannot come twice. */
    public static Origin within(String source, @Nullable String document, int line) {
        return new Origin(source, document, line, false);
    }

    /** Without a name: sent twice, it is posted twice. */
    public static Origin unnamed(String source) {
        return new Origin(source, null, 0, false);
    }
}
