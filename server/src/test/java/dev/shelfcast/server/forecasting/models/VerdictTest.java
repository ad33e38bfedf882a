package dev.shelfcast.server.forecasting.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Forecasting;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.server.shared.Invalid;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Errors on days held back, and who wins by them. */
class VerdictTest {

    private static final int DAYS = 7;

    @Test
    void theMeasuresAreThoseOfTheDaysHeldBack() {
        double[] values = new double[28];
        for (int t = 0; t < values.length; t++) {
            values[t] = t % 2 == 0 ? 8 : 12;
        }
        values[25] = Double.NaN;
        double[] inStock = new double[28];
        Arrays.fill(inStock, 1);
        inStock[27] = 0.5;
        DemandSeries item =
                item("1/1", Series.daily(LocalDate.of(2026, 1, 5), values).withInStock(inStock));
        HeldBack held = new HeldBack(1, DAYS);
        held.add(item, 0, constant(11));

        // Days 21 to 27 are 12, 8, 12, 8, unknown, 8, sold out: errors -1, 3, -1, 3, 3 of 48 units.
        Map<String, Double> metrics = held.metrics();
        assertThat(metrics.get("validated_days")).isEqualTo(5);
        assertThat(metrics.get("wape")).isCloseTo(11 / 48.0, within(1e-9));
        assertThat(metrics.get("bias")).isCloseTo(7 / 48.0, within(1e-9));
        assertThat(metrics.get("mae")).isCloseTo(11 / 5.0, within(1e-9));
        assertThat(metrics.get("rmse")).isCloseTo(Math.sqrt(29 / 5.0), within(1e-9));
        assertThat(metrics.get("mape")).isCloseTo((2 / 12.0 + 9 / 8.0) / 5, within(1e-9));
        // Before, a day differed from the one before by 4.
        assertThat(metrics.get("rmsse")).isCloseTo(Math.sqrt(29 / 5.0 / 16), within(1e-9));
        double spread = 2 * 2.4 * 2.4 + 3 * 1.6 * 1.6;
        assertThat(metrics.get("r_squared")).isCloseTo(1 - 29 / spread, within(1e-9));
        assertThat(metrics.get("coverage")).isEqualTo(0);
    }

    @Test
    void aClearlyBetterChallengerWins() {
        Verdict verdict = contest(20, 0, 3);
        assertThat(verdict.better()).isTrue();
        assertThat(verdict.series()).isEqualTo(20);
        assertThat(verdict.tStatistic()).isGreaterThan(2);
        assertThat(verdict.challengerRmsse()).isLessThan(verdict.championRmsse());
        assertThat(verdict.reason()).endsWith(": better.");
    }

    @Test
    void theSameIsNotBetterAndNeitherIsWorse() {
        assertThat(contest(20, 1, 1).better()).isFalse();
        assertThat(contest(20, 1, 1).tStatistic()).isZero();
        assertThat(contest(20, 3, 0).better()).isFalse();
        assertThat(contest(20, 3, 0).reason()).endsWith("not better by 2% and two standard errors.");
    }

    @Test
    void oneWeekOfOneSeriesIsTooLittleToTell() {
        assertThat(contest(1, 0, 3).better()).isFalse();
        assertThat(contest(1, 0, 3).reason()).endsWith("too little to tell.");
    }

    @Test
    void noiseSeldomWinsTwice() {
        int twice = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random dice = new Random(seed);
            boolean both = noisy(dice) && noisy(dice);
            twice += both ? 1 : 0;
        }
        assertThat(twice).as("of 200 pairs of contests between equals").isLessThanOrEqualTo(1);
    }

    @Test
    void levelsAreThoseOfReplenishmentAndThoseAskedFor() {
        TrainingSettings settings = new TrainingSettings(null, null, null, List.of(0.5, 0.995), null, null);
        assertThat(settings.allLevels()).containsExactly(0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995);
        assertThatThrownBy(() -> new TrainingSettings(null, null, null, List.of(), null, null))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void aScopeCoversWhatIsWithinIt() {
        ModelScope dairy = new ModelScope(null, "Dairy", null);
        ModelScope milk = new ModelScope("NORTH", "Dairy/Milk", "MILK-1L");
        assertThat(ModelScope.chain().covers(milk)).isTrue();
        assertThat(dairy.covers(milk)).isTrue();
        assertThat(milk.covers(dairy)).isFalse();
        assertThat(new ModelScope(null, "Dai", null).covers(milk)).isFalse();
        assertThat(new ModelScope("SOUTH", null, null).covers(milk)).isFalse();
        assertThat(dairy).hasToString("Dairy in all stores");
        assertThat(ModelScope.chain()).hasToString("the chain");
    }

    /** Twenty items of two equally good forecasts, whose errors differ by chance alone. */
    private static boolean noisy(Random dice) {
        HeldBack first = new HeldBack(1, DAYS);
        HeldBack second = new HeldBack(1, DAYS);
        for (int i = 0; i < 20; i++) {
            DemandSeries item = random(i, dice);
            first.add(item, 0, constant(10 + dice.nextGaussian()));
            second.add(item, 0, constant(10 + dice.nextGaussian()));
        }
        return Verdict.of(first, second).better();
    }

    private static Verdict contest(int items, double challengerOff, double championOff) {
        HeldBack champion = new HeldBack(1, DAYS);
        HeldBack challenger = new HeldBack(1, DAYS);
        Random dice = new Random(7);
        for (int i = 0; i < items; i++) {
            DemandSeries item = random(i, dice);
            champion.add(item, 0, constant(10 + championOff));
            challenger.add(item, 0, constant(10 + challengerOff));
        }
        return Verdict.of(champion, challenger);
    }

    private static DemandSeries random(int i, Random dice) {
        double[] values = new double[35];
        Arrays.setAll(values, t -> 10 + 2 * dice.nextGaussian());
        return item("1/" + i, Series.daily(LocalDate.of(2026, 1, 5), values));
    }

    private static DemandSeries item(String id, Series series) {
        return new DemandSeries(id, "", series);
    }

    private static Forecast constant(double value) {
        double[] flat = new double[30];
        Arrays.fill(flat, value);
        return Forecasting.assemble(
                "mean",
                Series.of(flat),
                Models.named("mean").fit(Series.of(flat)),
                dev.shelfcast.forecast.ForecastRequest.of(DAYS));
    }
}
