package dev.shelfcast.server.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A newcomer, and one product, on their way in a real browser; web/e2e/journey.mjs plays each step against the jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserJourneyIT {

    private static final Logger LOG = LoggerFactory.getLogger(BrowserJourneyIT.class);
    private static final Path WEB = Path.of("..", "web").toAbsolutePath().normalize();
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final int LONGEST_STEP_MINUTES = 6;

    private static final List<String> BROWSERS = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private String chromium = "";
    private Path folder = Path.of("");
    private PackagedJar jar;
    private boolean unbroken = true;

    @BeforeAll
    void startTheJar(@TempDir Path temporary) {
        Optional<String> found = Stream.concat(Stream.of(System.getenv("CHROMIUM")), BROWSERS.stream())
                .filter(Objects::nonNull)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        assumeTrue(
                found.isPresent(),
                "There is no Chromium, so the browser journeys are skipped. Install one (apt-get install chromium), "
                        + "or set CHROMIUM to the path of a Chromium or Chrome.");
        assumeTrue(
                Files.exists(WEB.resolve("node_modules/playwright-core")),
                "web/node_modules lacks playwright-core; build the module web first: mvn -pl web generate-resources");
        chromium = found.get();
        folder = temporary;
        jar = PackagedJar.start(temporary.resolve("home"));
    }

    @AfterAll
    void stopTheJar() {
        if (jar != null) {
            jar.close();
        }
    }

    @Test
    @Order(1)
    void signsInAndIsWelcomed() {
        play("signIn");
    }

    @Test
    @Order(2)
    void loadsTheDemoChain() {
        play("demo");
    }

    @Test
    @Order(3)
    void uploadsASalesFileAndReadsItsReport() {
        play("upload");
    }

    @Test
    @Order(4)
    void findsTheDayTheMapTheForecastAndTheReasonsForAnOrder() {
        play("dashboard");
    }

    @Test
    @Order(5)
    void approvesALineAndReceivesTheGoods() {
        play("restock");
    }

    @Test
    @Order(6)
    void bringsAProductThroughTheShopAndFindsAllOfItInItsHistory() {
        play("goods");
    }

    @Test
    @Order(7)
    void seesATillsSaleOnOpenPagesWithinHalfASecond() {
        play("till");
    }

    @Test
    @Order(8)
    void findsEverythingAfterKillNine() {
        assumeTrue(unbroken, "An earlier step failed.");
        jar.killNine();
        jar.start();
        play("afterTheKill");
    }

    private void play(String step) {
        assumeTrue(unbroken, "An earlier step failed.");
        unbroken = false;
        Path output = folder.resolve(step + ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder("node", "e2e/journey.mjs", step)
                    .directory(WEB.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "JOURNEY_URL", jar.url(),
                            "JOURNEY_PASSWORD", PackagedJar.PASSWORD,
                            "JOURNEY_FOLDER", folder.toString(),
                            "JOURNEY_SCREENSHOTS", SCREENSHOTS.toString(),
                            "CHROMIUM", chromium));
            Process node = builder.start();
            if (!node.waitFor(LONGEST_STEP_MINUTES, TimeUnit.MINUTES)) {
                node.destroyForcibly();
            }
            String said = Files.readString(output);
            assertThat(node.waitFor()).as("%s%n%s", step, said).isZero();
            LOG.info("{}: passed. {}", step, said.strip());
            unbroken = true;
        } catch (IOException e) {
            throw new AssertionError("node could not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
