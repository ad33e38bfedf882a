package dev.shelfcast.server.platform;

import dev.shelfcast.server.platform.Problems.Problem;
import dev.shelfcast.server.shared.FieldProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON body, with the field named and the way out. */
final class JsonProblems {

    private JsonProblems() {}

    static Problem problem(HttpMessageNotReadableException thrown) {
        Throwable cause = thrown.getCause();
        while (cause != null && !(cause instanceof JacksonException)) {
            cause = cause.getCause();
        }
        if (cause == null) {
            return bad("BODY_MISSING", "A JSON body is needed.");
        }
        return jackson((JacksonException) cause);
    }

    private static Problem jackson(JacksonException cause) {
        String path = path(cause);
        if (cause instanceof UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds() == null
                    ? ""
                    : e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return field("FIELD_UNKNOWN", path, "is not known; known are: " + known, null);
        }
        if (cause instanceof InvalidFormatException e) {
            String value = RequestProblems.cut(String.valueOf(e.getValue()));
            String reason = "is '%s', which is not %s".formatted(value, RequestProblems.kind(e.getTargetType()));
            return field("VALUE_INVALID", path, reason, value);
        }
        if (cause instanceof InvalidNullException) {
            return field("VALUE_MISSING", path, "must not be null", null);
        }
        if (cause instanceof MismatchedInputException e) {
            return mismatch(e, path);
        }
        if (cause instanceof StreamReadException) {
            TokenStreamLocation at = cause.getLocation();
            String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            return bad("JSON_INVALID", "The body is not valid JSON%s: %s.".formatted(where, first(cause)));
        }
        return path.isEmpty()
                ? bad("JSON_INVALID", "The body cannot be read: %s.".formatted(first(cause)))
                : field("VALUE_INVALID", path, "cannot be read", null);
    }

    private static Problem mismatch(MismatchedInputException e, String path) {
        String message = first(e);
        if (message.startsWith("Missing required creator property")) {
            String[] quoted = message.split("'", 3);
            String name = quoted.length > 1 ? quoted[1] : "?";
            return field("VALUE_MISSING", path.isEmpty() || path.endsWith(name) ? name : path, "is needed", null);
        }
        if (message.startsWith("No content")) {
            return bad("BODY_MISSING", "A JSON body is needed.");
        }
        Class<?> type = e.getTargetType();
        String wanted = type == null
                ? "of the right type"
                : type.isRecord() && !type.getName().contains("shared") ? "an object" : RequestProblems.kind(type);
        return path.isEmpty()
                ? bad("JSON_INVALID", "The body is not %s.".formatted(wanted))
                : field("VALUE_INVALID", path, "is not " + wanted, null);
    }

    private static Problem field(String code, String path, String reason, @Nullable String value) {
        return bad(code, "The field '%s' %s.".formatted(path, reason))
                .with(List.of(new FieldProblem(path, reason, value)));
    }

    private static Problem bad(String code, String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, code, detail);
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            String name = reference.getPropertyName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static String first(JacksonException e) {
        String message = e.getOriginalMessage();
        if (message == null) {
            return "";
        }
        String line = message.lines().findFirst().orElse("");
        return RequestProblems.cut(
                line.replaceAll("\\s*\\(for [^)]*\\)|`[^`]*`", "").strip());
    }
}
