package dev.shelfcast.server.orders.customers;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer as a client describes one; texts come out without blanks at their ends, empty ones as none. */
record CustomerBody(
        @Nullable String code,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable Pincode pincode,
        @Nullable String taxId,
        @Nullable String notes,
        @Nullable Boolean active) {

    CustomerBody {
        code = text("code", code, 64);
        name = text("name", name, 200);
        email = text("email", email, 200);
        phone = text("phone", phone, 40);
        address = text("address", address, 500);
        taxId = text("tax_id", taxId, 40);
        notes = text("notes", notes, 2000);
        if (email != null && !email.matches("[^\\s@]+@[^\\s@]+")) {
            throw refusal("email", "it is not an e-mail address", email);
        }
        if (phone != null && !phone.matches("[+0-9 ()./-]{3,40}")) {
            throw refusal("phone", "a phone number has digits, blanks and +()-./ only", phone);
        }
    }

    String neededCode() {
        return needed("code", code);
    }

    String neededName() {
        return needed("name", name);
    }

    boolean isActive() {
        return !Boolean.FALSE.equals(active);
    }

    private static String needed(String field, @Nullable String value) {
        if (value == null) {
            throw refusal(field, "it is needed and was empty", "");
        }
        return value;
    }

    private static @Nullable String text(String field, @Nullable String given, int longest) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String text = given.strip();
        if (text.length() > longest) {
            throw refusal(field, "at most %d characters are kept".formatted(longest), text.substring(0, longest));
        }
        if (text.chars().anyMatch(sign -> Character.isISOControl(sign) && sign != '\n' && sign != '\r')) {
            throw refusal(field, "it has control characters", text.replaceAll("\\p{Cntrl}", "?"));
        }
        return text;
    }

    static Invalid refusal(String field, String reason, String value) {
        return new Invalid(
                "CUSTOMER_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }
}
