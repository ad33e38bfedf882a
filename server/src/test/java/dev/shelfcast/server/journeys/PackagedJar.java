package dev.shelfcast.server.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product as a user starts it: the runnable jar in a process of its own, on a home of its own. */
final class PackagedJar implements AutoCloseable {

    static final String PASSWORD = "a-test-password";
    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path home;
    private final int port;
    private final List<String> arguments;
    private Process process;
    private String token;

    private PackagedJar(Path home, int port, List<String> arguments) {
        this.home = home;
        this.port = port;
        this.arguments = arguments;
    }

    /** Starts the jar on a fresh or used home and waits until it is ready. */
    static PackagedJar start(Path home, String... arguments) {
        PackagedJar jar = new PackagedJar(home, freePort(), List.of(arguments));
        jar.start();
        return jar;
    }

    void start() {
        token = null;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                Path.of("target", "shelfcast.jar").toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "SHELFCAST_HOME",
                        home.toString(),
                        "SHELFCAST_ADMIN_PASSWORD",
                        PASSWORD,
                        "SHELFCAST_TIME_ZONE",
                        "Asia/Kolkata",
                        "SERVER_PORT",
                        String.valueOf(port)));
        try {
            Files.createDirectories(home.getParent());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            process = builder.start();
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new AssertionError("The jar stopped while starting:\n" + Files.readString(log()));
            }
            try {
                if (send(request("/health/ready").GET()).statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                pause(Duration.ofMillis(100));
            }
        }
        throw new AssertionError("Not ready within " + LONGEST_START + ":\n" + Files.readString(log()));
    }

    /** What a power cut does to the Java process. */
    void killNine() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path log() {
        return home.resolveSibling(home.getFileName() + ".log");
    }

    JsonNode get(String path) {
        return json(
                send(request(path).header("Authorization", "Bearer " + token()).GET()));
    }

    JsonNode post(String path, String body) {
        return json(send(request(path)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** Uploads a file as the page does and answers the import's id. */
    long upload(Path file, Map<String, String> fields) {
        String boundary = "----shelfcast";
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        head.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                .formatted(boundary, file.getFileName()));
        head.append("Content-Type: text/csv\r\n\r\n");
        try {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head.toString()),
                    HttpRequest.BodyPublishers.ofFile(file),
                    HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            return json(send(request("/api/v1/upload")
                            .header("Authorization", "Bearer " + token())
                            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .POST(body)))
                    .get("id")
                    .asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the import has ended, one way or the other. */
    JsonNode awaitImport(long id) {
        return await(Duration.ofMinutes(5), () -> {
            JsonNode status = get("/api/v1/upload/" + id + "/status");
            return List.of("DONE", "FAILED", "CANCELLED")
                            .contains(status.get("status").asString())
                    ? status
                    : null;
        });
    }

    /** What may not be there yet; null means not yet. */
    interface Later<T> {
        T get();
    }

    static <T> T await(Duration longest, Later<T> later) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < deadline) {
            T value = later.get();
            if (value != null) {
                return value;
            }
            pause(Duration.ofMillis(50));
        }
        throw new AssertionError("Still not there after " + longest);
    }

    private String token() {
        if (token == null) {
            String body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(PASSWORD);
            token = json(send(request("/api/token")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))))
                    .get("access")
                    .asString();
        }
        return token;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
