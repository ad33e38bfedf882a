package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to hold for every model, on 200 generated series each; a failure names the seed. */
class ModelPropertiesTest {
    private static final int TRIES = 200;

    /** Models whose parameters move freely, so that scaled data may lead a search to a slightly different end. */
    private static final double SEARCHED = 0.02;

    /** Their searches get shorter series, so that the whole suite stays near a minute. */
    private static final Set<String> SLOW =
            Set.of("auto-arima", "usual-arima", "box-cox-arima", "harmonic", "tbats", "auto-ces");

    /** All methods that are linear in the values. */
    private static final Set<String> SHIFTING = Set.of(
            "seasonal-naive",
            "mean",
            "sma7",
            "sma28",
            "seasonal-average",
            "ses",
            "holt",
            "damped",
            "holt-winters",
            "auto-ces",
            "auto-arima",
            "usual-arima",
            "linear-regression",
            "harmonic",
            "stl-theta");

    /** Methods for which zero is a value of its own, or whose season, error or prior is a share of the level. */
    private static final Set<String> NOT_SHIFTING = Set.of(
            "auto-ets",
            "theta",
            "optimised-theta",
            "dynamic-optimised-theta",
            "auto-theta",
            "box-cox-arima",
            "croston",
            "sba",
            "tsb",
            "poisson",
            "negative-binomial",
            "zero-inflated",
            "adida",
            "imapa",
            "prophet",
            "ets-theta",
            "mstl",
            "robust-mstl",
            "tbats",
            "auto");

    static Stream<String> models() {
        return Models.names().stream();
    }

    static Stream<String> shifting() {
        return SHIFTING.stream().sorted();
    }

