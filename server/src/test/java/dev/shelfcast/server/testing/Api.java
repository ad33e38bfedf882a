package dev.shelfcast.server.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the running server over HTTP as a user made for the test. */
@Component
public final class Api {

    private static final String PASSWORD = "a password of the tests";
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Environment environment;
    private final HttpClient http = HttpClient.newHttpClient();

    Api(JdbcClient jdbc, JsonMapper json, Environment environment) {
        this.jdbc = jdbc;
        this.json = json;
        this.environment = environment;
    }

    /** A new user of this role, limited to the stores if any are given. */
    public User as(String role, String... stores) {
        String name = "test-" + UUID.randomUUID();
        jdbc.sql("""
                        insert into identity.user_account (username, display_name, role, password_hash)
                        values (:name, :name, :role, :hash)
                        """)
                .param("name", name)
                .param("role", role)
                .param("hash", HASH)
                .update();
        for (String store : stores) {
            jdbc.sql("insert into identity.user_store (username, store_code) values (:name, :store)")
                    .param("name", name)
                    .param("store", store)
                    .update();
        }
        Answer signedIn = new User(null)
                .post("/api/token", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD));
        return new User(signedIn.json().path("access").asString());
    }

    /** What came back. */
    public record Answer(int status, String body, JsonNode json, HttpResponse<String> raw) {}

    /** Asks with this user's token, or with none. */
    public final class User {

        private final String token;

        private User(String token) {
            this.token = token;
        }

        public Answer get(String path, String... headers) {
            return send("GET", path, null, headers);
        }

        public Answer post(String path, String body, String... headers) {
            return send("POST", path, body, headers);
        }

        public Answer put(String path, String body, String... headers) {
            return send("PUT", path, body, headers);
        }

        public Answer patch(String path, String body, String... headers) {
            return send("PATCH", path, body, headers);
        }

        public Answer delete(String path) {
            return send("DELETE", path, null);
        }

        private Answer send(String method, String path, String body, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + environment.getProperty("local.server.port") + path))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                HttpResponse<String> raw = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                boolean isJson = raw.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.contains("json"))
                        .isPresent();
                return new Answer(
                        raw.statusCode(), raw.body(), isJson ? json.readTree(raw.body()) : json.nullNode(), raw);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
