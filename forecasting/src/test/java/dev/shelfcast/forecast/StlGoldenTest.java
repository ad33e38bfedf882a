package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.decomposition.Stl;
import org.junit.jupiter.api.Test;

/** STL against R's stl, with robust weights against statsmodels'. */
class StlGoldenTest {
    @Test
    void seasonAndTrendAgreeWithR() {
        for (String[] row : Golden.rows("stl.csv")) {
            Series series = Golden.series(row[0]);
            int window = row[1].equals("periodic") ? Stl.PERIODIC : Integer.parseInt(row[1]);
            Stl stl = Stl.of(series.values(), series.period(), window);
            String what = row[0] + " " + row[1];
            assertThat(Golden.difference(stl.seasonal(), Golden.numbers(row[3])))
                    .as(what)
                    .isLessThan(1e-6);
            assertThat(Golden.difference(stl.trend(), Golden.numbers(row[4])))
                    .as(what)
                    .isLessThan(1e-6);
        }
    }

    @Test
    void robustWeightsAgreeWithStatsmodels() {
        for (String[] row : Golden.rows("robust_stl.csv")) {
            Series series = Golden.series(row[0]);
            Stl stl = Stl.robust(series.values(), series.period(), Integer.parseInt(row[1]));
            String what = row[0] + " " + row[1];
            assertThat(Golden.difference(everyFifth(stl.seasonal()), Golden.numbers(row[2])))
                    .as(what)
                    .isLessThan(1e-6);
            assertThat(Golden.difference(everyFifth(stl.trend()), Golden.numbers(row[3])))
                    .as(what)
                    .isLessThan(1e-6);
        }
    }

    @Test
    void aWildValueStaysOutOfTheRobustSeason() {
        double[] y = new double[84];
        for (int t = 0; t < y.length; t++) {
            y[t] = 10 + (t % 7 == 5 ? 4 : 0);
        }
        y[40] = 200;
        double[] robust = Stl.robust(y, 7, 7).seasonal();
        double[] plain = Stl.of(y, 7, 7).seasonal();
        // Day 40 is a Saturday; the true season has 4 there, about the mean of 4 / 7.
        assertThat(robust[40]).isCloseTo(4 - 4.0 / 7, within(0.05));
        assertThat(plain[40]).isGreaterThan(10);
    }

    private static double[] everyFifth(double[] x) {
        double[] kept = new double[(x.length + 4) / 5];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = x[5 * i];
        }
        return kept;
    }
}
