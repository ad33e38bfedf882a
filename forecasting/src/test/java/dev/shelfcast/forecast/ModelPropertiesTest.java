package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to hold for every model, on generated series; a failure names the seed. */
class ModelPropertiesTest {
    /** Models whose parameters move freely, so that scaled data may lead a search to a slightly different end. */
    private static final double SEARCHED = 0.02;

    /** Slow models get fewer tries, so that the whole suite stays near a minute. */
    private static final Set<String> SLOW =
            Set.of("auto-arima", "auto", "prophet", "harmonic", "mstl", "tbats", "auto-ces");

    static Stream<String> models() {
        return Models.names().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void neverNaNAndQuantilesNeverCrossOnAnyFiniteInput(String name) {
        for (int seed = 0; seed < (SLOW.contains(name) ? 50 : 200); seed++) {
            Series series = anySeries(seed);
            for (boolean cut : new boolean[] {true, false}) {
                Forecast forecast = Models.named(name)
                        .forecast(series, ForecastRequest.of(9).withNonNegative(cut));
                check(forecast, cut, name + " seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void awkwardSeriesGetAForecastToo(String name) {
        List<double[]> awkward = new ArrayList<>();
        awkward.add(new double[0]);
        awkward.add(new double[] {5});
        awkward.add(new double[] {Double.NaN});
        awkward.add(new double[] {Double.NaN, Double.NaN, 3, Double.NaN});
        awkward.add(new double[50]);
        awkward.add(filled(60, 1e9));
        awkward.add(filled(60, 1e-9));
        awkward.add(filled(3, 7));
        double[] jump = filled(80, 1);
        Arrays.fill(jump, 40, 80, 1e6);
        awkward.add(jump);
        double[] huge = filled(40, 1e150);
        huge[7] = 3e150;
        awkward.add(huge);
        for (int i = 0; i < awkward.size(); i++) {
            for (int period : new int[] {1, 7, 12}) {
                Series series = Series.of(awkward.get(i)).withPeriods(period);
                check(
                        Models.named(name).forecast(series, ForecastRequest.of(30)),
                        true,
                        name + " case " + i + "/" + period);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aConstantForecastsItself(String name) {
        for (int n : new int[] {8, 30, 100}) {
            double[] mean = Models.named(name)
                    .fit(Series.of(filled(n, 12.5)).withPeriods(7))
                    .mean(14);
            for (double m : mean) {
                // SBA is a factor below the level by design.
                assertThat(m).as(name + " n " + n).isCloseTo(12.5, within(name.equals("sba") ? 2.0 : 0.05));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void scalingTheSeriesScalesTheForecast(String name) {
        int tries = SLOW.contains(name) ? 10 : 200;
        int different = 0;
        for (int seed = 0; seed < tries; seed++) {
            double[] y = Generated.seasonal(new Random(seed), 90, 7);
            double[] big = Arrays.stream(y).map(v -> v * 1000).toArray();
            double[] one = Models.named(name).fit(Series.of(y).withPeriods(7)).mean(14);
            double[] other =
                    Models.named(name).fit(Series.of(big).withPeriods(7)).mean(14);
            for (int h = 0; h < 14; h++) {
                other[h] /= 1000;
            }
            different += Golden.difference(other, one) > SEARCHED ? 1 : 0;
        }
        assertThat(different).as(name).isLessThanOrEqualTo(tries / 20);
    }

    /** A level added to every value is added to every forecast, by all methods that are linear in the values. */
    @ParameterizedTest
    @ValueSource(strings = {"seasonal-naive", "mean", "sma7", "sma28", "seasonal-average", "ses", "holt-winters"})
    void shiftingTheSeriesShiftsTheForecast(String name) {
        int different = 0;
        for (int seed = 0; seed < 200; seed++) {
            double[] y = Generated.seasonal(new Random(seed), 90, 7);
            double[] high = Arrays.stream(y).map(v -> v + 200).toArray();
            double[] one = Models.named(name).fit(Series.of(y).withPeriods(7)).mean(14);
            double[] other =
                    Models.named(name).fit(Series.of(high).withPeriods(7)).mean(14);
            for (int h = 0; h < 14; h++) {
                other[h] -= 200;
            }
            different += Golden.difference(other, one) > SEARCHED ? 1 : 0;
        }
        assertThat(different).as(name).isLessThanOrEqualTo(10);
    }

    /** The unit of the values does not matter, be it a millionth of a millionth or its opposite. */
    @ParameterizedTest
    @MethodSource("models")
    void hugeAndTinyUnitsChangeNothingButTheUnit(String name) {
        double[] y = Generated.seasonal(new Random(17), 100, 7);
        double[] one = Models.named(name).fit(Series.of(y).withPeriods(7)).mean(14);
        for (double unit : new double[] {1e12, 1e-12}) {
            double[] scaled = Arrays.stream(y).map(v -> v * unit).toArray();
            double[] other =
                    Models.named(name).fit(Series.of(scaled).withPeriods(7)).mean(14);
            for (int h = 0; h < 14; h++) {
                other[h] /= unit;
            }
            assertThat(Golden.difference(other, one)).as(name + " unit " + unit).isLessThan(SEARCHED);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void pathsAndFarHorizonsAreFinite(String name) {
        FittedModel model = Models.named(name)
                .fit(Series.of(Generated.trending(new Random(6), 60)).withPeriods(7));
        for (double[] path : model.paths(20, 50, 1)) {
            assertThat(Arrays.stream(path).allMatch(Double::isFinite)).as(name).isTrue();
        }
        check(
                Models.named(name)
                        .forecast(
                                Series.of(Generated.trending(new Random(6), 60)).withPeriods(7),
                                ForecastRequest.of(2_000)),
                true,
                name);
    }

    /** All but the harmonic regression, whose search takes a minute over so many points. */
    static Stream<String> modelsForLongSeries() {
        return models().filter(name -> !name.equals("harmonic"));
    }

    @ParameterizedTest
    @MethodSource("modelsForLongSeries")
    void tenThousandPointsArePossible(String name) {
        double[] y = Generated.seasonal(new Random(3), 10_000, 7);
        check(Models.named(name).forecast(Series.of(y).withPeriods(7), ForecastRequest.of(30)), true, name);
    }

    private static void check(Forecast forecast, boolean cut, String what) {
        for (int h = 0; h < forecast.horizon(); h++) {
            assertThat(Double.isFinite(forecast.mean()[h]))
                    .as(what + " mean " + h)
                    .isTrue();
            for (double[][] table : new double[][][] {forecast.quantiles(), forecast.sumQuantiles()}) {
                for (int k = 0; k < table[h].length; k++) {
                    assertThat(Double.isFinite(table[h][k]))
                            .as(what + " quantile")
                            .isTrue();
                    assertThat(!cut || table[h][k] >= 0).as(what + " negative").isTrue();
                    assertThat(k == 0 || table[h][k] >= table[h][k - 1])
                            .as(what + " crossing")
                            .isTrue();
                }
            }
        }
    }

    private static Series anySeries(int seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(120);
        double[] y = switch (seed % 4) {
            case 0 -> Generated.seasonal(random, n, 7);
            case 1 -> Generated.intermittent(random, n, 0.05 + 0.5 * random.nextDouble());
            case 2 -> Generated.walk(random, n);
            default -> Generated.trending(random, n);
        };
        for (int t = 0; t < n; t++) {
            if (random.nextInt(10) == 0) {
                y[t] = Double.NaN;
            }
        }
        return Series.of(y).withPeriods(seed % 3 == 0 ? 1 : 7);
    }

    private static double[] filled(int n, double value) {
        double[] y = new double[n];
        Arrays.fill(y, value);
        return y;
    }
}
