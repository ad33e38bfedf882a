package dev.shelfcast.forecast.arima;

/**
 * The polynomials of an ARMA model from unbounded search variables: each block is built from partial autocorrelations
 * tanh(x) (Monahan 1984, "A note on enforcing stationarity"), so every point of the search is stationary and
 * invertible. The seasonal blocks are multiplied in.
 */
final class Coefficients {
    private final ArimaOrder order;
    /** Signs as in y(t) = phi[0] y(t-1) + ... */
    final double[] phi;
    /** Signs as in e(t) + theta[0] e(t-1) + ... */
    final double[] theta;
    /** The blocks as people write them: p, then q, P, Q. */
    final double[] plain;

    private final double[] block = new double[40];
    private final double[] work = new double[40];

    Coefficients(ArimaOrder order) {
        this.order = order;
        phi = new double[order.p() + order.sp() * order.period()];
        theta = new double[order.q() + order.sq() * order.period()];
        plain = new double[order.coefficients()];
    }

    /** Sets all coefficients from search variables. */
    void set(double[] x) {
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int n = size(part);
            partial(x, at, n);
            for (int k = 0; k < n; k++) {
                // A moving average block is the mirror of a stationary one.
                plain[at + k] = part % 2 == 0 ? block[k] : -block[k];
            }
            at += n;
        }
        expand(phi, 0, order.p(), order.p() + order.q(), order.sp(), -1);
        expand(theta, order.p(), order.q(), order.p() + order.q() + order.sp(), order.sq(), 1);
    }

    private int size(int part) {
        return switch (part) {
            case 0 -> order.p();
            case 1 -> order.q();
            case 2 -> order.sp();
            default -> order.sq();
        };
    }

    private void partial(double[] x, int at, int n) {
        for (int k = 0; k < n; k++) {
            double r = Math.tanh(x[at + k]);
            System.arraycopy(block, 0, work, 0, k);
            for (int j = 0; j < k; j++) {
                block[j] = work[j] - r * work[k - 1 - j];
            }
            block[k] = r;
        }
    }

    /** Multiplies (1 - a1 B ...) by the seasonal block; sign is -1 for AR signs and 1 for MA signs. */
    private void expand(double[] into, int at, int n, int seasonalAt, int seasonal, int sign) {
        java.util.Arrays.fill(into, 0);
        for (int k = 0; k < n; k++) {
            into[k] = plain[at + k];
        }
        for (int s = 0; s < seasonal; s++) {
            int lag = (s + 1) * order.period();
            double c = plain[seasonalAt + s];
            into[lag - 1] += c;
            for (int k = 0; k < n; k++) {
                into[lag + k] += sign * c * plain[at + k];
            }
        }
    }

    /** Leaves of x what the autoregression does not explain; values before the first count as 0. */
    void timesPhi(double[] x) {
        multiply(x, 0, order.p(), 1);
        multiply(x, order.p() + order.q(), order.sp(), order.period());
    }

    /** Makes the innovations of x, which the moving average turns into x; those before the first count as 0. */
    void divideByTheta(double[] x) {
        divide(x, order.p(), order.q(), 1);
        divide(x, order.p() + order.q() + order.sp(), order.sq(), order.period());
    }

    /** The same from the end to the beginning: the transpose of {@link #divideByTheta}. */
    void divideByThetaBackwards(double[] x) {
        divideBackwards(x, order.p(), order.q(), 1);
        divideBackwards(x, order.p() + order.q() + order.sp(), order.sq(), order.period());
    }

    private void multiply(double[] x, int at, int count, int lag) {
        for (int t = x.length - 1; count > 0 && t >= lag; t--) {
            double sum = x[t];
            for (int k = 0, s = t - lag; k < count && s >= 0; k++, s -= lag) {
                sum -= plain[at + k] * x[s];
            }
            x[t] = sum;
        }
    }

    private void divide(double[] x, int at, int count, int lag) {
        if (count == 1) {
            double c = plain[at];
            for (int t = lag; t < x.length; t++) {
                x[t] -= c * x[t - lag];
            }
            return;
        }
        for (int t = lag; count > 0 && t < x.length; t++) {
            double sum = x[t];
            for (int k = 0, s = t - lag; k < count && s >= 0; k++, s -= lag) {
                sum -= plain[at + k] * x[s];
            }
            x[t] = sum;
        }
    }

    private void divideBackwards(double[] x, int at, int count, int lag) {
        if (count == 1) {
            double c = plain[at];
            for (int t = x.length - 1 - lag; t >= 0; t--) {
                x[t] -= c * x[t + lag];
            }
            return;
        }
        for (int t = x.length - 1 - lag; count > 0 && t >= 0; t--) {
            double sum = x[t];
            for (int k = 0, s = t + lag; k < count && s < x.length; k++, s += lag) {
                sum -= plain[at + k] * x[s];
            }
            x[t] = sum;
        }
    }

    /** The least modulus of the roots of both polynomials; 2 when there are none. */
    double leastRoot() {
        double least = 2;
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int n = size(part);
            double[] polynomial = new double[n + 1];
            polynomial[0] = 1;
            for (int k = 0; k < n; k++) {
                polynomial[k + 1] = part % 2 == 0 ? -plain[at + k] : plain[at + k];
            }
            double modulus = Roots.leastModulus(polynomial);
            least = Math.min(least, part < 2 ? modulus : Math.pow(modulus, 1.0 / order.period()));
            at += n;
        }
        return least;
    }
}
