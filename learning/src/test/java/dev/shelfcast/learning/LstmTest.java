package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recurrent network, small enough for seconds. */
class LstmTest {
    private static final NetworkTraining.Plan SMALL = new NetworkTraining.Plan(16, 24, 240, 40, 5, 60);
    private static final NetworkTraining.Plan TINY = new NetworkTraining.Plan(8, 16, 40, 20, 5, 60);
    private static final DemandSettings SETTINGS = DemandSettings.of(14).withThreads(2);

    @TempDir
    Path folder;

    @BeforeAll
    static void needsPyTorch() {
        try {
            Torch.engine();
        } catch (EngineMissing missing) {
            assumeTrue(false, missing.getMessage());
        }
    }

    @Test
    void beatsTheNaiveForecastOnSeasonalCountsAndCoversThem() {
        List<DemandSeries> items = Shop.items(30, 200, false, 1);
        List<DemandSeries> known = Shop.before(items, 14);
        double naive = Shop.wape(items, new DemandForecaster(SETTINGS.withMethod("seasonal-naive")).forecast(known));
        try (GlobalModel model = new Lstm(SMALL).train(known, SETTINGS, Progress.NONE)) {
            List<ItemForecast> answers = model.forecast(known);
            assertThat(Shop.wape(items, answers)).isLessThan(0.85 * naive);
            assertThat(model.label()).contains("negative binomial");
            assertThat(covered(items, answers, 0.9)).isCloseTo(0.92, within(0.05));
            answers.forEach(LightGbmTest::assertInOrder);
        }
    }

    @Test
    void looksFartherAheadThanAThirdOfTheHistory() {
        List<DemandSeries> items = Shop.items(12, 60, false, 5);
        try (GlobalModel model =
                new Lstm(TINY).train(items, DemandSettings.of(42).withThreads(2), Progress.NONE)) {
            assertThat(model.forecast(items)).allSatisfy(item -> {
                assertThat(item.forecast().mean()).hasSize(42).doesNotContain(Double.NaN);
                LightGbmTest.assertInOrder(item);
            });
        }
    }

    private static double covered(List<DemandSeries> items, List<ItemForecast> answers, double level) {
        double covered = 0;
        for (int i = 0; i < items.size(); i++) {
            double[] values = items.get(i).series().values();
            for (int j = 0; j < 14; j++) {
                double upper = answers.get(i).forecast().quantile(j + 1, level);
                covered += values[values.length - 14 + j] <= upper ? 1.0 / (14 * items.size()) : 0;
            }
        }
        return covered;
    }

    @Test
    void theSameSeedGivesTheSameNetworkAndASavedOneForecastsTheSame() throws IOException {
        List<DemandSeries> items = Shop.items(12, 120, false, 2);
        List<ItemForecast> first;
        try (GlobalModel model = new Lstm(TINY).train(items, SETTINGS, Progress.NONE)) {
            first = model.forecast(items);
            model.save(folder);
        }
        try (GlobalModel again = new Lstm(TINY).train(items, SETTINGS.withThreads(1), Progress.NONE);
                GlobalModel read = new Lstm().load(folder)) {
            LightGbmTest.assertSame(first, again.forecast(items));
            LightGbmTest.assertSame(first, read.forecast(items));
        }
    }

    @Test
    void theSameSeedGivesTheSameNetworkWhileTheCollectorRuns() throws InterruptedException {
        // The collector takes back what the engine still reads if a constant of the loss lives in Java's memory.
        List<DemandSeries> items = Shop.items(12, 120, false, 2);
        double quiet = checkLoss(items);
        AtomicBoolean done = new AtomicBoolean();
        Thread collector = new Thread(() -> {
            while (!done.get()) {
                System.gc();
            }
        });
        collector.start();
        try {
            assertThat(List.of(checkLoss(items), checkLoss(items), checkLoss(items)))
                    .containsOnly(quiet);
        } finally {
            done.set(true);
            collector.join();
        }
    }

    private static double checkLoss(List<DemandSeries> items) {
        try (GlobalModel model = new Lstm(TINY).train(items, SETTINGS, Progress.NONE)) {
            return model.parameters().getOrDefault("lstm.check_loss", Double.NaN);
        }
    }

