package dev.shelfcast.server.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked once into the home folder from the archive for this operating system. */
final class PostgresBinaries {
    static final String VERSION = "18.6.0";
    static final String MAJOR_VERSION = "18";

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /** The folder of {@code bin}, {@code lib} and {@code share}; one that is half unpacked never has its name. */
    static Path unpackInto(Path home) {
        Path folder = home.resolve("postgres-" + VERSION);
        if (Files.exists(folder)) {
            return folder;
        }
        Path unpacking = home.resolve("postgres-" + VERSION + ".unpacking");
        String archive = archiveName();
        log.info("Unpacking PostgreSQL {} into {}", VERSION, folder);
        try (InputStream compressed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (compressed == null) {
                throw new DatabaseRefused(
                        "This build carries no PostgreSQL for this machine (" + archive + " is missing).",
                        "Start a PostgreSQL " + MAJOR_VERSION + " server and name it:"
                                + " SPRING_DATASOURCE_URL=jdbc:postgresql://host:5432/database,"
                                + " SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD.");
            }
            deleteFolder(unpacking);
            Files.createDirectories(unpacking);
            unpack(new XZInputStream(new BufferedInputStream(compressed, 1 << 16)), unpacking);
            Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new DatabaseRefused(
                    "PostgreSQL cannot be unpacked into " + folder + ": " + e,
                    "Make room (60 MB) and let this user write to " + home + ", or set SHELFCAST_HOME.",
                    e);
        }
    }

    static Path program(Path folder, String name) {
        return folder.resolve("bin").resolve(isWindows() ? name + ".exe" : name);
    }

    static boolean isWindows() {
        return systemName().contains("win") && !systemName().contains("darwin");
    }

    static boolean isLinux() {
        return systemName().contains("linux");
    }

    private static String systemName() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    private static String archiveName() {
        String system = isLinux() ? "linux" : isWindows() ? "windows" : "darwin";
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        // Windows on ARM runs the other processor's programs itself; the archive for macOS holds those of both.
        return "/postgres-" + system + "-" + (arm && isLinux() ? "arm_64" : "x86_64") + ".txz";
    }

    private static void unpack(InputStream stream, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive names a place outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.resolveSibling(""));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0111) != 0 && !path.toFile().setExecutable(true, false)) {
                        throw new IOException(path + " cannot be made executable");
                    }
                }
            }
        }
    }

    static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
