package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.forecast.theta.Theta;
import org.junit.jupiter.api.Test;

/** The standard Theta method against R's thetaf. */
class ThetaGoldenTest {
    @Test
    void forecastsAgreeWithRWithinHalfAPercent() {
        for (String[] row : Golden.rows("theta.csv")) {
            double[] ours =
                    new Theta(Theta.Kind.STANDARD).fit(Golden.series(row[0])).mean(12);
            assertThat(Golden.difference(ours, Golden.numbers(row[1])))
                    .as(row[0])
                    .isLessThan(0.005);
        }
    }
}
