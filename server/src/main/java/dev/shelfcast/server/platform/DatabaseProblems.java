package dev.shelfcast.server.platform;

import dev.shelfcast.server.platform.Problems.Problem;
import dev.shelfcast.server.shared.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What PostgreSQL refuses, told by its SQLSTATE (PostgreSQL 18 documentation, appendix A). */
final class DatabaseProblems {

    private DatabaseProblems() {}

    static Problem problem(Exception thrown) {
        PSQLException cause = cause(thrown);
        if (cause == null) {
            return thrown instanceof org.springframework.dao.DataAccessResourceFailureException
                            || thrown instanceof org.springframework.transaction.CannotCreateTransactionException
                    ? unavailable()
                    : internal();
        }
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        return switch (state) {
            case "23505", "23P01" ->
                refused(cause, HttpStatus.CONFLICT, "ALREADY_EXISTS", "An entry with these values exists already");
            case "23503" ->
                refused(
                        cause,
                        HttpStatus.CONFLICT,
                        "REFERENCE_BROKEN",
                        "Something that this refers to does not exist," + " or something still refers to it");
            case "23502", "23514" ->
                refused(cause, HttpStatus.BAD_REQUEST, "VALUE_REFUSED", "A value breaks a rule of the stored records");
            case "40001", "40P01", "55P03" ->
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "TRY_AGAIN",
                                "Others changed the same records at the same time, and nothing was done. Send it again.")
                        .with(HttpHeaders.RETRY_AFTER, "1");
            case "57014" ->
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "TOOK_TOO_LONG",
                        "The question took too long and was given up. Maybe ask for less.");
            default -> byClass(cause, state);
        };
    }

    private static Problem byClass(PSQLException cause, String state) {
        if (state.startsWith("22")) {
            return refused(cause, HttpStatus.BAD_REQUEST, "VALUE_REFUSED", "A value cannot be stored");
        }
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
            return unavailable();
        }
        return internal();
    }

    /** Names the constraint and the key, which is what the caller sent, and never the statement. */
    private static Problem refused(PSQLException cause, HttpStatus status, String code, String sentence) {
        ServerErrorMessage message = cause.getServerErrorMessage();
        if (message == null) {
            return Problem.of(status, code, sentence + ".");
        }
        String constraint = message.getConstraint() != null ? message.getConstraint() : message.getColumn();
        String keys = message.getDetail() != null && message.getDetail().startsWith("Key ")
                ? message.getDetail()
                : message.getMessage();
        String detail = "%s: %s".formatted(sentence, keys == null ? code : keys);
        Problem problem = Problem.of(status, code, detail.endsWith(".") ? detail : detail + ".");
        return constraint == null
                ? problem
                : problem.with(
                        List.of(new FieldProblem(constraint, sentence.toLowerCase(java.util.Locale.ROOT), null)));
    }

    private static Problem unavailable() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "DATABASE_UNAVAILABLE",
                        "The database does not answer just now. Send it again in a moment.")
                .with(HttpHeaders.RETRY_AFTER, "2");
    }

    private static Problem internal() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "INTERNAL",
                "The server failed to answer this. The correlation id finds the reason in its log.");
    }

    private static @Nullable PSQLException cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null) {
            if (cause instanceof PSQLException found) {
                return found;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
