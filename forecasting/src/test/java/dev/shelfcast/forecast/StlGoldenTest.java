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
}
