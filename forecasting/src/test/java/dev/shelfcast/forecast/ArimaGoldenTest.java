package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.arima.Arima;
import dev.shelfcast.forecast.arima.ArimaModel;
import dev.shelfcast.forecast.arima.ArimaOrder;
import dev.shelfcast.forecast.numeric.BoxCox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ARIMA against R's arima and auto.arima. */
class ArimaGoldenTest {
    /** The same order has the same exact likelihood, forecasts within 0.5% and standard errors within 2%. */
    @Test
    void fixedOrdersAgreeWithR() {
        for (String[] row : Golden.rows("arima.csv")) {
            Series series = Golden.series(row[0]);
            ArimaModel model = (ArimaModel)
                    Arima.of(order(row, series, row[2].equals("TRUE"))).fit(series);
            String what = row[0] + " " + model.label();
            double reference = Double.parseDouble(row[4]);
            if (row[0].equals("lynx")) {
                // Several valleys: here the search may end in another one, but not in a much worse one.
                assertThat(model.aicc()).as(what).isLessThan(reference + 1);
                continue;
            }
            assertThat(model.aicc()).as(what).isCloseTo(reference, within(0.05));
            assertThat(Golden.difference(model.mean(12), Golden.numbers(row[7])))
                    .as(what)
                    .isLessThan(0.005);
            assertThat(Golden.difference(model.spread(12).step(), Golden.numbers(row[8])))
                    .as(what)
                    .isLessThan(0.02);
        }
    }

    @Test
    void theAutomaticChoiceIsAsGoodAsRsOnNineOfTen() {
        List<String> worse = new ArrayList<>();
        for (String[] row : Golden.rows("arima.csv").subList(0, 10)) {
            FittedModel model = Arima.auto().fit(Golden.series(row[0]));
            double ours = model.parameters().get("aicc");
            if (ours > Double.parseDouble(row[4]) + 0.5) {
                worse.add(row[0] + " " + model.label() + " " + ours + " R " + row[4]);
            }
        }
        assertThat(worse).hasSizeLessThanOrEqualTo(1);
    }

    /** R filters through missing values; the likelihood agrees within 0.05, forecasts within 0.5%. */
    @Test
    void missingStepsAreSkippedAsRSkipsThem() {
        for (String[] row : Golden.rows("arima-missing.csv")) {
            Series whole = Golden.series(row[0]);
            double[] y = whole.values().clone();
            for (double gap : Golden.numbers(row[2])) {
                y[(int) gap] = Double.NaN;
            }
            FittedModel model = Arima.of(order(row, whole, meanIn(row))).fit(whole.withValues(y));
            double reference = Double.parseDouble(row[3]);
            assertThat(model.parameters().get("aicc")).as(row[0]).isCloseTo(reference, within(0.05));
            assertThat(Golden.difference(model.mean(12), Golden.numbers(row[4])))
                    .as(row[0])
                    .isLessThan(0.005);
        }
    }

    /** Guerrero's lambda within 0.002 of R's, bias-adjusted forecasts with it within 0.5%. */
    @Test
    void boxCoxAgreesWithR() {
        for (String[] row : Golden.rows("boxcox.csv")) {
            Series series = Golden.series(row[0]);
            double lambda = BoxCox.guerrero(series.values(), series.period()).lambda();
            assertThat(lambda).as(row[0]).isCloseTo(Double.parseDouble(row[2]), within(0.002));
            FittedModel model = Arima.of(order(row, series, meanIn(row)))
                    .withBoxCox(Double.parseDouble(row[2]))
                    .fit(series);
            assertThat(Golden.difference(model.mean(12), Golden.numbers(row[3])))
                    .as(row[0])
                    .isLessThan(0.005);
        }
    }

