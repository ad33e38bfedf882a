package dev.shelfcast.learning;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch by way of DJL: one thread, no network, no tracking. Its native files (446 MB) are unpacked once per user
 * and version into the home folder, under a lock, since two processes that unpack at once would read each other's
 * half-written files.
 */
final class Torch {
    private static @Nullable Engine engine;

    private Torch() {}

    /**
     * The engine, loaded at first use.
     *
     * @throws EngineMissing when this machine has no PyTorch, in words that say what to add
     */
    static synchronized Engine engine() {
        Engine loaded = engine;
        if (loaded != null) {
            return loaded;
        }
        set("ai.djl.offline", "true");
        set("OPT_OUT_TRACKING", "true");
        set("ai.djl.pytorch.num_threads", "1");
        set("ai.djl.pytorch.num_interop_threads", "1");
        set("ENGINE_CACHE_DIR", folder().toString());
        Path lock = folder().resolve("unpacking.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            loaded = Engine.getEngine("PyTorch");
            if (!held.isValid()) {
                throw new IOException("The lock " + lock + " was lost.");
            }
        } catch (IOException failed) {
            throw new IllegalStateException("PyTorch could not be unpacked into " + folder() + ".", failed);
        } catch (RuntimeException | LinkageError missing) {
            throw new EngineMissing(
                    "PyTorch could not be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + missing.getMessage()
                            + ". It comes for Linux and Windows on x86-64 and macOS on Apple processors;"
                            + " elsewhere put ai.djl.pytorch:pytorch-native-cpu 2.7.1 for your machine on the class"
                            + " path, or use lightgbm, which needs none.",
                    missing);
        }
        engine = loaded;
        return loaded;
    }

    /** The first graphics processor where the engine finds one, else the processor. */
    static Device device() {
        return engine().getGpuCount() > 0 ? Device.gpu() : Device.cpu();
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null && System.getenv(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static Path folder() {
        String given = System.getProperty("ENGINE_CACHE_DIR", System.getenv("ENGINE_CACHE_DIR"));
        String home = System.getenv("SHELFCAST_HOME");
        Path wanted = given != null
                ? Path.of(given)
                : home != null
                        ? Path.of(home, "engines")
                        : Path.of(System.getProperty("user.home", "."), ".shelfcast", "engines");
        try {
            return Files.createDirectories(wanted);
        } catch (IOException closed) {
            Path other = Path.of(System.getProperty("java.io.tmpdir"), "shelfcast-engines");
            try {
                return Files.createDirectories(other);
            } catch (IOException failed) {
                throw new IllegalStateException("Neither " + wanted + " nor " + other + " can be written.", failed);
            }
        }
    }
}
