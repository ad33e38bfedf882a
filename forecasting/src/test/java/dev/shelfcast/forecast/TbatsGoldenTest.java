package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.tbats.Tbats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** TBATS against R's tbats on ten series of R's data sets, and on seasons that it has to tell apart. */
class TbatsGoldenTest {
    @Test
    void theCriterionIsNeverWorseThanRsByMoreThanTwo() {
        List<String> worse = new ArrayList<>();
        for (String[] row : Golden.rows("tbats.csv")) {
            double ours = fit(row[0]).parameters().get("aic");
            if (!(ours <= Double.parseDouble(row[2]) + 2)) {
                worse.add(row[0] + " " + row[1] + " R " + row[2] + " ours " + ours);
            }
        }
        // R goes up to five autoregressive terms there, ours to two.
        assertThat(worse).hasSizeLessThanOrEqualTo(1).allMatch(w -> w.startsWith("UKgas"));
    }

    /** The first states are estimated better than R's, so that the same form may forecast a little differently. */
    @Test
    void theSameFormForecastsTheSame() {
        int compared = 0;
        for (String[] row : Golden.rows("tbats.csv")) {
            FittedModel model = fit(row[0]);
            if (model.label().equals(row[1].replace("; ", ", ").replace(';', ','))) {
                compared++;
                assertThat(Golden.difference(model.mean(12), Golden.numbers(row[3])))
                        .as(row[0])
                        .isLessThan(0.02);
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(2);
    }

    @Test
    void twoSeasonsOneOfBrokenLengthAreToldApart() {
        Random random = new Random(4);
        double[] y = new double[500];
        for (int t = 0; t < y.length; t++) {
            y[t] = 100 + truth(t) + random.nextGaussian();
        }
        double[] mean = Tbats.of(7, 30.44).fit(Series.of(y)).mean(60);
        double squares = 0;
        for (int h = 0; h < 60; h++) {
            squares += Math.pow(mean[h] - 100 - truth(500 + h), 2) / 60;
        }
        assertThat(Math.sqrt(squares)).isLessThan(0.7);
    }

    private static double truth(int t) {
        return 8 * Math.sin(2 * Math.PI * t / 7)
                + 5 * Math.cos(4 * Math.PI * t / 7)
                + 10 * Math.sin(2 * Math.PI * t / 30.44);
    }

    @Test
    void quantilesOnATransformedScaleAgreeWithItsPaths() {
        FittedModel model = fit("AirPassengers");
        double[] levels = {0.1, 0.5, 0.9};
        Outlook outlook = model.outlook(12, levels);
        double[][] paths = model.paths(12, 20_000, 3);
        double[] last = Arrays.stream(paths).mapToDouble(p -> p[11]).sorted().toArray();
        double[] sums = Arrays.stream(paths)
                .mapToDouble(p -> Arrays.stream(p).sum())
                .sorted()
                .toArray();
        for (int k = 0; k < 3; k++) {
            double step = last[(int) (levels[k] * last.length)];
            double sum = sums[(int) (levels[k] * sums.length)];
            assertThat(outlook.quantiles()[11][k] / step).isCloseTo(1, within(0.01));
            assertThat(outlook.sumQuantiles()[11][k] / sum).isCloseTo(1, within(0.01));
        }
        assertThat(outlook.mean()[11] / Arrays.stream(last).average().orElse(0)).isCloseTo(1, within(0.005));
    }

    private static FittedModel fit(String name) {
        return Models.named("tbats").fit(Golden.series(name));
    }
}
