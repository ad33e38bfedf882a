package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.testing.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends files as a browser does, and waits for what becomes of them. */
final class UploadClient {

    private static final String BOUNDARY = "------------------------shelfcast";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final ApiClient api;
    private final String token;

    UploadClient(int port, ApiClient api, String token) {
        this.port = port;
        this.api = api;
        this.token = token;
    }

    static UploadClient signedIn(int port, String user, String password) {
        String token = ApiClient.anonymous(port)
                .post("/api/token", Map.of("username", user, "password", password))
                .expect(200)
                .json()
                .get("access")
                .asString();
        return new UploadClient(port, ApiClient.anonymous(port).with("Authorization", "Bearer " + token), token);
    }

    static UploadClient admin(int port) {
        return signedIn(port, "admin", ApiClient.ADMIN_PASSWORD);
    }

    HttpResponse<String> post(byte[] file, String... fields) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            head.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, fields[i], fields[i + 1]));
        }
        head.append(("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"till.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n")
                .formatted(BOUNDARY));
        byte[] end = "\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/upload"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(
                        List.of(head.toString().getBytes(StandardCharsets.UTF_8), file, end)))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }

    long send(byte[] file, String... fields) {
        HttpResponse<String> answer = post(file, fields);
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).get("id").asLong();
    }

    /** Sends the file and answers its report once it has ended. */
    JsonNode imported(byte[] file, String... fields) {
        return ended(send(file, fields));
    }

    JsonNode imported(String text, String... fields) {
        return imported(text.getBytes(StandardCharsets.UTF_8), fields);
    }

    JsonNode ended(long id) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            JsonNode status =
                    api.get("/api/v1/upload/" + id + "/status").expect(200).json();
            if (List.of("DONE", "FAILED", "CANCELLED", "UNDONE")
                    .contains(status.get("status").asString())) {
                return api.get("/api/v1/upload/" + id + "/report").expect(200).json();
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("still " + status);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    ApiClient api() {
        return api;
    }
}