    @Test
    void measuresThatAreNoCountsGetStudentsDistribution() {
        List<DemandSeries> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            SplittableRandom dice = new SplittableRandom(i);
            double[] values = new double[150];
            for (int t = 0; t < values.length; t++) {
                values[t] = 20 + i + 5 * Math.sin(2 * Math.PI * t / 7) + Draws.normal(dice);
            }
            items.add(new DemandSeries("kg" + i, "all", Series.daily(Shop.OPENED, values)));
        }
        try (GlobalModel model = new Lstm(SMALL).train(items, SETTINGS, Progress.NONE)) {
            assertThat(model.label()).contains("student");
            assertThat(model.forecast(items).get(3).forecast().sumMean(14)).isCloseTo(14 * 23.0, within(25.0));
        }
    }

    @Test
    void thePlainJavaNetworkIsTheEnginesNetwork() {
        // The loss that training saw on the check set, computed again without the engine.
        Panel panel = Panel.of(Shop.items(12, 120, false, 3), 14, 1);
        Inputs inputs = new Inputs(panel.rhythm, 0);
        Windows windows = new Windows(panel, inputs, 14, Likelihood.NEGATIVE_BINOMIAL);
        NetworkTraining.Outcome outcome = new NetworkTraining(TINY, windows, 1, new Rounds(Progress.NONE)).run();
        Windows.Batch batch = windows.check();
        double loss = 0;
        int steps = 0;
        for (int b = 0; b < batch.count(); b++) {
            Network.State state = new Network.State(TINY.hidden(), 1);
            float[][] x = new float[inputs.size][1];
            float[][] out = new float[Network.OUTPUTS][1];
            for (int s = 0; s < windows.length(); s++) {
                int cell = b * windows.length() + s;
                for (int k = 0; k < inputs.size; k++) {
                    x[k][0] = batch.x()[cell * inputs.size + k];
                }
                outcome.network().step(x, new float[0], state, out);
                if (batch.weight()[cell] > 0) {
                    loss += negativeBinomial(batch.y()[cell], out[0][0], out[1][0], batch.scale()[b]);
                    steps++;
                }
            }
        }
        assertThat(loss / steps).isCloseTo(outcome.loss(), within(1e-3));
    }

    private static double negativeBinomial(double y, double a, double b, double scale) {
        double mean = Likelihood.NEGATIVE_BINOMIAL.mean(a, b, scale);
        double size = Math.sqrt(scale) / (Math.log1p(Math.exp(b)) + 1e-4);
        double log = 0;
        for (int k = 0; k < y; k++) {
            log += Math.log(size + k) - Math.log(k + 1);
        }
        return -(log + size * Math.log(size / (size + mean)) + y * Math.log(mean / (size + mean)));
    }

    @Test
    void aForecastTellsOfEveryItemAndStopsWhenItIsCalledOff() {
        List<DemandSeries> items = Shop.items(12, 120, false, 2);
        List<Long> heard = new ArrayList<>();
        try (GlobalModel model = new Lstm(TINY).train(items, SETTINGS, Progress.NONE)) {
            model.forecast(items, heard::add);
            assertThat(heard).isSorted().contains(0L, 1L, 6L).endsWith(12L);
            assertThatThrownBy(() -> model.forecast(items, done -> done < 3)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> model.forecast(items, done -> false)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    @Timeout(60)
    void aTrainingThatWaitsForTheEngineStopsWhenItIsCalledOff() throws InterruptedException {
        List<DemandSeries> items = Shop.items(12, 120, false, 2);
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Progress first = done -> {
            if (done == 1) {
                holds.countDown();
                await(enough);
            }
            return done < 1;
        };
        Thread training = new Thread(() -> assertThatThrownBy(() -> new Lstm(TINY).train(items, SETTINGS, first))
                .isInstanceOf(CancellationException.class));
        training.start();
        try {
            holds.await();
            long began = System.nanoTime();
            Progress waits = done -> System.nanoTime() - began < 300_000_000L;
            assertThatThrownBy(() -> new Lstm(TINY).train(items, SETTINGS, waits))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("after 0 rounds");
            assertThat(training.isAlive()).isTrue();
        } finally {
            enough.countDown();
            training.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void stopsWhenToldAndSaysWhatIsMissing() {
        List<DemandSeries> items = Shop.items(12, 120, false, 4);
        assertThatThrownBy(() -> new Lstm(TINY).train(items, SETTINGS, done -> done < 3))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> new Lstm(TINY).train(items.subList(0, 2), SETTINGS, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 8");
    }
}
