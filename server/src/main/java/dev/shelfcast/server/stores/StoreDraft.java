package dev.shelfcast.server.stores;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store as somebody describes it; without a time zone it gets the chain's, without a receiving time 09:00. */
public record StoreDraft(
        StoreCode code,
        String name,
        StoreKind kind,
        @Nullable Pincode pincode,
        @Nullable String address,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable ZoneId timeZone,
        @Nullable LocalTime receivingTime) {

    private static final int LONGEST_NAME = 200;

    public StoreDraft {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw refusal("name", "a name has 1 to %d printable characters".formatted(LONGEST_NAME), name);
        }
        Position.check(latitude, longitude);
    }

    /** What a file with a store column knows of a store: its code. */
    public static StoreDraft known(StoreCode code) {
        return new StoreDraft(code, code.value(), StoreKind.SHOP, null, null, null, null, null, null);
    }

    static Invalid refusal(String field, String reason, String value) {
        return new Invalid(
                "STORE_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }
}
