package dev.shelfcast.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ApiClient.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class ProblemsTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private ApiClient admin;

    @BeforeEach
    void signIn() {
        admin = ApiClient.admin(port);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.propertyNames())
                .contains("type", "title", "status", "detail", "code", "correlation_id", "errors");
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString())
                .isEqualTo("urn:shelfcast:problem:" + code.toLowerCase().replace('_', '-'));
        assertThat(answer.header("X-Correlation-Id"))
                .isEqualTo(problem.get("correlation_id").asString());
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.springframework");
    }

    private static JsonNode onlyError(Answer answer) {
        assertThat(answer.json().get("errors")).hasSize(1);
        return answer.json().get("errors").get(0);
    }

    @Test
    void brokenJsonIsToldWithItsPlace() {
        Answer answer = admin.post("/api/v1/users", "{\"username\": \"a\",\n  oops}");

        assertProblem(answer, 400, "JSON_INVALID");
        assertThat(answer.json().get("detail").asString()).contains("line 2, column");
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        Answer answer = admin.patch("/api/v1/users/admin", Map.of("colour", "red"));

        assertProblem(answer, 400, "FIELD_UNKNOWN");
        assertThat(onlyError(answer).get("field").asString()).isEqualTo("colour");
        assertThat(answer.json().get("detail").asString())
                .contains("disabled, display_name, email, password, role, stores");
    }

    @Test
    void anUnknownWordIsToldWithThoseThatAreKnown() {
        Answer answer = admin.patch("/api/v1/users/admin", Map.of("role", "KING"));

        assertProblem(answer, 400, "VALUE_INVALID");
        assertThat(answer.json().get("detail").asString())
                .isEqualTo("The field 'role' is 'KING', which is not one of [ADMIN, PLANNER, STORE_MANAGER, ANALYST].");
    }

    @Test
    void missingFieldsAreNamedAllAtOnceAndInSnakeCase() {
        Answer answer = admin.post("/api/v1/users", Map.of("username", "maria"));

        assertProblem(answer, 400, "VALUE_INVALID");
        assertThat(answer.json().get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("display_name", "role", "password");
    }

    @Test
    void aValueTypeInsideABodyRefusesInItsOwnWords() {
        Answer answer = admin.patch("/api/v1/users/admin", Map.of("stores", new String[] {"A", " "}));

        assertProblem(answer, 400, "STORE_CODE_INVALID");
    }

    @Test
    void nullInAListIsRefused() {
        Answer answer = admin.patch("/api/v1/users/admin", "{\"stores\": [\"A\", null]}");

        assertProblem(answer, 400, "VALUE_MISSING");
    }

    @Test
    void aBodyOfTheWrongShapeOrNoneIsRefused() {
        assertProblem(admin.post("/api/v1/users", "[1]"), 400, "JSON_INVALID");
        assertProblem(admin.send("POST", "/api/v1/users", null), 400, "BODY_MISSING");
        assertProblem(
                admin.with("Content-Type", "text/plain").post("/api/v1/users", "x"), 415, "MEDIA_TYPE_NOT_SUPPORTED");
    }

    @Test
    void aWrongParameterIsNamedWithWhatItShouldBe() {
        Answer page = admin.get("/api/v1/users?page=0");
        assertProblem(page, 400, "PAGING_INVALID");
        assertThat(onlyError(page).get("value").asString()).isEqualTo("0");
        assertProblem(admin.get("/api/v1/users?limit=501"), 400, "PAGING_INVALID");
        assertProblem(admin.get("/api/v1/users?limit=ten"), 400, "PAGING_INVALID");

        Answer status = admin.get("/api/v1/jobs?status=LATE");
        assertProblem(status, 400, "VALUE_INVALID");
        assertThat(status.json().get("detail").asString())
                .isEqualTo("The parameter 'status' is 'LATE', which is not one of "
                        + "[QUEUED, RUNNING, DONE, FAILED, CANCELLED].");
        assertProblem(admin.get("/api/v1/audit?from=yesterday"), 400, "VALUE_INVALID");
        assertProblem(admin.get("/api/v1/jobs/seven"), 400, "VALUE_INVALID");
    }

    @Test
    void anUnknownPathAndAWrongMethodAreTold() {
        assertProblem(admin.get("/api/v1/nothing/here"), 404, "PATH_UNKNOWN");
        assertProblem(ApiClient.anonymous(port).get("/api/v1/nothing/here"), 401, "UNAUTHENTICATED");

        Answer answer = admin.delete("/api/v1/users");
        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "POST");
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhetherItsLengthIsToldOrNot() throws IOException {
        String large = "{\"display_name\": \"" + "x".repeat(11_000_000) + "\"}";

        assertProblem(admin.patch("/api/v1/users/admin", large), 413, "BODY_TOO_LARGE");
        assertThat(chunked(large)).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
    }

    /** By hand, because the JDK's client tells the length. */
    private String chunked(String body) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            String head = "POST /api/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write((Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCorrelationIdOfTheCallerIsKeptUnlessItIsUnusable() {
        assertThat(admin.with("X-Correlation-Id", "till-7.42").get("/api/v1/me").header("X-Correlation-Id"))
                .isEqualTo("till-7.42");
        assertThat(admin.with("X-Correlation-Id", "a b<script>")
                        .get("/api/v1/me")
                        .header("X-Correlation-Id"))
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void aRequestThatIsNoHttpGetsNoStackTrace() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write("GET /api/v1/me?x=[]{}|\\ HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("Exception")
                    .doesNotContain("at org.");
        }
    }

    @Test
    void whatTheDatabaseRefusesBecomesAConflictOrAFault() {
        jdbc.sql("create table if not exists platform.trial (id int primary key check (id < 10))")
                .update();
        jdbc.sql("insert into platform.trial values (1) on conflict do nothing").update();

        assertThat(refused("insert into platform.trial values (1)"))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("ALREADY_EXISTS"))
                .satisfies(problem -> assertThat(problem.status().value()).isEqualTo(409))
                .satisfies(problem -> assertThat(problem.detail()).contains("Key (id)=(1)"))
                .satisfies(
                        problem -> assertThat(problem.errors().get(0).field()).isEqualTo("trial_pkey"));
        assertThat(refused("insert into platform.trial values (11)").code()).isEqualTo("VALUE_REFUSED");
        assertThat(refused("insert into platform.trial values (null)").status().value())
                .isEqualTo(400);
        assertThat(refused("insert into platform.trial values (99999999999)").code())
                .isEqualTo("VALUE_REFUSED");
        assertThat(refused("insert into identity.user_store values ('ghost', 'A')")
                        .code())
                .isEqualTo("REFERENCE_BROKEN");
        assertThat(refused("select nonsense").code()).isEqualTo("INTERNAL");
        for (String state : new String[] {"40001", "40P01"}) {
            Problems.Problem problem =
                    refused("do $$ begin raise exception 'x' using errcode = '" + state + "'; end $$");
            assertThat(problem.code()).isEqualTo("TRY_AGAIN");
            assertThat(problem.status().value()).isEqualTo(503);
            assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
        }
    }

    private Problems.Problem refused(String sql) {
        try {
            jdbc.sql(sql).update();
        } catch (RuntimeException thrown) {
            return ProblemAdvice.problem(thrown);
        }
        throw new AssertionError("not refused: " + sql);
    }
}
