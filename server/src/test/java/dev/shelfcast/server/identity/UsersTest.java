package dev.shelfcast.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ApiClient.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class UsersTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private ApiClient admin;

    @BeforeEach
    void signIn() {
        admin = ApiClient.admin(port);
    }

    private Map<String, Object> user(String name, String role, List<String> stores) {
        Map<String, Object> user = new HashMap<>();
        user.put("username", name);
        user.put("display_name", "User " + name);
        user.put("role", role);
        user.put("stores", stores);
        user.put("password", "long enough 1");
        return user;
    }

    private ApiClient signedIn(String name) {
        return ApiClient.anonymous(port).signedIn(name, "long enough 1");
    }

    @Test
    void aNewUserSignsInAndSeesWhatItMaySee() {
        admin.post("/api/v1/users", user("Meera", "STORE_MANAGER", List.of("B", "A", "A")))
                .expect(201);

        JsonNode me = signedIn("meera").get("/api/v1/me").expect(200).json();

        assertThat(me.get("username").asString()).isEqualTo("meera");
        assertThat(me.get("all_stores").asBoolean()).isFalse();
        assertThat(me.get("stores").values()).map(JsonNode::asString).containsExactly("A", "B");
    }

    @Test
    void anAnalystWithoutStoresSeesAllAndAManagerWithoutStoresNone() {
        assertThat(account(Role.ANALYST, List.of()).caller().scope().all()).isTrue();
        assertThat(account(Role.ANALYST, List.of("A")).caller().scope().codesOrNull())
                .containsExactly("A");
        assertThat(account(Role.STORE_MANAGER, List.of()).caller().scope().codesOrNull())
                .isEmpty();
        assertThat(account(Role.PLANNER, List.of("A")).caller().scope().codesOrNull())
                .isNull();
    }

    private static Account account(Role role, List<String> stores) {
        java.time.Instant now = java.time.Instant.EPOCH;
        return new Account("x", "X", null, role, "", false, 1, now, now, stores, 1);
    }

    @Test
    void badUsersAreRefusedWithTheReason() {
        assertThat(admin.post("/api/v1/users", user("a b", "PLANNER", List.of()))
                        .code())
                .isEqualTo("USERNAME_INVALID");
        assertThat(admin.post("/api/v1/users", user("system", "ADMIN", List.of()))
                        .code())
                .isEqualTo("USERNAME_INVALID");
        assertThat(admin.post("/api/v1/users", user("ADMIN", "ADMIN", List.of()))
                        .code())
                .isEqualTo("USER_EXISTS");
        for (String password : List.of("too short", "x".repeat(73))) {
            Map<String, Object> user = user("shorty", "ANALYST", List.of());
            user.put("password", password);
            Answer answer = admin.post("/api/v1/users", user).expect(400);
            assertThat(answer.code()).isEqualTo("PASSWORD_INVALID");
            assertThat(answer.body()).doesNotContain(password);
        }
    }

    @Test
    void aDisabledUserIsOutAtOnceAndCanBeLetInAgain() {
        admin.post("/api/v1/users", user("leaver", "PLANNER", List.of())).expect(201);
        ApiClient leaver = signedIn("leaver");
        leaver.get("/api/v1/me").expect(200);

        admin.patch("/api/v1/users/leaver", Map.of("disabled", true)).expect(200);
        leaver.get("/api/v1/me").expect(401);
        ApiClient.anonymous(port)
                .post("/api/token", Map.of("username", "leaver", "password", "long enough 1"))
                .expect(401);

        admin.patch("/api/v1/users/leaver", Map.of("disabled", false)).expect(200);
        leaver.get("/api/v1/me").expect(401);
        signedIn("leaver").get("/api/v1/me").expect(200);
    }

    @Test
    void aChangedRoleHoldsForTokensAlreadyGiven() {
        admin.post("/api/v1/users", user("riser", "ANALYST", List.of())).expect(201);
        ApiClient riser = signedIn("riser");
        riser.get("/api/v1/users").expect(403);

        admin.patch("/api/v1/users/riser", Map.of("role", "ADMIN")).expect(200);
        riser.get("/api/v1/users").expect(200);
        admin.patch("/api/v1/users/riser", Map.of("role", "PLANNER")).expect(200);
        riser.get("/api/v1/users").expect(403);
    }

    @Test
    void theLastAdministratorStays() {
        assertThat(admin.patch("/api/v1/users/admin", Map.of("disabled", true)).code())
                .isEqualTo("LAST_ADMINISTRATOR");
        assertThat(admin.patch("/api/v1/users/admin", Map.of("role", "ANALYST")).code())
                .isEqualTo("LAST_ADMINISTRATOR");
        assertThat(admin.patch("/api/v1/users/nobody", Map.of()).code()).isEqualTo("USER_UNKNOWN");
    }

    @Test
    void aNewPasswordEndsAllTokensAndNeedsTheOldOne() {
        admin.post("/api/v1/users", user("careful", "ANALYST", List.of())).expect(201);
        ApiClient careful = signedIn("careful");

        Answer wrong = careful.put("/api/v1/me/password", Map.of("current", "not it", "password", "a newer one 2"));
        assertThat(wrong.code()).isEqualTo("PASSWORD_WRONG");
        careful.put("/api/v1/me/password", Map.of("current", "long enough 1", "password", "a newer one 2"))
                .expect(204);

        careful.get("/api/v1/me").expect(401);
        ApiClient.anonymous(port)
                .signedIn("careful", "a newer one 2")
                .get("/api/v1/me")
                .expect(200);
    }

    @Test
    void everyChangeIsInTheAuditLogWithoutPasswords() {
        ApiClient traced = admin.with("X-Correlation-Id", "trace-1");
        traced.post("/api/v1/users", user("watched", "ANALYST", List.of("A"))).expect(201);
        traced.patch("/api/v1/users/watched", Map.of("role", "PLANNER", "password", "quite another 3"))
                .expect(200);

        Answer answer =
                admin.get("/api/v1/audit?subject_type=USER&subject_id=watched").expect(200);
        List<JsonNode> entries = answer.json().get("data").values().stream().toList();

        assertThat(entries)
                .map(entry -> entry.get("action").asString())
                .containsExactly("PASSWORD_CHANGED", "USER_CHANGED", "USER_CREATED");
        JsonNode change = entries.get(1);
        assertThat(change.get("actor").asString()).isEqualTo("admin");
        assertThat(change.get("correlation_id").asString()).isEqualTo("trace-1");
        assertThat(change.get("remote_address").asString()).isNotEmpty();
        assertThat(change.at("/before/role").asString()).isEqualTo("ANALYST");
        assertThat(change.at("/after/role").asString()).isEqualTo("PLANNER");
        assertThat(answer.body()).doesNotContain("quite another 3").doesNotContain("bcrypt");
        assertThat(answer.json().at("/meta/total").asInt()).isEqualTo(3);
    }

    @Test
    void theAuditLogCannotBeChanged() {
        for (String sql : List.of(
                "update identity.audit_entry set actor = 'me'",
                "delete from identity.audit_entry",
                "truncate identity.audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("append-only");
        }
    }
}
