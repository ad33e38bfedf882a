package dev.shelfcast.server.platform;

import dev.shelfcast.server.platform.Problems.Problem;
import dev.shelfcast.server.shared.FieldProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What is wrong with a request before any module of ours has seen it. */
final class RequestProblems {

    private static final int LONGEST_VALUE = 100;
    private static final Set<String> SECRETS = Set.of("password", "current", "refresh", "access", "token");

    private RequestProblems() {}

    static @Nullable Problem find(Exception thrown) {
        if (thrown instanceof HttpMessageNotReadableException e) {
            return JsonProblems.problem(e);
        }
        if (thrown instanceof BindException e) {
            return invalid(e.getAllErrors().stream().map(RequestProblems::field).toList());
        }
        if (thrown instanceof HandlerMethodValidationException e) {
            return invalid(parameters(e));
        }
        if (thrown instanceof MethodArgumentTypeMismatchException e) {
            return mismatch(e);
        }
        if (thrown instanceof MaxUploadSizeExceededException) {
            return Problem.of(
                    HttpStatus.CONTENT_TOO_LARGE, "UPLOAD_TOO_LARGE", "The upload is larger than this server takes.");
        }
        if (thrown instanceof MultipartException) {
            return Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "UPLOAD_UNREADABLE",
                    "The upload broke off or is not well-formed multipart/form-data.");
        }
        return thrown instanceof ErrorResponse response ? standard(thrown, response) : null;
    }

    private static Problem standard(Exception thrown, ErrorResponse response) {
        HttpStatusCode status = response.getStatusCode();
        if (thrown instanceof NoResourceFoundException e) {
            return Problem.of(
                    status,
                    "PATH_UNKNOWN",
                    "There is nothing at /%s. The API is described at /api/docs/.".formatted(e.getResourcePath()));
        }
        if (thrown instanceof MissingServletRequestParameterException e) {
            return missing(status, e.getParameterName(), "parameter");
        }
        if (thrown instanceof MissingServletRequestPartException e) {
            return missing(status, e.getRequestPartName(), "part");
        }
        if (thrown instanceof MissingRequestValueException e) {
            return Problem.of(
                    status, "VALUE_MISSING", String.valueOf(e.getBody().getDetail()));
        }
        if (thrown instanceof HttpRequestMethodNotSupportedException e) {
            String[] supported = e.getSupportedMethods();
            String allowed = supported == null ? "" : String.join(", ", supported);
            Problem problem = Problem.of(
                    status,
                    "METHOD_NOT_ALLOWED",
                    "%s is not possible here. Possible: %s.".formatted(e.getMethod(), allowed));
            return allowed.isEmpty() ? problem : problem.with("Allow", allowed);
        }
        if (thrown instanceof HttpMediaTypeNotSupportedException e) {
            return Problem.of(
                    status,
                    "MEDIA_TYPE_NOT_SUPPORTED",
                    "The content type %s is not taken here. Taken: %s."
                            .formatted(e.getContentType(), e.getSupportedMediaTypes()));
        }
        HttpStatus known = HttpStatus.resolve(status.value());
        String detail = response.getBody().getDetail();
        String code = known == null ? "REQUEST_REFUSED" : known.name();
        return Problem.of(status, code, detail == null ? code : detail);
    }

    private static Problem missing(HttpStatusCode status, String name, String kind) {
        return Problem.of(status, "VALUE_MISSING", "The %s '%s' is needed.".formatted(kind, name))
                .with(List.of(new FieldProblem(name, "is needed", null)));
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        String wanted = type == null ? "another type" : kind(type);
        String value = cut(String.valueOf(e.getValue()));
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "VALUE_INVALID",
                        "The parameter '%s' is '%s', which is not %s.".formatted(e.getName(), value, wanted))
                .with(List.of(new FieldProblem(e.getName(), "is not " + wanted, value)));
    }

    /** A type as a caller knows it. */
    static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short" -> "a whole number";
            case "double", "Double", "float", "Float", "BigDecimal" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "LocalDate" -> "a date like 2026-11-20";
            case "Instant", "OffsetDateTime" -> "a time like 2026-11-20T09:30:00+05:30";
            case "LocalTime" -> "a time of day like 09:30";
            case "UUID" -> "a UUID";
            case "String" -> "a text";
            case "List", "Set", "Collection", "ArrayList" -> "a list";
            default -> "a valid " + type.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    private static Problem invalid(List<FieldProblem> fields) {
        List<String> sentences = fields.stream()
                .map(field -> "'%s' %s".formatted(field.field(), field.reason()))
                .toList();
        return Problem.of(HttpStatus.BAD_REQUEST, "VALUE_INVALID", String.join("; ", sentences) + ".")
                .with(fields);
    }

    private static List<FieldProblem> parameters(HandlerMethodValidationException e) {
        List<FieldProblem> fields = new ArrayList<>();
        e.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors().forEach(error -> {
                    if (error instanceof FieldError fieldError) {
                        fields.add(field(fieldError));
                    } else {
                        String name = result.getMethodParameter().getParameterName();
                        fields.add(new FieldProblem(
                                name == null ? "parameter" : snake(name),
                                String.valueOf(error.getDefaultMessage()),
                                shown(name == null ? "" : name, result.getArgument())));
                    }
                }));
        return fields;
    }

    private static FieldProblem field(ObjectError error) {
        String reason = String.valueOf(error.getDefaultMessage());
        if (error instanceof FieldError field) {
            String name = snake(field.getField());
            return new FieldProblem(name, reason, shown(name, field.getRejectedValue()));
        }
        return new FieldProblem(error.getObjectName(), reason, null);
    }

    private static @Nullable String shown(String name, @Nullable Object value) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return value == null || SECRETS.contains(last) ? null : cut(String.valueOf(value));
    }

    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
