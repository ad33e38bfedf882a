package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashing and checking of passwords; the hash names its method, so that it can be changed later. */
@Component
class Passwords {

    private static final int SHORTEST = 10;
    /** bcrypt reads no further than 72 bytes; more would be a password whose end does not count. */
    private static final int MOST_BYTES = 72;
    /** About 0.2 s per check here (OWASP asks for at least 10). */
    private static final int COST = 12;

    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(COST)));

    /** Compared when the user does not exist, so that the time of the answer does not tell. */
    private final String nobody = encoded("nobody's password");

    String hash(String password) {
        check(password);
        return encoded(password);
    }

    private String encoded(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    boolean matches(String password, String hash) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES && encoder.matches(password, hash);
    }

    void waste(String password) {
        matches(password, nobody);
    }

    static void check(String password) {
        int length = password.codePointCount(0, password.length());
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST || bytes > MOST_BYTES) {
            String rule = "at least %d characters, at most %d bytes".formatted(SHORTEST, MOST_BYTES);
            throw new Invalid(
                    "PASSWORD_INVALID",
                    "The password has %d characters; it needs %s.".formatted(length, rule),
                    List.of(new FieldProblem("password", rule, null)));
        }
    }
}
