package dev.shelfcast.server.platform;

import dev.shelfcast.server.shared.FieldProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The one form of every error answer (RFC 9457). */
@Component
class Problems {

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** What is told about an error: its status, its stable code, a sentence, and the fields concerned. */
    record Problem(HttpStatusCode status, String code, String detail, List<FieldProblem> errors, HttpHeaders headers) {

        static Problem of(HttpStatusCode status, String code, String detail) {
            return new Problem(status, code, detail, List.of(), new HttpHeaders());
        }

        Problem with(List<FieldProblem> fields) {
            return new Problem(status, code, detail, fields, headers);
        }

        Problem with(String header, String value) {
            HttpHeaders more = new HttpHeaders();
            more.addAll(headers);
            more.set(header, value);
            return new Problem(status, code, detail, errors, more);
        }
    }

    ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.status())
                .headers(problem.headers())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body(problem, request));
    }

    /** For filters, which answer before there is a handler. */
    void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        problem.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body(problem, request)));
    }

    private static ProblemDetail body(Problem problem, HttpServletRequest request) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(problem.status(), problem.detail());
        String code = problem.code().toLowerCase(Locale.ROOT).replace('_', '-');
        body.setType(URI.create("urn:shelfcast:problem:" + code));
        body.setProperty("code", problem.code());
        body.setProperty("correlation_id", CorrelationFilter.id(request));
        body.setProperty("errors", problem.errors());
        return body;
    }
}
