package dev.shelfcast.forecast.arima;

/**
 * The order of a seasonal ARIMA model.
 *
 * @param p autoregressive terms
 * @param d differences
 * @param q moving average terms
 * @param sp seasonal autoregressive terms (P)
 * @param sd seasonal differences (D)
 * @param sq seasonal moving average terms (Q)
 * @param period steps per season, 1 for none
 * @param constant whether there is a mean (no difference) or a drift (one difference)
 */
public record ArimaOrder(int p, int d, int q, int sp, int sd, int sq, int period, boolean constant) {
    /** Checks the ranges. */
    public ArimaOrder {
        if (p < 0 || d < 0 || q < 0 || sp < 0 || sd < 0 || sq < 0 || period < 1 || p + q > 30 || d + sd > 4) {
            throw new IllegalArgumentException("An ARIMA order of (" + p + "," + d + "," + q + ")(" + sp + "," + sd
                    + "," + sq + ")[" + period + "] cannot be fitted.");
        }
    }

    /** Coefficients of the autoregressive and moving average parts. */
    int coefficients() {
        return p + q + sp + sq;
    }

    /** Values lost to differencing. */
    int lost() {
        return d + sd * period;
    }

    /** The usual form, e.g. {@code ARIMA(0,1,1)(0,1,1)[12]}. */
    public String label() {
        String plain = "ARIMA(" + p + "," + d + "," + q + ")";
        String seasonal = period > 1 && sp + sd + sq > 0 ? "(" + sp + "," + sd + "," + sq + ")[" + period + "]" : "";
        String with = !constant ? "" : d + sd == 0 ? " with mean" : " with drift";
        return plain + seasonal + with;
    }
}
