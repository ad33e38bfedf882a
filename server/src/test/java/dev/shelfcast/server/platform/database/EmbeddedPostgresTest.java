package dev.shelfcast.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** Real servers on real folders, with other processes where the story is about processes. */
class EmbeddedPostgresTest {
    /** Not the system's folder for temporary files, which may be closed to the account that root's server runs under. */
    private static final Path FOLDER =
            Path.of("target", "embedded-postgres-test").toAbsolutePath();

    private static Path programs;
    private static int homes;

    private Path home;

    @BeforeAll
    static void unpackOnce() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        programs = PostgresBinaries.unpackInto(FOLDER);
    }

    @AfterAll
    static void remove() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    @BeforeEach
    void makeHome() throws IOException {
        home = newHome();
    }

    @Test
    void aFirstStartGivesADatabaseThatLosesNothing() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            Map<String, String> expected = Map.ofEntries(
                    Map.entry("fsync", "on"),
                    Map.entry("full_page_writes", "on"),
                    Map.entry("synchronous_commit", "on"),
                    Map.entry("data_checksums", "on"),
                    Map.entry("listen_addresses", "127.0.0.1"),
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("password_encryption", "scram-sha-256"),
                    Map.entry("server_encoding", "UTF8"),
                    Map.entry("shared_buffers", "256MB"),
                    Map.entry("max_wal_size", "4GB"),
                    Map.entry("work_mem", "32MB"),
                    Map.entry("wal_compression", "pglz"),
                    Map.entry("jit", "off"),
                    Map.entry("max_connections", "100"));
            JdbcClient database = shelfcast(server);
            JdbcClient superuser = as("postgres", server);
            expected.forEach((name, value) -> assertThat(superuser
                            .sql("select current_setting(?)")
                            .param(name)
                            .query(String.class)
                            .single())
                    .as(name)
                    .isEqualTo(value));
            assertThat(database.sql("select rolsuper from pg_roles where rolname = current_user")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(DatabaseAccess.file(home))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            var guess = new DriverManagerDataSource(server.jdbcUrl("shelfcast"), "shelfcast", "guess");
            assertThatThrownBy(guess::getConnection).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aLaterStartFindsItsRowsOnTheSamePort() throws IOException {
        String url;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            url = server.jdbcUrl("shelfcast");
            shelfcast(server).sql("create table kept as select 7 as units").update();
        }
        assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(server.jdbcUrl("shelfcast")).isEqualTo(url);
            assertThat(shelfcast(server)
                            .sql("select units from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(7);
        }
    }

    @Test
    void aTakenPortIsExchangedForAnotherOne() throws IOException {
        EmbeddedPostgres.start(home).close();
        int remembered = DatabaseAccess.find(home).orElseThrow().port();
        try (ServerSocket other = new ServerSocket(remembered, 1, InetAddress.getByName(DatabaseAccess.HOST));
                EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(server.jdbcUrl("x")).doesNotContain(":" + other.getLocalPort() + "/");
            assertThat(DatabaseAccess.find(home).orElseThrow().port()).isNotEqualTo(remembered);
        }
    }

    @Test
    void twoHomesRunSideBySide() throws IOException {
        try (EmbeddedPostgres one = EmbeddedPostgres.start(home);
                EmbeddedPostgres other = EmbeddedPostgres.start(newHome())) {
            shelfcast(one).sql("create table only_here (id int)").update();
            assertThat(shelfcast(other)
                            .sql("select count(*) from pg_tables where tablename = 'only_here'")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(one.password()).isNotEqualTo(other.password());
        }
    }

    @Test
    void aSecondProcessOnTheSameHomeIsRefusedByNameAndWayOut() throws Exception {
        try (AnotherProcess other = AnotherProcess.on(home)) {
            DatabaseRefused refusal = catchThrowableOfType(DatabaseRefused.class, () -> EmbeddedPostgres.start(home));
            assertThat(refusal)
                    .hasMessage(
                            "Shelfcast already runs on the home folder " + home + " (process " + other.pid() + ").");
            assertThat(refusal.wayOut()).contains("SHELFCAST_HOME=");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(shelfcast(server)
                            .sql("select count(*) from written")
                            .query(Integer.class)
                            .single())
                    .isOne();
        }
    }

    @Test
    void aSecondStartWithinThisProcessIsRefusedAndLeavesTheFirstLocked() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(home)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(home)).isInstanceOf(DatabaseRefused.class);
            assertThatThrownBy(() -> AnotherProcess.on(home)).hasMessageContaining("already runs on the home folder");
            assertThat(shelfcast(first).sql("select 1").query(Integer.class).single())
                    .isOne();
        }
    }

    @Test
    void aKilledProcessIsFollowedByANewOneThatFindsEveryCommittedRow() throws Exception {
        for (int kills = 1; kills <= 3; kills++) {
            AnotherProcess other = AnotherProcess.on(home);
            other.kill();
            try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
                assertThat(shelfcast(server)
                                .sql("select count(*) from written")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(kills);
            }
        }
    }

    @Test
    void aServerThatOutlivedItsOwnerIsStopped() throws Exception {
        EmbeddedPostgres.start(home).close();
        // As on a system that tells the server nothing: started outside of any process that keeps it.
        Path own = home.resolve(programs.getFileName());
        Account account = Account.that(PostgresBinaries.program(own, "postgres"));
        Command.Outcome orphaned = account.command(
                        PostgresBinaries.program(own, "pg_ctl").toString(),
                        "start",
                        "-w",
                        "-D",
                        home.resolve("data").toString(),
                        "-l",
                        home.resolve("log/orphan.log").toString())
                .run();
        assertThat(orphaned.succeeded()).as(orphaned.output()).isTrue();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(shelfcast(server).sql("select 1").query(Integer.class).single())
                    .isOne();
        }
    }

    @Test
    void aFileThatNamesSomebodyElsesProcessIsNoServer() throws IOException {
        EmbeddedPostgres.start(home).close();
        Files.writeString(
                home.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("data") + "\n1\n1\n\n127.0.0.1\n\nready\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(shelfcast(server).sql("select 1").query(Integer.class).single())
                    .isOne();
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void whatAnInterruptedFirstStartLeftIsDoneAgain() throws IOException {
        Files.createDirectories(home.resolve("data.new/base"));
        Files.writeString(home.resolve("data.new/PG_VERSION"), "18\n");
        Files.createDirectories(home.resolve("postgres-" + PostgresBinaries.VERSION + ".unpacking/bin"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            assertThat(shelfcast(server)
                            .sql("select current_user")
                            .query(String.class)
                            .single())
                    .isEqualTo("shelfcast");
        }
    }

    @Test
    void dataWithoutTheirPasswordAreRefused() throws IOException {
        EmbeddedPostgres.start(home).close();
        Files.delete(DatabaseAccess.file(home));
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("The password of the data in " + home.resolve("data") + " is gone");
    }

    @Test
    void dataWithTheWrongPasswordAreRefused() throws IOException {
        EmbeddedPostgres.start(home).close();
        new DatabaseAccess(DatabaseAccess.find(home).orElseThrow().port(), "guess").save(home);
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("lets nobody in");
    }

    @Test
    void dataOfAnotherMajorVersionAreRefused() throws IOException {
        EmbeddedPostgres.start(home).close();
        Files.writeString(home.resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("written by PostgreSQL 17");
    }

    @Test
    void aServerThatCannotStartSaysWhy() throws IOException {
        EmbeddedPostgres.start(home).close();
        Files.writeString(home.resolve("data/postgresql.auto.conf"), "shared_buffers = 'plenty'\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"plenty\"");
    }

    @Test
    void theVersionIsTheOneOfTheBuild() throws IOException {
        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .contains("<embedded-postgres.version>" + PostgresBinaries.VERSION + "</embedded-postgres.version>");
        assertThat(PostgresBinaries.VERSION).startsWith(PostgresBinaries.MAJOR_VERSION + ".");
    }

    /** Links to the programs instead of another unpacking; the files themselves lie in the home folder, as they must. */
    private static Path newHome() throws IOException {
        Path folder = Files.createDirectories(FOLDER.resolve("home-" + ++homes));
        Path own = folder.resolve(programs.getFileName());
        try (Stream<Path> tree = Files.walk(programs)) {
            for (Path source : tree.toList()) {
                Path target = own.resolve(programs.relativize(source));
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else if (Files.isSymbolicLink(source)) {
                    Files.createSymbolicLink(target, Files.readSymbolicLink(source));
                } else {
                    Files.createLink(target, source);
                }
            }
        }
        return folder;
    }

    private static JdbcClient shelfcast(EmbeddedPostgres server) {
        return as(EmbeddedPostgres.ROLE, server);
    }

    private static JdbcClient as(String role, EmbeddedPostgres server) {
        return JdbcClient.create(
                new DriverManagerDataSource(server.jdbcUrl(EmbeddedPostgres.DATABASE), role, server.password()));
    }
}
