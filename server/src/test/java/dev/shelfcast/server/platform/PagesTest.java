package dev.shelfcast.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ApiClient.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class PagesTest {

    @LocalServerPort
    int port;

    private Answer get(String path) {
        return ApiClient.anonymous(port).get(path);
    }

    @Test
    void healthAnswersWithoutAToken() {
        for (String path : new String[] {"/health", "/health/ready", "/health/live"}) {
            assertThat(get(path).expect(200).json().get("status").asString())
                    .as(path)
                    .isEqualTo("UP");
        }
    }

    @Test
    void metricsAreForPrometheus() {
        get("/api/v1/me");

        assertThat(get("/metrics").expect(200).body())
                .contains("http_server_requests_seconds_bucket")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void bothReadersOfTheDescriptionAreServedFromHere() {
        Answer swagger = get("/api/docs/");
        assertThat(swagger.status()).isEqualTo(302);
        assertThat(swagger.header("Location")).endsWith("/api/swagger-ui/index.html");
        assertThat(get("/api/swagger-ui/index.html").expect(200).body()).contains("swagger-ui-bundle.js");
        assertThat(get("/api/openapi.json/swagger-config").expect(200).body()).contains("/api/openapi.json");

        assertThat(get("/api/redoc/").expect(200).body()).contains("/api/redoc/redoc.standalone.js");
        assertThat(get("/api/redoc").expect(200).body()).contains("/api/redoc/redoc.standalone.js");
        assertThat(get("/api/redoc/redoc.standalone.js").expect(200).body()).hasSizeGreaterThan(500_000);
    }

    @Test
    void aTrailingSlashChangesNothing() {
        assertThat(get("/api/v1/me/").status()).isEqualTo(401);
        assertThat(ApiClient.admin(port).get("/api/v1/me/").expect(200).body())
                .isEqualTo(ApiClient.admin(port).get("/api/v1/me").body());
    }

    @Test
    void everyPathThatIsNoFileShowsThePage() {
        String page = get("/").expect(200).body();

        assertThat(page).contains("<div id=\"root\">");
        assertThat(get("/stores/DEL123").expect(200).body()).isEqualTo(page);
        assertThat(get("/stores").expect(200).header("Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/favicon-that-is-not.ico").status()).isEqualTo(404);
        assertThat(get("/assets/nothing.js").code()).isEqualTo("PATH_UNKNOWN");
    }

    @Test
    void hashedFilesAreKeptForAYear() {
        Matcher script = Pattern.compile("/assets/[^\"]+\\.js").matcher(get("/").body());
        assertThat(script.find()).isTrue();

        assertThat(get(script.group()).expect(200).header("Cache-Control"))
                .contains("max-age=31536000")
                .contains("immutable");
    }

    @Test
    void theHeadersForbidWhatThePageDoesNotNeed() {
        Answer answer = get("/");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .contains("script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(get("/api/v1/me").header("Cache-Control")).contains("no-store");
    }

    @Test
    void otherSitesMayNotCallTheApiUnlessAllowed() {
        Answer answer =
                ApiClient.anonymous(port).with("Origin", "https://evil.example").get("/api/openapi.json");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void anEscapedLetterDoesNotLeadPastTheDoor() {
        assertThat(get("/%61pi/v1/me").status()).isEqualTo(401);
        assertThat(get("/%61pi/v1/nothing").status()).isEqualTo(401);
        assertThat(get("/api/docs/%2e%2e/v1/me").status()).isEqualTo(400);
        assertThat(get("//api/v1/me").status()).isEqualTo(400);
    }

    @Test
    void longAnswersAreCompressed() {
        assertThat(ApiClient.anonymous(port)
                        .with("Accept-Encoding", "gzip")
                        .get("/api/openapi.json")
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
    }
}
