package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gradient boosting over many items. */
class LightGbmTest {
    private static final DemandSettings SETTINGS = DemandSettings.of(14).withThreads(2);

    @TempDir
    Path folder;

    @Test
    void learnsFromAllItemsWhatTheBaseCannotKnow() {
        // Wages come every other week, which neither a weekday nor a day of the month can tell.
        List<DemandSeries> items = Shop.items(40, 430, true, 1);
        List<DemandSeries> known = Shop.before(items, 14);
        double base = Shop.wape(items, new DemandForecaster(SETTINGS).forecast(known));
        try (GlobalModel model = new LightGbm().train(known, SETTINGS, Progress.NONE)) {
            assertThat(Shop.wape(items, model.forecast(known))).isLessThan(0.85 * base);
            assertThat(model.parameters().get("weight.lightgbm")).isGreaterThan(0.5);
            assertThat(model.parameters().get("validation.wape"))
                    .isLessThan(model.parameters().get("validation.wape.auto"));
        }
    }

    @Test
    void knowsThatAPromotionIsComing() {
        List<DemandSeries> quiet = promoted(0);
        List<DemandSeries> loud = promoted(1);
        try (GlobalModel model = new LightGbm().train(quiet, SETTINGS, Progress.NONE)) {
            double without = 0;
            double with = 0;
            List<ItemForecast> quietly = model.forecast(quiet);
            List<ItemForecast> loudly = model.forecast(loud);
            for (int i = 0; i < quiet.size(); i++) {
                without += quietly.get(i).forecast().sumMean(14);
                with += loudly.get(i).forecast().sumMean(14);
            }
            assertThat(with / without).isBetween(1.6, 2.4);
        }
    }

