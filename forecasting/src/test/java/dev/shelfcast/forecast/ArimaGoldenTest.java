package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.arima.Arima;
import dev.shelfcast.forecast.arima.ArimaModel;
import dev.shelfcast.forecast.arima.ArimaOrder;
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
            ArimaModel model = (ArimaModel) Arima.of(order(row, series)).fit(series);
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

    private static ArimaOrder order(String[] row, Series series) {
        double[] o = Golden.numbers(row[1]);
        return new ArimaOrder(
                (int) o[0],
                (int) o[1],
                (int) o[2],
                (int) o[3],
                (int) o[4],
                (int) o[5],
                series.period(),
                row[2].equals("TRUE"));
    }
}
