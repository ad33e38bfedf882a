package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.forecast.decomposition.Stl;
import org.junit.jupiter.api.Test;

/** STL against R's stl. */
class StlGoldenTest {
    @Test
    void seasonAndTrendAgreeWithR() {
        for (String[] row : Golden.rows("stl.csv")) {
            Series series = Golden.series(row[0]);
            int window = row[1].equals("periodic") ? Stl.PERIODIC : Integer.parseInt(row[1]);
            Stl stl = Stl.of(series.values(), series.period(), window, row[2].equals("TRUE"));
            String what = row[0] + " " + row[1] + " robust " + row[2];
            // Robust weights go through sixteen rounds, in which rounding at their edges adds up.
            double tolerance = row[2].equals("TRUE") ? 0.04 : 1e-6;
            assertThat(Golden.difference(stl.seasonal(), Golden.numbers(row[3])))
                    .as(what)
                    .isLessThan(tolerance);
            assertThat(Golden.difference(stl.trend(), Golden.numbers(row[4])))
                    .as(what)
                    .isLessThan(tolerance);
        }
    }
}
