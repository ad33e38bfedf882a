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

    /**
     * Leaves of x what the autoregression does not explain; values before the first count as 0.
     *
     * @param scratch as long as x
     */
    void timesPhi(double[] x, double[] scratch) {
        multiply(x, scratch, 0, order.p(), 1);
        multiply(x, scratch, order.p() + order.q(), order.sp(), order.period());
    }

    /**
     * Makes the innovations of x, which the moving average turns into x; those before the first count as 0.
     *
     * @param x several series abreast: all values of step 0, then those of step 1 and so on
     * @param lanes how many; each waits for its own value of the step before, so several take hardly longer than one
     */
    void divideByTheta(double[] x, int lanes) {
        divide(x, order.p(), order.q(), lanes);
        divide(x, order.p() + order.q() + order.sp(), order.sq(), lanes * order.period());
    }

    /** The same from the end to the beginning: the transpose of {@link #divideByTheta}. */
    void divideByThetaBackwards(double[] x, int lanes) {
        divide(x, order.p(), order.q(), -lanes);
        divide(x, order.p() + order.q() + order.sp(), order.sq(), -lanes * order.period());
    }

    private void multiply(double[] x, double[] scratch, int at, int count, int lag) {
        if (count > 0) {
            System.arraycopy(x, 0, scratch, 0, x.length);
        }
        for (int k = 0; k < count; k++) {
            double factor = plain[at + k];
            int back = (k + 1) * lag;
            for (int t = back; t < x.length; t++) {
                x[t] -= factor * scratch[t - back];
            }
        }
    }

    /** @param lag negative to go from the end to the beginning */
    private void divide(double[] x, int at, int count, int lag) {
        if (count == 0) {
            return;
        }
        int reach = Math.abs(lag);
        int taps = count > 2 && count < 5 ? 5 : count;
        int step = lag > 0 ? 1 : -1;
        int first = lag > 0 ? 0 : x.length - 1;
        for (int i = reach; i < Math.min(x.length, taps * reach); i++) {
            int t = first + step * i;
            for (int k = 0; k < count && (k + 1) * reach <= i; k++) {
                x[t] -= plain[at + k] * x[t - (k + 1) * lag];
            }
        }
        int t = first + taps * lag;
        if (taps * reach >= x.length) {
            return;
        }
        switch (taps) {
            case 1 -> one(x, t, lag, plain[at]);
            case 2 -> two(x, t, lag, plain[at], plain[at + 1]);
            case 5 -> five(x, t, lag, at, count);
            default -> many(x, t, lag, at, count);
        }
    }

    private static void one(double[] x, int first, int lag, double near) {
        int step = lag > 0 ? 1 : -1;
        if (lag == 1) {
            double last = x[first - 1];
            for (int t = first; t < x.length; t++) {
                last = x[t] - near * last;
                x[t] = last;
            }
            return;
        }
        for (int t = first; t >= 0 && t < x.length; t += step) {
            x[t] -= near * x[t - lag];
        }
    }

    private static void two(double[] x, int first, int lag, double near, double far) {
        int step = lag > 0 ? 1 : -1;
        for (int t = first; t >= 0 && t < x.length; t += step) {
            x[t] = x[t] - near * x[t - lag] - far * x[t - 2 * lag];
        }
    }

    /** Three to five terms, those without a coefficient at 0: quicker than a loop over them. */
    private void five(double[] x, int first, int lag, int at, int count) {
        int step = lag > 0 ? 1 : -1;
        double a = plain[at];
        double b = plain[at + 1];
        double c = plain[at + 2];
        double d = count > 3 ? plain[at + 3] : 0;
        double e = count > 4 ? plain[at + 4] : 0;
        for (int t = first; t >= 0 && t < x.length; t += step) {
            x[t] = x[t]
                    - a * x[t - lag]
                    - b * x[t - 2 * lag]
                    - c * x[t - 3 * lag]
                    - d * x[t - 4 * lag]
                    - e * x[t - 5 * lag];
        }
    }

    private void many(double[] x, int first, int lag, int at, int count) {
        int step = lag > 0 ? 1 : -1;
        for (int t = first; t >= 0 && t < x.length; t += step) {
            double sum = x[t];
            for (int k = 0, s = t - lag; k < count; k++, s -= lag) {
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
