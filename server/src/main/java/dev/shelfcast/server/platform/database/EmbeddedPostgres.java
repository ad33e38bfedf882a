package dev.shelfcast.server.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL server of our own, whose programs, data and log live in one home folder. */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The database of the product. */
    public static final String DATABASE = "shelfcast";

    /** The role that owns the product's database; it is no superuser. */
    public static final String ROLE = "shelfcast";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** After a crash PostgreSQL replays up to {@code max_wal_size} before it answers; a slow disk needs minutes for that. */
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(10);

    private static final Duration STILL_WAITING = Duration.ofSeconds(5);
    private static final int PORT_ATTEMPTS = 3;

    private final DatabaseAccess access;
    private final HomeLock lock;
    private final ServerProcess process;

    private EmbeddedPostgres(DatabaseAccess access, HomeLock lock, ServerProcess process) {
        this.access = access;
        this.lock = lock;
        this.process = process;
    }

    /** Starts the server of a home folder, which is created when it does not exist; refuses a folder that is in use. */
    public static EmbeddedPostgres start(Path home) {
        return start(home, Durability.FULL);
    }

    /** As {@link #start(Path)}, with a chosen promise on commits. */
    public static EmbeddedPostgres start(Path home, Durability durability) {
        Path folder = prepare(home);
        HomeLock lock = HomeLock.take(folder);
        boolean started = false;
        try {
            EmbeddedPostgres server = startLocked(folder, lock, durability);
            started = true;
            return server;
        } catch (IOException e) {
            throw new DatabaseRefused(
                    "The database in " + folder + " cannot be started: " + e,
                    "Let this user write to " + folder + ", or set SHELFCAST_HOME to another folder.",
                    e);
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    /** The address of a database on this server, to be used with {@link #ROLE} or the superuser {@code postgres}. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + DatabaseAccess.HOST + ":" + access.port() + "/" + database;
    }

    /** The password of both roles. */
    public String password() {
        return access.password();
    }

    /** Stops the server in good order, then lets go of the home folder. */
    @Override
    public void close() {
        try {
            process.stop();
        } finally {
            lock.close();
        }
    }

    private static EmbeddedPostgres startLocked(Path home, HomeLock lock, Durability durability) throws IOException {
        long begun = System.nanoTime();
        Path programs = PostgresBinaries.unpackInto(home);
        Account account = Account.that(PostgresBinaries.program(programs, "postgres"));
        Cluster cluster = new Cluster(home, programs, account);
        DatabaseAccess access = accessTo(home, cluster);
        if (cluster.exists()) {
            cluster.checkVersion();
            ServerProcess.clearLeftOvers(cluster);
        } else {
            cluster.create(access.password(), durability);
        }
        for (int attempt = 1; ; attempt++) {
            access = access.onFreePort();
            access.save(home);
            cluster.writeSettings(access.port(), durability);
            ServerProcess process = ServerProcess.start(cluster);
            EmbeddedPostgres server = new EmbeddedPostgres(access, lock, process);
            if (server.answers()) {
                log.info(
                        "PostgreSQL {} answers on {}:{} after {} ms, data in {}",
                        PostgresBinaries.VERSION,
                        DatabaseAccess.HOST,
                        access.port(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                        cluster.data());
                return server;
            }
            boolean portWasTaken = !access.onFreePort().equals(access);
            if (!portWasTaken || attempt == PORT_ATTEMPTS) {
                throw new DatabaseRefused(
                        "PostgreSQL did not start on " + cluster.data() + ". Its last words:\n"
                                + ServerProcess.lastWords(cluster),
                        "The whole log is in " + cluster.logFolder() + ".");
            }
        }
    }

    /** Saved before the data are created: data without their password could not be opened again. */
    private static DatabaseAccess accessTo(Path home, Cluster cluster) throws IOException {
        var known = DatabaseAccess.find(home);
        if (known.isPresent()) {
            return known.get();
        }
        if (cluster.exists()) {
            throw new DatabaseRefused(
                    "The password of the data in " + cluster.data() + " is gone: it stood in "
                            + DatabaseAccess.file(home) + ".",
                    "Put that file back from a backup, or set SHELFCAST_HOME to another folder.");
        }
        DatabaseAccess fresh = DatabaseAccess.fresh();
        fresh.save(home);
        return fresh;
    }

    private static Path prepare(Path home) {
        Path folder = home.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (!PostgresBinaries.isWindows()) {
                    // Started by root, the server runs under another account, which has to be able to pass through.
                    Files.setPosixFilePermissions(
                            folder, PosixFilePermissions.fromString(Account.isRoot() ? "rwx--x--x" : "rwx------"));
                }
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new DatabaseRefused(
                    "The home folder " + folder + " cannot be created: " + e,
                    "Set SHELFCAST_HOME to a folder that this user may write to.",
                    e);
        }
    }

    /** Waits for the first connection; false when the server has ended instead. */
    private boolean answers() {
        long begun = System.nanoTime();
        long told = begun;
        while (process.isAlive()) {
            try (Connection connection =
                    DriverManager.getConnection(jdbcUrl(DATABASE) + "?loginTimeout=10", ROLE, password())) {
                return connection.isValid(10);
            } catch (SQLException notYet) {
                refuseWhenHopeless(notYet, Duration.ofNanos(System.nanoTime() - begun));
                if (System.nanoTime() - told > STILL_WAITING.toNanos()) {
                    told = System.nanoTime();
                    log.info("PostgreSQL is still recovering what was written last: {}", notYet.getMessage());
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.stop();
                throw new DatabaseRefused("The start of PostgreSQL was interrupted.", "Start again.", e);
            }
        }
        return false;
    }

    private void refuseWhenHopeless(SQLException refusal, Duration waited) {
        boolean wrongPassword = "28P01".equals(refusal.getSQLState());
        if (wrongPassword || waited.compareTo(LONGEST_RECOVERY) > 0) {
            process.stop();
            throw new DatabaseRefused(
                    "PostgreSQL runs but lets nobody in: " + refusal.getMessage(),
                    wrongPassword
                            ? "The password in database.properties is not the one of the data beside it: put back the"
                                    + " file that belongs to them."
                            : "See its log in the home folder's log folder.",
                    refusal);
        }
    }
}
