package dev.shelfcast.server.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data folder of the embedded server: made once, complete or not at all, with its settings written anew at each start. */
record Cluster(Path home, Path programs, Account account) {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    Path data() {
        return home.resolve("data");
    }

    Path logFolder() {
        return home.resolve("log");
    }

    boolean exists() {
        return Files.exists(data());
    }

    void create(String password, Durability durability) throws IOException {
        Path draft = data().resolveSibling("data.new");
        PostgresBinaries.deleteFolder(draft);
        createPrivately(draft);
        log.info("Creating the database in {}", data());
        account.command(
                        PostgresBinaries.program(programs, "initdb").toString(),
                        "--pgdata=" + draft,
                        "--username=postgres",
                        "--encoding=UTF8",
                        // One order of texts on every machine and for ever: an order that comes from the system or
                        // from a library changes with their versions, and then indexes on texts miss rows.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--auth=reject",
                        "--data-checksums",
                        "--no-instructions",
                        durability == Durability.FULL ? "--sync-method=fsync" : "--no-sync")
                .runOrRefuse("The database cannot be created in " + data());
        Files.writeString(draft.resolve("pg_hba.conf"), """
                # Written by Shelfcast: this machine only, and only with the password.
                host all all 127.0.0.1/32 scram-sha-256
                """);
        // Without a server that listens, so that no one ever sees a database without its password.
        account.command(
                        PostgresBinaries.program(programs, "postgres").toString(),
                        "--single",
                        "-D",
                        draft.toString(),
                        "-c",
                        "exit_on_error=true",
                        "-c",
                        "fsync=" + (durability == Durability.FULL ? "on" : "off"),
                        "postgres")
                .runOrRefuse("The roles cannot be created in " + data(), """
                        alter role postgres password '%1$s'
                        create role %2$s login password '%1$s'
                        create database %3$s owner %2$s
                        """.formatted(
                                password, EmbeddedPostgres.ROLE, EmbeddedPostgres.DATABASE));
        Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Refuses what another major version has written; PostgreSQL would too, but without a way out. */
    void checkVersion() throws IOException {
        Path versionFile = data().resolve("PG_VERSION");
        String version =
                Files.exists(versionFile) ? Files.readString(versionFile).strip() : "unknown";
        if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new DatabaseRefused(
                    "The data in " + data() + " were written by PostgreSQL " + version + ", and this Shelfcast brings "
                            + PostgresBinaries.MAJOR_VERSION + ".",
                    "Start the Shelfcast that wrote them, or set SHELFCAST_HOME to another folder.");
        }
    }

    /** An owner who wants other settings uses {@code alter system}: those stand in another file and come last. */
    void writeSettings(int port, Durability durability) throws IOException {
        createPrivately(logFolder());
        account.own(data());
        account.own(logFolder());
        Files.writeString(
                data().resolve("postgresql.conf"),
                """
                # Written by Shelfcast at each start. Changes belong into "alter system set …", which outlives it.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = %d
                shared_buffers = '256MB'
                work_mem = '32MB'
                maintenance_work_mem = '128MB'
                max_wal_size = '4GB'
                wal_compression = 'on'
                jit = off
                random_page_cost = 1.1
                timezone = 'UTC'
                log_timezone = 'UTC'
                logging_collector = on
                log_directory = '%s'
                log_filename = 'postgresql-%%a.log'
                log_truncate_on_rotation = on
                log_rotation_age = '1d'
                log_rotation_size = 0
                log_line_prefix = '%%m [%%p] %%q%%u@%%d '
                log_checkpoints = off
                """.formatted(DatabaseAccess.HOST, port, durability.maxConnections(), quoted(logFolder()))
                        + durability.settings());
    }

    private static String quoted(Path path) {
        return path.toString().replace('\\', '/').replace("'", "''");
    }

    private void createPrivately(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (!PostgresBinaries.isWindows()) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        account.own(folder);
    }
}
