package dev.shelfcast.forecast.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The filters of an ARIMA model against the recursions that define them. */
class ArimaCoefficientsTest {
    private static final int LANES = 3;

    @Test
    void severalSeriesAbreastAreFilteredAsEachAlone() {
        for (int n : new int[] {3, 9, 40}) {
            for (int q = 0; q <= 7; q++) {
                Coefficients c = coefficients(new ArimaOrder(0, 0, q, 0, 0, q % 3, 4, false));
                double[][] series = new double[LANES][];
                double[] forwards = new double[LANES * n];
                for (int lane = 0; lane < LANES; lane++) {
                    series[lane] = new Random(lane).doubles(n).toArray();
                    for (int t = 0; t < n; t++) {
                        forwards[LANES * t + lane] = series[lane][t];
                    }
                }
                double[] backwards = forwards.clone();
                c.divideByTheta(forwards, LANES);
                c.divideByThetaBackwards(backwards, LANES);
                for (int lane = 0; lane < LANES; lane++) {
                    double[] there = innovations(series[lane], c.theta);
                    double[] back = reversed(innovations(reversed(series[lane]), c.theta));
                    c.divideByTheta(series[lane], 1);
                    for (int t = 0; t < n; t++) {
                        assertThat(forwards[LANES * t + lane]).isCloseTo(there[t], within(1e-9));
                        assertThat(series[lane][t]).isEqualTo(forwards[LANES * t + lane]);
                        assertThat(backwards[LANES * t + lane]).isCloseTo(back[t], within(1e-9));
                    }
                }
            }
        }
    }

    @Test
    void whatTheAutoregressionLeavesIsTheValueLessItsPrediction() {
        Coefficients c = coefficients(new ArimaOrder(2, 0, 0, 2, 0, 0, 4, false));
        double[] x = new Random(1).doubles(30).toArray();
        double[] left = x.clone();
        c.timesPhi(left, new double[30]);
        for (int t = 0; t < x.length; t++) {
            double expected = x[t];
            for (int k = 0; k < Math.min(t, c.phi.length); k++) {
                expected -= c.phi[k] * x[t - 1 - k];
            }
            assertThat(left[t]).isCloseTo(expected, within(1e-12));
        }
    }

    private static Coefficients coefficients(ArimaOrder order) {
        Coefficients c = new Coefficients(order);
        double[] x = new double[order.coefficients()];
        for (int k = 0; k < x.length; k++) {
            x[k] = 0.6 - 0.25 * k;
        }
        c.set(x);
        return c;
    }

    private static double[] innovations(double[] x, double[] theta) {
        double[] e = x.clone();
        for (int t = 0; t < e.length; t++) {
            for (int k = 0; k < Math.min(t, theta.length); k++) {
                e[t] -= theta[k] * e[t - 1 - k];
            }
        }
        return e;
    }

    private static double[] reversed(double[] x) {
        double[] y = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            y[t] = x[x.length - 1 - t];
        }
        return y;
    }
}
