package dev.shelfcast.forecast;

/**
 * How uncertain a forecast is.
 *
 * @param step {@code step[h]}: standard deviation of the error of step h + 1, in units of the series
 * @param sum {@code sum[h]}: standard deviation of the error of the sum of steps 1..h + 1
 */
public record Spread(double[] step, double[] sum) {
    /**
     * The spread of a linear model whose error at lead j moves later steps by fixed weights: the variance of step h is
     * sigma^2 (1 + w_1^2 + ... + w_{h-1}^2), that of the sum follows from the running sums of the weights (Box and
     * Jenkins, Time Series Analysis, chapter 5).
     *
     * @param sigma standard deviation of the one-step errors
     * @param weights {@code weights[j]}: effect of an error on the value j + 1 steps later; at least horizon - 1 long
     * @param horizon steps
     */
    public static Spread ofWeights(double sigma, double[] weights, int horizon) {
        double[] step = new double[horizon];
        double[] sum = new double[horizon];
        double squares = 0;
        double running = 0;
        double sumSquares = 0;
        for (int h = 0; h < horizon; h++) {
            double w = h == 0 ? 1 : weights[h - 1];
            squares += w * w;
            running += w;
            sumSquares += running * running;
            step[h] = sigma * Math.sqrt(squares);
            sum[h] = sigma * Math.sqrt(sumSquares);
        }
        return new Spread(step, sum);
    }

    /** The spread of independent errors of the same size. */
    public static Spread independent(double sigma, int horizon) {
        return ofWeights(sigma, new double[horizon], horizon);
    }
}
