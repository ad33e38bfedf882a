package dev.shelfcast.server.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running PostgreSQL of one cluster: started, watched, stopped, and taken over when another process left it behind. */
final class ServerProcess {
    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);

    private static final int STOP_SECONDS = 60;
    private static final int LOG_LINES_SHOWN = 12;

    private final Cluster cluster;
    private final ProcessHandle handle;

    private ServerProcess(Cluster cluster, ProcessHandle handle) {
        this.cluster = cluster;
        this.handle = handle;
    }

    static ServerProcess start(Cluster cluster) {
        return PostgresBinaries.isLinux() ? startAsChild(cluster) : startByControlProgram(cluster);
    }

    boolean isAlive() {
        return handle.isAlive();
    }

    /** Ends the sessions, writes what is in memory, and waits for the end. */
    void stop() {
        end(cluster, handle);
    }

    /**
     * What an earlier process of ours left running on this folder is stopped, or awaited when it is stopping already, as
     * it does after a kill -9 wherever the system tells it; a file left by a dead one is removed.
     */
    static void clearLeftOvers(Cluster cluster) throws IOException {
        Optional<ProcessHandle> orphan = findServer(cluster);
        if (orphan.isPresent()) {
            log.info(
                    "Stopping the PostgreSQL (process {}) that an earlier Shelfcast left behind",
                    orphan.get().pid());
            end(cluster, orphan.get());
        }
        // PostgreSQL believes any living process of that number to be itself; after a restart of the machine or of a
        // container the number may be anyone's.
        Files.deleteIfExists(pidFile(cluster));
    }

    /** The last lines that the server wrote, for the message that says why it did not start. */
    static String lastWords(Cluster cluster) {
        try (Stream<Path> files = Files.list(cluster.logFolder())) {
            Optional<Path> newest = files.filter(Files::isRegularFile)
                    .max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()));
            if (newest.isEmpty()) {
                return "It has written no log.";
            }
            List<String> lines = Files.readAllLines(newest.get());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "Its log cannot be read: " + e;
        }
    }

    /**
     * The system ends the server when the thread that started it ends, so that is a thread which lives as long as the
     * server does.
     */
    private static ServerProcess startAsChild(Cluster cluster) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread keeper = new Thread(
                () -> {
                    try {
                        Process process = cluster.account()
                                .command(
                                        PostgresBinaries.program(cluster.programs(), "postgres")
                                                .toString(),
                                        "-D",
                                        cluster.data().toString())
                                .builder()
                                .redirectErrorStream(true)
                                .redirectOutput(startLog(cluster).toFile())
                                .start();
                        process.getOutputStream().close();
                        started.complete(process);
                        process.waitFor();
                    } catch (IOException e) {
                        started.completeExceptionally(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "postgres-keeper");
        keeper.setDaemon(true);
        keeper.start();
        try {
            return new ServerProcess(cluster, started.get().toHandle());
        } catch (ExecutionException e) {
            throw new DatabaseRefused("PostgreSQL cannot be started: " + e.getCause(), "See " + cluster.logFolder(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseRefused("The start of PostgreSQL was interrupted.", "Start again.", e);
        }
    }

    /** On Windows this program also takes an administrator's powers away, with which PostgreSQL does not run. */
    private static ServerProcess startByControlProgram(Cluster cluster) {
        control(cluster, "start", "-W", "-l", startLog(cluster).toString())
                .runOrRefuse("PostgreSQL cannot be started in " + cluster.data());
        try {
            for (int attempt = 0; attempt < 100; attempt++) {
                Optional<ProcessHandle> server = findServer(cluster);
                if (server.isPresent()) {
                    return new ServerProcess(cluster, server.get());
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException e) {
            throw new DatabaseRefused("PostgreSQL cannot be watched: " + e, "See " + cluster.logFolder(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DatabaseRefused(
                "PostgreSQL did not start in " + cluster.data() + ".\n" + lastWords(cluster),
                "See " + cluster.logFolder());
    }

    private static Path startLog(Cluster cluster) {
        return cluster.logFolder().resolve("start.log");
    }

    private static Path pidFile(Cluster cluster) {
        return cluster.data().resolve("postmaster.pid");
    }

    /** The living process that the folder's own file names, if its program is from this home folder. */
    private static Optional<ProcessHandle> findServer(Cluster cluster) throws IOException {
        Path file = pidFile(cluster);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> isFrom(cluster.home(), process));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isFrom(Path home, ProcessHandle process) {
        return process.info()
                .command()
                .map(program -> Path.of(program).startsWith(home))
                .orElse(false);
    }

    private static void end(Cluster cluster, ProcessHandle server) {
        for (String mode : List.of("fast", "immediate")) {
            if (!server.isAlive()) {
                return;
            }
            Command.Outcome outcome = control(cluster, "stop", "-m", mode, "-t", Integer.toString(STOP_SECONDS))
                    .run();
            if (ended(server, Duration.ofSeconds(2))) {
                return;
            }
            log.warn("PostgreSQL (process {}) did not stop ({}): {}", server.pid(), mode, outcome.output());
        }
        throw new DatabaseRefused(
                "The PostgreSQL of an earlier Shelfcast (process " + server.pid() + ") still runs on " + cluster.data()
                        + " and does not stop.",
                "End the process " + server.pid() + " and start again.");
    }

    private static Command control(Cluster cluster, String action, String... options) {
        String[] words = new String[options.length + 5];
        words[0] = PostgresBinaries.program(cluster.programs(), "pg_ctl").toString();
        words[1] = action;
        words[2] = "-s";
        words[3] = "-D";
        words[4] = cluster.data().toString();
        System.arraycopy(options, 0, words, 5, options.length);
        return cluster.account().command(words);
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !process.isAlive();
    }
}
