package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Makes a write repeat-safe: the same Idempotency-Key with the same content is answered from the first time. */
@Component
public class RepeatedRequests {

    /** The request header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CurrentUser user;

    RepeatedRequests(JdbcClient jdbc, JsonMapper json, CurrentUser user) {
        this.jdbc = jdbc;
        this.json = json;
        this.user = user;
    }

    /**
     * Runs the action once per user, operation and key, in the caller's transaction. A duplicate that arrives while the
     * first still runs waits for it at the unique index.
     */
    @Transactional
    public <T> T once(@Nullable String key, Object request, Class<T> answerType, Supplier<T> action) {
        if (key == null) {
            return action.get();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            String rule = "1 to %d characters, not blank".formatted(LONGEST_KEY);
            throw new Invalid(
                    "IDEMPOTENCY_KEY_INVALID",
                    "The %s header has %d characters; it takes %s.".formatted(HEADER, key.length(), rule),
                    List.of(new FieldProblem(HEADER, rule, null)));
        }
        Claim claim = new Claim(user.name(), operation(answerType), key);
        byte[] content = sha256(json.writeValueAsString(request));
        if (!claimed(claim, content)) {
            return answered(claim, content, answerType);
        }
        T answer = action.get();
        store(claim, json.writeValueAsString(answer));
        return answer;
    }

    private record Claim(String username, String operation, String key) {

        Map<String, String> parameters() {
            return Map.of("username", username, "operation", operation, "key", key);
        }
    }

    private record Stored(byte[] content, @Nullable String answer) {}

    private boolean claimed(Claim claim, byte[] content) {
        return jdbc.sql("""
                                insert into identity.repeated_request (username, operation, key, content)
                                values (:username, :operation, :key, :content)
                                on conflict do nothing
                                """)
                        .params(claim.parameters())
                        .param("content", content)
                        .update()
                == 1;
    }

    private <T> T answered(Claim claim, byte[] content, Class<T> answerType) {
        Stored first =
                jdbc.sql("""
                        select content, answer::text as answer
                          from identity.repeated_request
                         where username = :username and operation = :operation and key = :key
                        """).params(claim.parameters()).query(Stored.class).single();
        if (!Arrays.equals(first.content(), content) || first.answer() == null) {
            throw new Conflict(
                    "IDEMPOTENCY_KEY_REUSED",
                    "The key '%s' was used before for a request with another content. Maybe choose a new key."
                            .formatted(claim.key()));
        }
        return json.readValue(first.answer(), answerType);
    }

    private void store(Claim claim, String answer) {
        jdbc.sql("""
                        update identity.repeated_request
                           set answer = cast(:answer as jsonb)
                         where username = :username and operation = :operation and key = :key
                        """).params(claim.parameters()).param("answer", answer).update();
    }

    /** The method and path pattern of the request, so that one key may serve two endpoints. */
    private static String operation(Class<?> answerType) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            Object pattern = attributes.getAttribute(
                    HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
            return attributes.getRequest().getMethod() + " " + pattern;
        }
        return answerType.getName();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
