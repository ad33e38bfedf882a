package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that learn at the same time: natives that each unpacked over the other's would crash them. */
class SideBySideTest {
    @TempDir
    Path folder;

    @Test
    void threeProcessesAtOnceLearnTheSameAndLeaveNothingBehind() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-Djava.io.tmpdir=" + folder,
                            "-DENGINE_CACHE_DIR=" + System.getProperty("ENGINE_CACHE_DIR"),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Learner.class.getName())
                    .redirectErrorStream(true)
                    .start());
        }
        List<String> answers = new ArrayList<>();
        for (Process process : processes) {
            try (InputStream out = process.getInputStream()) {
                answers.add(new String(out.readAllBytes(), StandardCharsets.UTF_8));
            }
            assertThat(process.waitFor()).as(answers.toString()).isZero();
        }
        assertThat(answers.get(0)).contains("learned 1");
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(2)).isEqualTo(answers.get(0));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(f -> f.getFileName().toString())).noneMatch(name -> name.contains("lightgbm"));
        }
    }

    @Test
    void theMethodsAreFoundByName() {
        assertThat(GlobalMethod.installed())
                .extracting(GlobalMethod::name)
                .containsExactly("ensemble", "lightgbm", "lightgbm-tweedie", "lstm");
    }

    /** What each process runs. */
    static final class Learner {
        private Learner() {}

        public static void main(String[] arguments) {
            List<DemandSeries> items = Shop.items(12, 300, true, 9);
            DemandSettings settings = DemandSettings.of(7).withThreads(1);
            double sum = 0;
            try (GlobalModel model = new LightGbm().train(items, settings, Progress.NONE)) {
                for (ItemForecast answer : model.forecast(items)) {
                    sum += answer.forecast().sumMean(7);
                }
            }
            System.out.println("learned 1: " + sum);
        }
    }
}
