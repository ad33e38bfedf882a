package dev.shelfcast.server.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that starts the server of a home folder, writes a row, and lives until it is killed. */
final class AnotherProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private AnotherProcess(Process process) {
        this.process = process;
    }

    static AnotherProcess on(Path home) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherProcess.class.getName(),
                        home.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the other process ended:\n" + all);
            }
            all.append(line).append('\n');
        }
        return new AnotherProcess(process);
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The process' own life: it ends by being killed. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl(EmbeddedPostgres.DATABASE), EmbeddedPostgres.ROLE, server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists written (by_pid bigint)");
            statement.execute(
                    "insert into written values (" + ProcessHandle.current().pid() + ")");
        }
        System.out.println(READY);
        Thread.sleep(Long.MAX_VALUE);
    }
}
