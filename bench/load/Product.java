import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged jar in a process of its own, on a home of its own, as its user starts it. */
final class Product implements AutoCloseable {

    private static final String PASSWORD = "a-bench-password";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ThreadLocal<Wire> wires = ThreadLocal.withInitial(() -> new Wire(port()));
    private final Path home;
    private final Process process;
    private final int port;
    private String token = "";
    private long tokenSince;

    Product(Path jar, Path home) throws Exception {
        this.home = home;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment()
                .putAll(Map.of(
                        "SHELFCAST_HOME", home.toString(),
                        "SHELFCAST_ADMIN_PASSWORD", PASSWORD,
                        "SHELFCAST_TIME_ZONE", "Asia/Kolkata",
                        "SERVER_PORT", String.valueOf(port)));
        process = builder.start();
        long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The jar did not start:\n" + Files.readString(log()));
            }
            Thread.sleep(100);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/health/ready");
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Path log() {
        return home.resolveSibling("shelfcast.log");
    }

    /** The embedded server, as the product itself reaches it. */
    Connection database() throws SQLException, IOException {
        return database("");
    }

    /** As another role, which has the same password; empty for the product's own. */
    Connection database(String role) throws SQLException, IOException {
        Properties access = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("database.properties"))) {
            access.load(reader);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(access.get("host"), access.get("port"), access.get("database")),
                role.isEmpty() ? access.getProperty("user") : role,
                access.getProperty("password"));
    }

    private int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** An access token of the administrator with some minutes left. */
    synchronized String token() throws Exception {
        if (token.isEmpty() || System.nanoTime() - tokenSince > TimeUnit.MINUTES.toNanos(5)) {
            String body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(PASSWORD);
            token = field(
                    send(HttpRequest.newBuilder(URI.create(url() + "/api/token"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))),
                    "access");
            tokenSince = System.nanoTime();
        }
        return token;
    }

    String get(String path) throws Exception {
        return send("GET", path, "");
    }

    String post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    private String send(String method, String path, String body) throws Exception {
        Wire.Answer answer = wires.get().send(method, path, token(), body);
        if (answer.status() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Sends the file as the page does and answers the upload's number. */
    long upload(Path file, Map<String, String> fields) throws Exception {
        String boundary = "----bench";
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        head.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                .formatted(boundary, file.getFileName()));
        head.append("Content-Type: text/csv\r\n\r\n");
        String answer = send(request("/api/v1/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head.toString()),
                        HttpRequest.BodyPublishers.ofFile(file),
                        HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
        return Long.parseLong(field(answer, "id"));
    }

    /** The status document of the upload once it has ended. */
    String ended(long upload) throws Exception {
        while (true) {
            String status = get("/api/v1/upload/" + upload + "/status");
            if (Stream.of("DONE", "FAILED", "CANCELLED").anyMatch(field(status, "status")::equals)) {
                return status;
            }
            Thread.sleep(100);
        }
    }

    /** Waits until the demand tables have read every sale line. */
    void awaitDemand() throws Exception {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery("""
                        select not exists (
                               select from orders.sale_line
                                where xact >= (select pg_snapshot_xmax(snapshot) from demand.position
                                                where name = 'demand'))
                        """)) {
                    if (row.next() && row.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(50);
            }
        }
    }

    /** Highest resident memory of the Java process so far, in MB. */
    long peakMegabytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .sum();
        }
    }

    /** Seconds of processor time that the Java process and its database have taken so far. */
    double processorSeconds() {
        long database = process.children()
                .mapToLong(postmaster -> ticks(postmaster.pid(), true)
                        + postmaster.children().mapToLong(child -> ticks(child.pid(), false)).sum())
                .sum();
        return (ticks(process.pid(), false) + database) / 100.0;
    }

    /** Own processor time, and that of children which have ended. */
    private static long ticks(long pid, boolean withEnded) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return withEnded ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** A field of a flat JSON document; enough for what is asked here. */
    static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}\\]]*))")
                .matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2).strip();
    }

    private HttpRequest.Builder request(String path) throws Exception {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + token());
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Ends the product as a user would, and waits for its database. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException problem) {
                    throw new UncheckedIOException(problem);
                }
            });
        }
    }
}
