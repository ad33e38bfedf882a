package dev.shelfcast.learning;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Loads LightGBM's native library from a folder of this process alone. The binding unpacks it under a fixed name into
 * {@code java.io.tmpdir} and writes over what lies there: a second process would crash the first, which has the file
 * mapped.
 */
final class LightGbmLibrary {
    private static boolean loaded;

    private LightGbmLibrary() {}

    /**
     * Loads the library once.
     *
     * @throws EngineMissing when this machine has no such library
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        String usual = System.getProperty("java.io.tmpdir");
        Path own;
        try {
            own = Files.createTempDirectory("shelfcast-lightgbm-");
        } catch (IOException failed) {
            throw new UncheckedIOException("There is no room to unpack LightGBM in " + usual + ".", failed);
        }
        try {
            System.setProperty("java.io.tmpdir", own.toString());
            loaded = LGBMBooster.isNativeLoaded();
        } catch (LinkageError missing) {
            throw new EngineMissing(why() + " (" + missing.getMessage() + ")", missing);
        } finally {
            System.setProperty("java.io.tmpdir", usual);
            remove(own);
        }
        if (!loaded) {
            throw new EngineMissing(why());
        }
    }

    private static String why() {
        return "LightGBM could not be loaded on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ". It needs Linux, macOS or Windows on a 64-bit processor and the OpenMP library"
                + " (Linux: libgomp1, macOS: libomp).";
    }

    /** A mapped file can go at once, except on Windows, where it goes with the next cleaning of temporary files. */
    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.toFile().delete()) {
                    file.toFile().deleteOnExit();
                }
            }
        } catch (IOException left) {
            // A folder that cannot be listed is left to the system's own cleaning.
        }
        if (!folder.toFile().delete()) {
            folder.toFile().deleteOnExit();
        }
    }
}
