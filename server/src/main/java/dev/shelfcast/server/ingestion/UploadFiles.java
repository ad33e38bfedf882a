package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.shared.Busy;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

/** Where sent files are kept: below the product's home, streamed there and never held in memory. */
@Configuration(proxyBeanMethods = false)
class UploadFiles {

    /** Kept free for the database, which would stop without it. */
    private static final long KEPT_FREE = 512L << 20;

    private final Path folder;
    private final long largest;
    private final long largestUnpacked;

    UploadFiles(
            @Value("${shelfcast.home}") String home,
            @Value("${shelfcast.upload.max-size:4GB}") DataSize largest,
            @Value("${shelfcast.upload.max-unpacked:16GB}") DataSize largestUnpacked)
            throws IOException {
        Path root = home.startsWith("~/") ? Path.of(System.getProperty("user.home"), home.substring(2)) : Path.of(home);
        this.folder = root.toAbsolutePath().normalize().resolve("uploads");
        this.largest = largest.toBytes();
        this.largestUnpacked = largestUnpacked.toBytes();
        Files.createDirectories(folder.resolve("incoming"));
    }

    /** Parts go to disk from the first byte, next to where they stay, so that keeping one is a rename. */
    @Bean
    MultipartConfigElement multipartConfig() {
        return new MultipartConfigElement(
                folder.resolve("incoming").toString(),
                largest,
                largest + DataSize.ofMegabytes(1).toBytes(),
                0);
    }

    /** Keeps the file and answers the name under which it is found again. */
    String keep(MultipartFile file) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < KEPT_FREE) {
            throw new Busy(
                    "DISK_FULL",
                    "Less than %d MB are free where uploads are kept. Maybe make room and send the file again."
                            .formatted(KEPT_FREE >> 20),
                    Duration.ofMinutes(10));
        }
        String name = UUID.randomUUID() + ".raw";
        file.transferTo(folder.resolve(name));
        return name;
    }

    Path raw(String storedAs) {
        return folder.resolve(storedAs);
    }

    Path refused(long uploadId) {
        return folder.resolve(uploadId + ".refused.csv");
    }

    void drop(@Nullable String storedAs) throws IOException {
        if (storedAs != null) {
            Files.deleteIfExists(folder.resolve(storedAs));
        }
    }

    long largestUnpacked() {
        return largestUnpacked;
    }
}
