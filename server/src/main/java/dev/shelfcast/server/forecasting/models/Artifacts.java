package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.server.shared.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Keeps models that learned from many series as files below the product's home, a folder for each. */
@Component
public class Artifacts {

    private final Path folder;

    Artifacts(@Value("${shelfcast.home}") String home) {
        Path root = home.startsWith("~/") ? Path.of(System.getProperty("user.home"), home.substring(2)) : Path.of(home);
        this.folder = root.toAbsolutePath().normalize().resolve("models");
    }

    /** Where a model lies, and how big it is. */
    public record Kept(String name, long bytes) {}

    /** Writes the model beside where it will stay and moves it there whole, so that nobody finds half a model. */
    public Kept keep(long modelId, GlobalModel model) {
        try {
            Files.createDirectories(folder);
            Path incoming = Files.createTempDirectory(folder, "incoming-");
            model.save(incoming);
            Path place = folder.resolve(String.valueOf(modelId));
            FileSystemUtils.deleteRecursively(place);
            Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
            return new Kept(String.valueOf(modelId), size(place));
        } catch (IOException e) {
            throw new UncheckedIOException("The model " + modelId + " could not be kept in " + folder, e);
        }
    }

    /** Reads a kept model; the caller closes it. */
    public GlobalModel load(GlobalMethod method, String name) {
        Path place = folder.resolve(name);
        try {
            if (Files.isDirectory(place)) {
                return method.load(place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The model in " + place + " could not be read", e);
        }
        throw new NotFound(
                "ARTIFACT_MISSING",
                "The file of the model %s is not on this machine any more. Maybe train %s again."
                        .formatted(name, method.name()));
    }

    public boolean exists(String name) {
        return Files.isDirectory(folder.resolve(name));
    }

    /** Removes folders that no model names any more; young ones may be just about to be named. */
    void dropAllBut(Set<String> names, FileTime youngerThan) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> places = Files.list(folder)) {
            for (Path place : places.toList()) {
                boolean old = Files.getLastModifiedTime(place).compareTo(youngerThan) < 0;
                if (old && !names.contains(place.getFileName().toString())) {
                    FileSystemUtils.deleteRecursively(place);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Old models in " + folder + " could not be removed", e);
        }
    }

    private static long size(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
