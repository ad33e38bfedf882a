package dev.shelfcast.server.testing;

import dev.shelfcast.server.platform.database.Durability;
import dev.shelfcast.server.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** The one PostgreSQL server of a test run: the product's own, in a home folder that is thrown away. */
final class TestServer {
    static final String ROLE = EmbeddedPostgres.ROLE;

    private static final Path FOLDER = Path.of("target", "test-postgres").toAbsolutePath();
    private static final String TEMPLATE = "template_migrated";

    private static TestServer running;

    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    private TestServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static synchronized TestServer running() {
        if (running == null) {
            try {
                running = start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    String jdbcUrl(String database) {
        return postgres.jdbcUrl(database);
    }

    String password() {
        return postgres.password();
    }

    String cloneTemplate() {
        String name = "test_" + databases.incrementAndGet();
        asSuperuser("create database " + name + " template " + TEMPLATE + " owner " + ROLE + " strategy wal_log");
        return name;
    }

    void drop(String name) {
        asSuperuser("drop database if exists " + name + " with (force)");
    }

    private static TestServer start() throws IOException {
        removeFoldersOfDeadRuns();
        Path home = Files.createDirectories(
                FOLDER.resolve("run-" + ProcessHandle.current().pid()));
        borrowPrograms(home);
        TestServer server = new TestServer(EmbeddedPostgres.start(home, Durability.THROWN_AWAY));
        // Spring calls it when the contexts are closed, which a shutdown hook of our own could not know.
        SpringApplication.getShutdownHandlers().add(() -> server.end(home));
        server.asSuperuser("create database " + TEMPLATE + " owner " + ROLE);
        Flyway.configure()
                .dataSource(server.jdbcUrl(TEMPLATE), ROLE, server.password())
                // as in application.yaml; a context that finds another history than its own does not start
                .locations("classpath:db/migration")
                .defaultSchema("platform")
                .createSchemas(true)
                .load()
                .migrate();
        return server;
    }

    /** Unpacking takes longer than everything else here, so one run leaves its programs to the next. */
    private static void borrowPrograms(Path home) throws IOException {
        try (Stream<Path> known = Files.list(FOLDER)) {
            for (Path programs : known.filter(
                            path -> path.getFileName().toString().startsWith("postgres-"))
                    .toList()) {
                Files.createSymbolicLink(home.resolve(programs.getFileName()), programs);
            }
        } catch (FileSystemException | UnsupportedOperationException unpackedAgain) {
            // a system without symbolic links
        }
    }

    private static void keepPrograms(Path home) throws IOException {
        try (Stream<Path> own = Files.list(home)) {
            for (Path programs : own.filter(
                            path -> path.getFileName().toString().startsWith("postgres-"))
                    .filter(path -> !Files.isSymbolicLink(path))
                    .toList()) {
                Path kept = FOLDER.resolve(programs.getFileName());
                if (!Files.exists(kept)) {
                    Files.move(programs, kept);
                }
            }
        }
    }

    private void end(Path home) {
        postgres.close();
        try {
            keepPrograms(home);
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException leftToTheNextRun) {
            // its folder is removed by the next run
        }
    }

    private static void removeFoldersOfDeadRuns() throws IOException {
        Files.createDirectories(FOLDER);
        List<Path> runs;
        try (Stream<Path> all = Files.list(FOLDER)) {
            runs = all.filter(path -> path.getFileName().toString().startsWith("run-"))
                    .toList();
        }
        for (Path run : runs) {
            long pid = Long.parseLong(run.getFileName().toString().substring("run-".length()));
            if (ProcessHandle.of(pid).isEmpty()) {
                FileSystemUtils.deleteRecursively(run);
            }
        }
    }

    private void asSuperuser(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), "postgres", password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
