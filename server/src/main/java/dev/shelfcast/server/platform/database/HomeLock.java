package dev.shelfcast.server.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a second process off a home folder for as long as this one lives; the system lets go of it however the process ends. */
final class HomeLock implements AutoCloseable {
    /** Far behind the content: Windows denies others the locked bytes, and they have to read whose lock it is. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Closing any channel to the file ends this process' lock on it, so a second try in here must not open it at all. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    static HomeLock take(Path home) {
        Path file = home.resolve("shelfcast.lock");
        if (!HELD_HERE.add(home)) {
            throw refusal(home, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw refusal(home, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            taken = true;
            return new HomeLock(home, channel);
        } catch (IOException e) {
            throw new DatabaseRefused(
                    "The home folder " + home + " cannot be locked: " + e,
                    "Let this user write to " + home + ", or set SHELFCAST_HOME to a folder of its own.",
                    e);
        } finally {
            if (!taken) {
                closeQuietly(channel);
                HELD_HERE.remove(home);
            }
        }
    }

    private static DatabaseRefused refusal(Path home, String pid) {
        return new DatabaseRefused(
                "Shelfcast already runs on the home folder " + home + " (process " + (pid.isEmpty() ? "unknown" : pid)
                        + ").",
                "Use the one that runs, stop it first, or give this one a folder of its own:"
                        + " SHELFCAST_HOME=/path/to/another/folder (and another port: SERVER_PORT=8081).");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // the refusal that is on its way says more
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(home);
        }
    }
}
