package dev.shelfcast.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the running server as a caller from outside would; every answer comes back, refusals too. */
public final class ApiClient {
    /** As in application-test.yaml. */
    public static final String ADMIN_PASSWORD = "a password for tests";

    private static final String USER_PASSWORD = "another password";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger USERS = new AtomicInteger();

    private final int port;
    private final Map<String, String> headers;

    private ApiClient(int port, Map<String, String> headers) {
        this.port = port;
        this.headers = headers;
    }

    /** A caller without a token. */
    public static ApiClient anonymous(int port) {
        return new ApiClient(port, Map.of());
    }

    public static ApiClient admin(int port) {
        return anonymous(port).signedIn("admin", ADMIN_PASSWORD);
    }

    /** A new user with this role (ADMIN, PLANNER, STORE_MANAGER, ANALYST) and these stores, signed in. */
    public static ApiClient user(int port, String role, String... stores) {
        String name = "user" + USERS.incrementAndGet();
        Map<String, Object> user = Map.of(
                "username",
                name,
                "display_name",
                name,
                "role",
                role,
                "stores",
                List.of(stores),
                "password",
                USER_PASSWORD);
        admin(port).post("/api/v1/users", user).expect(201);
        return anonymous(port).signedIn(name, USER_PASSWORD);
    }

    public ApiClient signedIn(String username, String password) {
        Answer answer = post("/api/token", Map.of("username", username, "password", password));
        return with(
                "Authorization",
                "Bearer " + answer.expect(200).json().get("access").asString());
    }

    public ApiClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiClient(port, more);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    /** A body that is a text is sent as it is, anything else as JSON; null sends none. */
    public Answer send(String method, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        headers.forEach(request::setHeader);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.setHeader("Content-Type", "application/json");
            }
            String text = body instanceof String given ? given : JSON.writeValueAsString(body);
            request.method(method, BodyPublishers.ofString(text));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The stable code of a problem, empty for an answer that is none. */
        public String code() {
            return headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                    ? json().path("code").asString("")
                    : "";
        }

        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected %d, got %d: %s".formatted(wanted, status, body));
            }
            return this;
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