    /** Items whose demand doubles on promoted days, and whose next 14 days are promoted or not. */
    private static List<DemandSeries> promoted(int ahead) {
        List<DemandSeries> items = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            java.util.SplittableRandom dice = new java.util.SplittableRandom(i);
            double[] values = new double[200];
            double[] flag = new double[214];
            for (int t = 0; t < flag.length; t++) {
                flag[t] = t < 200 ? (dice.nextInt(5) == 0 ? 1 : 0) : ahead;
            }
            for (int t = 0; t < values.length; t++) {
                values[t] = Draws.poisson(Shop.mean(3 + i % 5, t, false) * (1 + flag[t]), dice);
            }
            items.add(new DemandSeries(
                    "p" + i, "all", Series.daily(Shop.OPENED, values).withRegressors(flag)));
        }
        return items;
    }

    @Test
    void aSavedModelForecastsTheSame() throws IOException {
        List<DemandSeries> items = Shop.items(20, 300, true, 2);
        try (GlobalModel model = new LightGbm().train(items, SETTINGS, Progress.NONE)) {
            model.save(folder);
            try (GlobalModel read = new LightGbm().load(folder)) {
                assertSame(model.forecast(items), read.forecast(items));
                assertThat(read.parameters()).isEqualTo(model.parameters());
                assertThat(read.label()).isEqualTo(model.label());
            }
        }
        assertThatThrownBy(() -> new Ensemble().load(folder)).hasMessageContaining("lightgbm");
        Path notes = folder.resolve("blend.properties");
        Files.writeString(notes, Files.readString(notes).replace("horizon=14", "horizon=soon"));
        assertThatThrownBy(() -> new LightGbm().load(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'soon' for 'horizon'");
        assertThatThrownBy(() -> new LightGbm().load(Files.createTempDirectory(folder, "empty")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no saved model");
    }

    @Test
    void theSameSeedGivesTheSameForecastOnAnyNumberOfThreads() {
        List<DemandSeries> items = Shop.items(15, 260, true, 3);
        List<ItemForecast> first = once(items, SETTINGS.withThreads(1));
        assertSame(first, once(items, SETTINGS.withThreads(3)));
        List<ItemForecast> other =
                once(items, SETTINGS.withRequest(SETTINGS.request().withSeed(2)));
        assertThat(other.get(0).forecast().mean())
                .isNotEqualTo(first.get(0).forecast().mean());
        assertThat(other.get(0).forecast().provenance().seed()).isEqualTo(2);
    }

    private static List<ItemForecast> once(List<DemandSeries> items, DemandSettings settings) {
        try (GlobalModel model = new LightGbm().train(items, settings, Progress.NONE)) {
            return model.forecast(items);
        }
    }

    @Test
    void aShortHistoryStaysWithTheStatisticalForecast() {
        List<DemandSeries> items = Shop.items(40, 40, false, 4);
        List<ItemForecast> base = new DemandForecaster(SETTINGS).forecast(items);
        try (GlobalModel model = new LightGbm().train(items, SETTINGS, Progress.NONE)) {
            List<ItemForecast> answers = model.forecast(items);
            assertThat(answers.get(7).forecast().mean())
                    .isEqualTo(base.get(7).forecast().mean());
            assertThat(answers.get(7).forecast().quantiles())
                    .isDeepEqualTo(base.get(7).forecast().quantiles());
            assertThat(String.join(" ", answers.get(7).forecast().provenance().reasons()))
                    .contains("too short");
        }
    }

    @Test
    void itsQuantilesCoverWhatTheySay() {
        List<DemandSeries> items = Shop.items(60, 420, false, 5);
        List<DemandSeries> known = Shop.before(items, 14);
        double[] levels = SETTINGS.request().levels();
        double[] step = new double[levels.length];
        double[] sum = new double[levels.length];
        for (ItemForecast answer : once(known, SETTINGS)) {
            double[] values = items.get(Integer.parseInt(answer.id().substring(4)))
                    .series()
                    .values();
            double total = 0;
            for (int j = 0; j < 14; j++) {
                double actual = values[values.length - 14 + j];
                total += actual;
                for (int k = 0; k < levels.length; k++) {
                    step[k] += actual <= answer.forecast().quantiles()[j][k] ? 1.0 / (60 * 14) : 0;
                    sum[k] += j == 13 && total <= answer.forecast().sumQuantiles()[j][k] ? 1.0 / 60 : 0;
                }
            }
        }
        for (int k = 0; k < levels.length; k++) {
            double p = levels[k];
            // Counts: a quantile may cover more than it says by the probability of the value itself, about 0.1 here.
            assertThat(step[k]).as("step %s", p).isBetween(p - 0.04, p + 0.12);
            assertThat(sum[k]).as("sum %s", p).isCloseTo(p, within(3 * Math.sqrt(p * (1 - p) / 60) + 0.05));
        }
    }

    @Test
    void awkwardItemsGetFiniteAscendingAnswers() {
        List<DemandSeries> items = new ArrayList<>(Shop.items(20, 250, false, 6));
        double[] gaps = new double[250];
        Arrays.fill(gaps, Double.NaN);
        gaps[100] = 3;
        gaps[249] = 1;
        double[] huge = new double[250];
        Arrays.fill(huge, 1e12);
        double[] late = new double[250];
        late[249] = 1;
        items.add(new DemandSeries("zeros", "food", Series.daily(Shop.OPENED, new double[250])));
        items.add(new DemandSeries("gaps", "food", Series.daily(Shop.OPENED, gaps)));
        items.add(new DemandSeries("one", "food", Series.daily(Shop.OPENED.plusDays(249), 4)));
        items.add(new DemandSeries("huge", "other", Series.daily(Shop.OPENED, huge)));
        items.add(new DemandSeries("late", "other", Series.daily(Shop.OPENED, late)));
        for (ItemForecast answer : once(items, SETTINGS)) {
            assertInOrder(answer);
        }
    }

    @Test
    void stopsWhenTold() {
        List<DemandSeries> items = Shop.items(20, 300, false, 7);
        assertThatThrownBy(() -> new LightGbm().train(items, SETTINGS, done -> done < 5))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("5 rounds");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> new LightGbm().train(List.of(), SETTINGS, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no items");
        List<DemandSeries> empty = List.of(new DemandSeries("a", "s", Series.daily(Shop.OPENED, new double[100])));
        assertThatThrownBy(() -> new LightGbm().train(empty, SETTINGS, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too little");
    }

    static void assertInOrder(ItemForecast answer) {
        Forecast forecast = answer.forecast();
        for (int j = 0; j < forecast.horizon(); j++) {
            assertThat(forecast.mean()[j]).as(answer.id()).isFinite().isGreaterThanOrEqualTo(0);
            assertThat(forecast.quantiles()[j]).as(answer.id()).isSorted();
            assertThat(forecast.sumQuantiles()[j]).as(answer.id()).isSorted();
            assertThat(forecast.quantiles()[j][0]).as(answer.id()).isFinite().isGreaterThanOrEqualTo(0);
            assertThat(forecast.sumQuantiles()[j][0]).as(answer.id()).isFinite().isGreaterThanOrEqualTo(0);
        }
    }

    static void assertSame(List<ItemForecast> first, List<ItemForecast> second) {
        assertThat(second).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).forecast().mean())
                    .isEqualTo(first.get(i).forecast().mean());
            assertThat(second.get(i).forecast().quantiles())
                    .isDeepEqualTo(first.get(i).forecast().quantiles());
            assertThat(second.get(i).forecast().sumQuantiles())
                    .isDeepEqualTo(first.get(i).forecast().sumQuantiles());
        }
    }
}
