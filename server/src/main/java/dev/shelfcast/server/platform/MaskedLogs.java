package dev.shelfcast.server.platform;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Blots out secrets in JSON logs; the plain format does the same by its pattern in application.yaml. */
public final class MaskedLogs implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|refresh|access|authorization|api[_-]?key)[\"']?\\s*[:=]\\s*[\"']?"
                    + "(?:Bearer\\s+)?)[^\\s\"',;&]+");
    private static final Pattern SIGNED_TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor((path, value) -> value instanceof String text ? masked(text) : value);
    }

    static String masked(String text) {
        return SIGNED_TOKEN.matcher(NAMED.matcher(text).replaceAll("$1***")).replaceAll("***");
    }
}