    /** By its name the search runs on values transformed with R's lambda, where all are positive, and says so. */
    @Test
    void theNamedModelFindsItsOwnLambda() {
        int transformed = 0;
        for (String[] row : Golden.rows("boxcox.csv")) {
            Series series = Golden.series(row[0]);
            FittedModel model = Models.named("box-cox-arima").fit(series);
            if (java.util.Arrays.stream(series.values()).anyMatch(v -> v <= 0)) {
                assertThat(model.parameters()).as(row[0]).doesNotContainKey("lambda");
                continue;
            }
            transformed++;
            double lambda = Double.parseDouble(row[2]);
            assertThat(model.parameters().get("lambda")).as(row[0]).isCloseTo(lambda, within(0.002));
            FittedModel given = Arima.auto().withBoxCox(lambda).fit(series);
            assertThat(Golden.difference(model.mean(12), given.mean(12)))
                    .as(row[0])
                    .isLessThan(0.005);
        }
        assertThat(transformed).isGreaterThanOrEqualTo(6);
    }

    /** A step whose regressor is unknown must not pull the coefficient, whatever its value is. */
    @Test
    void aStepWithAnUnknownRegressorCountsAsMissing() {
        java.util.Random random = new java.util.Random(4);
        double[] cause = new double[90];
        double[] y = new double[80];
        for (int t = 0; t < cause.length; t++) {
            cause[t] = random.nextInt(4);
        }
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + 10 * cause[t] + random.nextGaussian();
        }
        double[] wild = y.clone();
        double[] unknown = cause.clone();
        double[] gone = y.clone();
        for (int t : new int[] {11, 40, 41, 63}) {
            unknown[t] = Double.NaN;
            wild[t] = 5000;
            gone[t] = Double.NaN;
        }
        ArimaOrder order = new ArimaOrder(1, 0, 0, 0, 0, 0, 1, true);
        double[] mean =
                Arima.of(order).fit(Series.of(wild).withRegressors(unknown)).mean(10);
        double[] missing =
                Arima.of(order).fit(Series.of(gone).withRegressors(cause)).mean(10);
        for (int h = 0; h < 10; h++) {
            assertThat(mean[h]).isCloseTo(100 + 10 * cause[80 + h], within(1.5));
            assertThat(mean[h]).isCloseTo(missing[h], within(1e-3));
        }
    }

    @Test
    void anUnknownFutureRegressorKeepsItsLastKnownValue() {
        double[] y = new double[40];
        double[] cause = new double[44];
        for (int t = 0; t < 40; t++) {
            y[t] = (t % 3) * 7 + (t * t % 5) * 0.01;
            cause[t] = t % 3;
        }
        cause[40] = 2;
        java.util.Arrays.fill(cause, 41, 44, Double.NaN);
        ArimaOrder order = new ArimaOrder(0, 0, 0, 0, 0, 0, 1, true);
        double[] mean = Arima.of(order).fit(Series.of(y).withRegressors(cause)).mean(4);
        for (double m : mean) {
            assertThat(m).isCloseTo(14, within(0.1));
        }
    }

    /** In these files R's Arima has a mean where nothing is differenced and no constant elsewhere. */
    private static boolean meanIn(String[] row) {
        double[] o = Golden.numbers(row[1]);
        return o[1] + o[4] == 0;
    }

    @Test
    void regressorsAreFoundAndCarriedIntoTheFuture() {
        java.util.Random random = new java.util.Random(9);
        double[] cause = new double[110];
        double[] y = new double[100];
        for (int t = 0; t < cause.length; t++) {
            cause[t] = random.nextInt(5) == 0 ? 1 : 0;
        }
        for (int t = 0; t < y.length; t++) {
            y[t] = 50 + 20 * cause[t] + random.nextGaussian();
        }
        double[] mean = Arima.auto().fit(Series.of(y).withRegressors(cause)).mean(10);
        for (int h = 0; h < 10; h++) {
            assertThat(mean[h]).isCloseTo(50 + 20 * cause[100 + h], within(1.5));
        }
    }

    private static ArimaOrder order(String[] row, Series series, boolean constant) {
        double[] o = Golden.numbers(row[1]);
        return new ArimaOrder(
                (int) o[0], (int) o[1], (int) o[2], (int) o[3], (int) o[4], (int) o[5], series.period(), constant);
    }
}