    @Test
    void everyModelIsKnownToShiftOrNotTo() {
        Set<String> known = new TreeSet<>(SHIFTING);
        known.addAll(NOT_SHIFTING);
        assertThat(known).isEqualTo(new TreeSet<>(Models.names()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void neverNaNAndQuantilesAscendAndCohereOnAnyFiniteInput(String name) {
        each(seed -> check(name, anySeries(seed, SLOW.contains(name) ? 60 : 120), 9, seed, "seed " + seed));
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
                check(name, series, 30, 1, "case " + i + "/" + period);
            }
        }
        each(seed -> check(name, awkwardSeries(seed), 9, seed, "awkward seed " + seed));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aConstantForecastsItself(String name) {
        each(seed -> {
            Random random = new Random(seed);
            int n = 8 + random.nextInt(93);
            double value = (seed % 5 == 0 ? -1 : 1) * Math.pow(10, 12 * random.nextDouble() - 6);
            double[] mean = Models.named(name)
                    .fit(Series.of(filled(n, value)).withPeriods(seed % 3 == 0 ? 1 : 7))
                    .mean(14);
            for (double m : mean) {
                // SBA is a factor below the level by design.
                double near = name.equals("sba") ? 0.16 : 0.004;
                assertThat(m / value).as(name + " seed " + seed).isCloseTo(1, within(near));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void scalingTheSeriesScalesTheForecast(String name) {
        int different = count(seed -> {
            double[] y = Generated.seasonal(new Random(seed), length(name), 7);
            double unit = new double[] {1_000, 1e12, 1e-12}[seed % 3];
            double[] one = week(name, y);
            double[] other = week(name, Arrays.stream(y).map(v -> v * unit).toArray());
            return Golden.difference(Arrays.stream(other).map(v -> v / unit).toArray(), one) > SEARCHED;
        });
        assertThat(different).as(name).isLessThanOrEqualTo(TRIES / 20);
    }

    /** A level added to every value is added to every forecast. */
    @ParameterizedTest
    @MethodSource("shifting")
    void shiftingTheSeriesShiftsTheForecast(String name) {
        int different = count(seed -> {
            double[] y = Generated.seasonal(new Random(seed), length(name), 7);
            double[] one = week(name, y);
            double[] other = week(name, Arrays.stream(y).map(v -> v + 200).toArray());
            return Golden.difference(Arrays.stream(other).map(v -> v - 200).toArray(), one) > SEARCHED;
        });
        assertThat(different).as(name).isLessThanOrEqualTo(TRIES / 20);
    }

    /** The unit of the values does not matter, be it a millionth of a millionth or its opposite. */
    @ParameterizedTest
    @MethodSource("models")
    void hugeAndTinyUnitsChangeNothingButTheUnit(String name) {
        double[] y = Generated.seasonal(new Random(17), 100, 7);
        double[] one = week(name, y);
        for (double unit : new double[] {1e12, 1e-12}) {
            double[] other = week(name, Arrays.stream(y).map(v -> v * unit).toArray());
            for (int h = 0; h < 14; h++) {
                other[h] /= unit;
            }
            assertThat(Golden.difference(other, one)).as(name + " unit " + unit).isLessThan(SEARCHED);
        }
    }

    /** One after the other or from the last to the first on many threads: the same to the last bit. */
    @ParameterizedTest
    @MethodSource("models")
    void neitherTheOrderOfSeriesNorThreadsMatter(String name) {
        Forecaster model = Models.named(name);
        double[][] one = new double[TRIES][];
        for (int seed = 0; seed < TRIES; seed++) {
            one[seed] = forecast(model, seed);
        }
        each(i -> {
            int seed = TRIES - 1 - i;
            assertThat(forecast(model, seed)).as(name + " seed " + seed).isEqualTo(one[seed]);
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void farHorizonsAreFinite(String name) {
        check(name, Series.of(Generated.trending(new Random(6), 60)).withPeriods(7), 2_000, 1, "far");
    }

    @Test
    void tenThousandPointsArePossible() {
        double[] y = Generated.seasonal(new Random(3), 10_000, 7);
        Models.names().parallelStream().forEach(name -> check(name, Series.of(y).withPeriods(7), 30, 1, "long"));
    }

    /** On all cores; a failure of any try is one of the test. */
    private static void each(IntConsumer one) {
        IntStream.range(0, TRIES).parallel().forEach(one);
    }

    private static int count(IntPredicate one) {
        return (int) IntStream.range(0, TRIES).parallel().filter(one).count();
    }

    private static int length(String name) {
        return SLOW.contains(name) ? 30 : 90;
    }

    private static double[] week(String name, double[] y) {
        return Models.named(name).fit(Series.of(y).withPeriods(7)).mean(14);
    }

    private static double[] forecast(Forecaster model, int seed) {
        Random random = new Random(seed);
        Series series = Series.of(
                        random.nextBoolean()
                                ? Generated.seasonal(random, 10 + random.nextInt(20), 7)
                                : Generated.intermittent(random, 10 + random.nextInt(20), 0.4))
                .withPeriods(7);
        Forecast forecast = model.forecast(series, ForecastRequest.of(9));
        return Stream.of(new double[][] {forecast.mean()}, forecast.quantiles(), forecast.sumQuantiles())
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static void check(String name, Series series, int horizon, long seed, String what) {
        FittedModel model = Models.named(name).fit(series);
        // What a forecast cuts to the largest number shall be large, not unknown.
        Outlook outlook = model.outlook(horizon, new double[] {0.1, 0.9});
        assertThat(Arrays.stream(outlook.mean()).allMatch(Double::isFinite))
                .as(name + " mean " + what)
                .isTrue();
        for (double[][] table : new double[][][] {outlook.quantiles(), outlook.sumQuantiles()}) {
            assertThat(Arrays.stream(table).flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN))
                    .as(name + " quantiles " + what)
                    .isTrue();
        }
        for (boolean cut : new boolean[] {true, false}) {
            ForecastRequest request = ForecastRequest.of(horizon).withNonNegative(cut);
            Forecast forecast = Forecasting.assemble(name, series, model, request);
            assertThat(Coherence.fault(forecast, cut)).as(name + " " + what).isEmpty();
        }
        for (double[] path : model.paths(Math.min(horizon, 50), 20, seed)) {
            assertThat(Arrays.stream(path).allMatch(Double::isFinite))
                    .as(name + " path " + what)
                    .isTrue();
        }
    }

    private static Series anySeries(int seed, int longest) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(longest);
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

    /** Zeros, one point, huge, tiny, gaps, a jump, a spike, both signs. */
    private static Series awkwardSeries(int seed) {
        Random random = new Random(seed);
        int n = random.nextInt(60);
        double[] y = Generated.walk(random, n);
        double size = Math.pow(10, 300 * random.nextDouble() - 150);
        switch (seed % 8) {
            case 0 -> Arrays.fill(y, 0);
            case 1 -> y = new double[] {random.nextGaussian() * size};
            case 2 -> Arrays.setAll(y, t -> Generated.WEEK[t % 7] * 1e150);
            case 3 -> Arrays.setAll(y, t -> Math.abs(random.nextGaussian()) * 1e-150);
            case 4 -> Arrays.setAll(y, t -> random.nextInt(5) == 0 ? random.nextInt(9) : Double.NaN);
            case 5 -> Arrays.setAll(y, t -> 2 * t < n ? 1 : size);
            case 6 -> Arrays.setAll(y, t -> t == n / 2 ? size : 0);
            default -> Arrays.setAll(y, t -> random.nextGaussian() * size);
        }
        return Series.of(y).withPeriods(new int[] {1, 7, 12}[seed % 3]);
    }

    private static double[] filled(int n, double value) {
        double[] y = new double[n];
        Arrays.fill(y, value);
        return y;
    }
}
