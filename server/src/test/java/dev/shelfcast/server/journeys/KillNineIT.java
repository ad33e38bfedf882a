package dev.shelfcast.server.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A kill -9 at any moment of an import leaves it wholly in or wholly out, and the status says which. */
class KillNineIT {

    private static final int ROWS = 60_000;
    private static final int KILLS = 3;

    @Test
    void anImportCutShortByKillNineGoesOnAfterTheRestartAndIsInOnce(@TempDir Path folder) {
        Random random = new Random();
        try (PackagedJar jar = PackagedJar.start(folder.resolve("home"))) {
            LocalDate lastDay = LocalDate.of(2026, 6, 30);
            for (int kill = 1; kill <= KILLS; kill++) {
                Path file = folder.resolve("sales-%d.csv".formatted(kill));
                TillExport.writeMany(file, lastDay.minusDays(100L * kill), ROWS);
                long id = jar.upload(file, Map.of());
                long delay = random.nextInt(2_500);
                pause(delay);
                jar.killNine();
                jar.start();

                JsonNode status = jar.awaitImport(id);
                assertThat(status.get("status").asString())
                        .as("killed after %d ms: %s", delay, status)
                        .isEqualTo("DONE");
                assertThat(status.get("rows_accepted").asLong()).isEqualTo(ROWS);
                assertThat(units(jar, (long) kill * ROWS))
                        .as("killed after %d ms", delay)
                        .isEqualTo((long) kill * ROWS);
            }
        }
    }

    /** Demand follows the sales within seconds: what it says once it has reached what is expected, or gone beyond. */
    private static long units(PackagedJar jar, long expected) {
        return PackagedJar.await(Duration.ofSeconds(60), () -> {
            JsonNode metrics = jar.get("/api/v1/analytics/daily-metrics?from=2025-01-01&to=2026-12-31&limit=500");
            long units = 0;
            for (JsonNode day : metrics.get("data")) {
                units += day.get("units").asLong();
            }
            return units >= expected ? units : null;
        });
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
