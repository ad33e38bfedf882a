package dev.shelfcast.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ApiClient.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class TokensTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Answer signIn(String path, String username, String password) {
        return ApiClient.anonymous(port).post(path, Map.of("username", username, "password", password));
    }

    private Answer refresh(String token) {
        return ApiClient.anonymous(port).post("/api/token/refresh", Map.of("refresh", token));
    }

    private String refreshToken() {
        return signIn("/api/token", "admin", ApiClient.ADMIN_PASSWORD)
                .json()
                .get("refresh")
                .asString();
    }

    @Test
    void aPasswordBuysTwoTokensOnBothPaths() {
        for (String path : new String[] {"/api/token", "/api/v1/auth/login", "/api/token/"}) {
            Answer answer = signIn(path, "Admin ", ApiClient.ADMIN_PASSWORD).expect(200);

            assertThat(answer.json().propertyNames())
                    .containsExactlyInAnyOrder("access", "refresh", "token_type", "expires_in");
            assertThat(answer.json().get("expires_in").asInt()).isEqualTo(900);
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreToldTheSame() {
        Answer wrong = signIn("/api/token", "admin", "not the password").expect(401);
        Answer unknown = signIn("/api/token", "nobody", "not the password").expect(401);

        assertThat(wrong.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(wrong.json().get("detail")).isEqualTo(unknown.json().get("detail"));
    }

    @Test
    void aRefreshTokenIsGoodForOneUseAndItsSecondUseEndsTheSession() {
        String first = refreshToken();
        String second = refresh(first).expect(200).json().get("refresh").asString();

        refresh(first).expect(401);
        refresh(second).expect(401);
    }

    @Test
    void aForgedOrAlteredTokenIsRefused() {
        String access = signIn("/api/token", "admin", ApiClient.ADMIN_PASSWORD)
                .json()
                .get("access")
                .asString();
        String altered = access.substring(0, access.length() - 3) + "AAA";
        String unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsImlzcyI6InNoZWxmY2FzdCIsImdlbiI6MX0.";
        for (String token : new String[] {altered, unsigned, "x", refreshToken()}) {
            Answer answer = ApiClient.anonymous(port)
                    .with("Authorization", "Bearer " + token)
                    .get("/api/v1/me");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void theTenWrongPasswordsOfAMinuteAreFollowedByAWait() {
        ApiClient.user(port, "ANALYST");
        for (int i = 0; i < 10; i++) {
            signIn("/api/token", "planner-to-be", "guess " + i).expect(401);
        }
        Answer refused = signIn("/api/token", "planner-to-be", "guess 10").expect(429);

        assertThat(refused.code()).isEqualTo("TOO_MANY_SIGN_INS");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        signIn("/api/token", "admin", ApiClient.ADMIN_PASSWORD).expect(200);
    }

    @Test
    void noPasswordAndNoTokenIsStored() {
        String token = refreshToken();
        String stored = jdbc.sql("select string_agg(u::text, '') from identity.user_account u")
                        .query(String.class)
                        .single()
                + jdbc.sql("select string_agg(t::text, '') from identity.refresh_token t")
                        .query(String.class)
                        .single();

        assertThat(stored)
                .doesNotContain(token)
                .doesNotContain(ApiClient.ADMIN_PASSWORD)
                .contains("{bcrypt}$2a$12$");
    }
}
