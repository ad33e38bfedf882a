package dev.shelfcast.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ApiClient.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The web app's way: cookies that scripts cannot read, and a header that other sites cannot send. */
@ServerTest
class SessionTest {

    private static final Map<String, String> CREDENTIALS =
            Map.of("username", "admin", "password", ApiClient.ADMIN_PASSWORD);

    @LocalServerPort
    int port;

    private ApiClient ownPage() {
        return ApiClient.anonymous(port).with("X-Requested-With", "shelfcast");
    }

    private static List<String> cookies(Answer answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    private static String cookie(Answer answer, String name) {
        return cookies(answer).stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void signingInSetsCookiesThatScriptsCannotReadAndTellsNoToken() {
        Answer answer = ownPage().post("/api/v1/session", CREDENTIALS).expect(200);

        assertThat(cookies(answer))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict"));
        assertThat(answer.json().propertyNames())
                .containsExactly("username", "display_name", "role", "all_stores", "stores", "currency");
        assertThat(answer.body()).doesNotContain("eyJ");
    }

    @Test
    void theCookieReadsButWritesOnlyWithTheHeaderOfOurOwnPage() {
        String access = cookie(ownPage().post("/api/v1/session", CREDENTIALS), "shelfcast_access");
        ApiClient browser = ApiClient.anonymous(port).with("Cookie", access);

        browser.get("/api/v1/me").expect(200);
        Answer refused = browser.patch("/api/v1/users/admin", Map.of()).expect(403);
        assertThat(refused.code()).isEqualTo("WRITE_HEADER_MISSING");
        browser.with("X-Requested-With", "shelfcast")
                .patch("/api/v1/users/admin", Map.of())
                .expect(200);
    }

    @Test
    void twoTabsMayProlongTheSessionAtTheSameMoment() {
        String refresh = cookie(ownPage().post("/api/v1/session", CREDENTIALS), "shelfcast_refresh");
        ApiClient tabs = ownPage().with("Cookie", refresh);

        tabs.post("/api/v1/session/refresh", null).expect(200);
        Answer second = tabs.post("/api/v1/session/refresh", null).expect(200);

        assertThat(cookies(second)).hasSize(2);
        ApiClient.anonymous(port)
                .with("Cookie", refresh)
                .post("/api/v1/session/refresh", null)
                .expect(403);
    }

    @Test
    void signingOutEndsTheSessionAndTakesTheCookiesBack() {
        String refresh = cookie(ownPage().post("/api/v1/session", CREDENTIALS), "shelfcast_refresh");
        Answer out = ownPage().with("Cookie", refresh).delete("/api/v1/session").expect(204);

        assertThat(cookies(out)).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
        ownPage().with("Cookie", refresh).post("/api/v1/session/refresh", null).expect(401);
        ownPage().post("/api/v1/session/refresh", null).expect(401);
    }

    @Test
    void aWornOutCookieDoesNotStandInTheWayOfSigningIn() {
        ownPage()
                .with("Cookie", "shelfcast_access=eyJhbGciOiJIUzI1NiJ9.e30.x")
                .post("/api/v1/session", CREDENTIALS)
                .expect(200);
    }
}
