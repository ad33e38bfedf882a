package dev.shelfcast.server.platform;

import dev.shelfcast.server.platform.Problems.Problem;
import dev.shelfcast.server.shared.Busy;
import dev.shelfcast.server.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Turns what a handler throws into a problem answer; only bugs become 500, and only they are logged with their stack.
 */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<ProblemDetail> answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (clientHasGone(thrown)) {
            log.debug("the client went away during {} {}", request.getMethod(), request.getRequestURI());
            return null;
        }
        Problem problem = problem(thrown);
        if (problem.status().value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        }
        if (response.isCommitted()) {
            return null;
        }
        return problems.answer(problem, request);
    }

    static Problem problem(Exception thrown) {
        Refusal refusal = refusalIn(thrown);
        if (refusal != null) {
            return refused(refusal);
        }
        if (thrown instanceof AuthenticationException e) {
            return unauthenticated(e);
        }
        if (thrown instanceof AccessDeniedException) {
            return Problem.of(HttpStatus.FORBIDDEN, "FORBIDDEN", "The signed-in user may not do this.");
        }
        if (thrown instanceof DataAccessException || thrown instanceof TransactionException) {
            return DatabaseProblems.problem(thrown);
        }
        Problem bad = RequestProblems.find(thrown);
        return bad != null
                ? bad
                : Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "INTERNAL",
                        "The server failed to answer this. The correlation id finds the reason in its log.");
    }

    static Problem unauthenticated(AuthenticationException e) {
        String message = e.getMessage();
        boolean ours = e.getClass().getPackageName().startsWith("org.springframework.security.authentication");
        String detail = ours && message != null ? message : "A valid access token is needed. Sign in.";
        return Problem.of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", detail)
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"shelfcast\"");
    }

    private static Problem refused(Refusal refusal) {
        HttpStatus status = switch (refusal.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case INVALID -> HttpStatus.BAD_REQUEST;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case BUSY -> HttpStatus.TOO_MANY_REQUESTS;
        };
        Problem problem = Problem.of(status, refusal.code(), refusal.detail()).with(refusal.fields());
        return refusal instanceof Busy busy
                ? problem.with(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(Math.max(1, busy.retryAfter().toSeconds())))
                : problem;
    }

    /** Value types refuse inside JSON and parameter conversion, which wrap what they throw. */
    private static @Nullable Refusal refusalIn(Exception thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static boolean clientHasGone(Exception thrown) {
        return thrown instanceof AsyncRequestNotUsableException
                || thrown instanceof IOException
                        && thrown.getClass().getSimpleName().equals("ClientAbortException");
    }
}
