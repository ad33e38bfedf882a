package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.accuracy.Measures;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quantiles learned over many items. */
class LightGbmQuantileTest {
    private static final DemandSettings SETTINGS = DemandSettings.of(14).withThreads(2);
    private static final int DAYS = 300;

    @TempDir
    Path folder;

    /** Items that sell none or twice as much on flagged days, which moves no mean; the days to come alternate. */
    private static List<DemandSeries> wild(int count, int days) {
        List<DemandSeries> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom dice = new SplittableRandom(40 + i);
            double level = 6 + 8 * dice.nextDouble();
            double[] values = new double[days];
            double[] flag = new double[days + 14];
            for (int t = 0; t < flag.length; t++) {
                flag[t] = t < DAYS ? dice.nextInt(2) : t % 2;
            }
            for (int t = 0; t < days; t++) {
                double burst = flag[t] == 1 ? 2 * dice.nextInt(2) : 1;
                values[t] = Draws.poisson(level * burst, dice);
            }
            items.add(new DemandSeries(
                    "w" + i, "all", Series.daily(Shop.OPENED, values).withRegressors(flag)));
        }
        return items;
    }

    private static List<ItemForecast> once(GlobalMethod method, List<DemandSeries> items, DemandSettings settings) {
        try (GlobalModel model = method.train(items, settings, Progress.NONE)) {
            return model.forecast(items);
        }
    }

    @Test
    void knowsOnWhichDaysDemandStraysFar() {
        List<DemandSeries> whole = wild(40, DAYS + 14);
        List<DemandSeries> known = Shop.before(whole, 14);
        List<ItemForecast> learned = once(new LightGbm(), known, SETTINGS);
        List<ItemForecast> carried = once(new LightGbmTweedie(), known, SETTINGS);
        double calm = 0;
        double stormy = 0;
        for (ItemForecast answer : learned) {
            for (int j = 0; j < 14; j++) {
                double width = answer.forecast().quantile(j + 1, 0.9)
                        - answer.forecast().quantile(j + 1, 0.1);
                calm += (DAYS + j) % 2 == 0 ? width : 0;
                stormy += (DAYS + j) % 2 == 1 ? width : 0;
            }
        }
        assertThat(stormy / calm).isGreaterThan(1.5);
        assertThat(pinball(whole, learned)).isLessThan(0.95 * pinball(whole, carried));
    }

    private static double pinball(List<DemandSeries> whole, List<ItemForecast> answers) {
        double loss = 0;
        for (int i = 0; i < whole.size(); i++) {
            for (int j = 0; j < 14; j++) {
                for (int k = 0; k < SETTINGS.request().levels().length; k++) {
                    loss += Measures.pinball(
                            whole.get(i).series().values()[DAYS + j],
                            answers.get(i).forecast().quantiles()[j][k],
                            SETTINGS.request().levels()[k]);
                }
            }
        }
        return loss;
    }

    @Test
    void stepsAndSumsCoverWhatTheySay() {
        List<DemandSeries> items = Shop.items(60, 420, false, 5);
        double[] levels = SETTINGS.request().levels();
        double[] sum = new double[levels.length];
        double[] step = new double[levels.length];
        List<ItemForecast> answers = once(new LightGbm(), Shop.before(items, 14), SETTINGS);
        for (int i = 0; i < 60; i++) {
            LightGbmTest.assertInOrder(answers.get(i));
            double total = 0;
            for (int j = 0; j < 14; j++) {
                double actual = items.get(i).series().values()[406 + j];
                total += actual;
                for (int k = 0; k < levels.length; k++) {
                    double at = answers.get(i).forecast().quantiles()[j][k];
                    step[k] += actual <= at ? 1.0 / (60 * 14) : 0;
                    double summed = answers.get(i).forecast().sumQuantiles()[j][k];
                    sum[k] += j == 13 && total <= summed ? 1.0 / 60 : 0;
                }
            }
        }
        for (int k = 0; k < levels.length; k++) {
            double p = levels[k];
            // Counts: a quantile may cover more than it says by the probability of the value itself, about 0.1 here.
            assertThat(step[k]).as("step %s", p).isBetween(p - 0.05, p + 0.12);
            assertThat(sum[k]).as("sum %s", p).isCloseTo(p, within(3 * Math.sqrt(p * (1 - p) / 60) + 0.05));
        }
    }

    @Test
    void aSavedModelForecastsTheSameOnAnyNumberOfThreads() throws IOException {
        List<DemandSeries> items = Shop.items(20, 260, true, 3);
        try (GlobalModel model = new LightGbm().train(items, SETTINGS.withThreads(1), Progress.NONE)) {
            List<ItemForecast> first = model.forecast(items);
            LightGbmTest.assertSame(first, once(new LightGbm(), items, SETTINGS.withThreads(3)));
            model.save(folder);
            try (GlobalModel read = new LightGbm().load(folder)) {
                LightGbmTest.assertSame(first, read.forecast(items));
                assertThat(read.parameters()).isEqualTo(model.parameters());
                assertThat(read.label()).isEqualTo(model.label()).contains("quantile");
            }
        }
        assertThatThrownBy(() -> new LightGbmTweedie().load(folder)).hasMessageContaining("lightgbm");
    }

    @Test
    void learnsTheUsualLevelsAndTheOutermostThatAreAsked() {
        assertThat(QuantileTrees.learned(new double[] {0.5, 0.95})).containsExactly(0.1, 0.5, 0.9, 0.95);
        assertThat(QuantileTrees.learned(new double[] {0.05, 0.25, 0.975})).containsExactly(0.05, 0.1, 0.5, 0.9, 0.975);
        assertThat(QuantileTrees.learned(new double[0])).containsExactly(0.1, 0.5, 0.9);
    }

    @Test
    void stopsWhenToldAlsoWhileQuantilesAreLearned() {
        List<DemandSeries> items = Shop.items(20, 300, false, 7);
        long[] means = new long[1];
        new LightGbmTweedie()
                .train(items, SETTINGS, done -> {
                    means[0] = Math.max(means[0], done);
                    return true;
                })
                .close();
        assertThatThrownBy(() -> new LightGbm().train(items, SETTINGS, done -> done < means[0] + 5))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining((means[0] + 5) + " rounds");
    }

    @Test
    void anInterruptedThreadStopsToo() {
        List<DemandSeries> items = Shop.items(20, 300, false, 7);
        CompletableFuture<Void> learning = CompletableFuture.runAsync(() -> new LightGbm()
                .train(items, SETTINGS, done -> {
                    Thread.currentThread().interrupt();
                    return true;
                })
                .close());
        assertThatThrownBy(learning::join)
                .isInstanceOfAny(CancellationException.class, CompletionException.class)
                .hasRootCauseInstanceOf(CancellationException.class);
    }
}
