package dev.shelfcast.forecast;

/**
 * A forecasting method: fits a series and answers a fitted model. Adding a method to the library is adding one file
 * that implements this.
 *
 * <p>An implementation is immutable and safe for use by many threads. {@code fit} accepts every series with finite or
 * missing values, however short: where the method needs more, it falls back to a simpler form and says so in the label.
 */
public interface Forecaster {
    /** The name by which people choose the method, e.g. {@code auto-ets}. */
    String name();

    /** Fits the method; the answer never holds NaN in its mean. */
    FittedModel fit(Series series);

    /** Fits and forecasts in one go. */
    default Forecast forecast(Series series, ForecastRequest request) {
        return Forecasting.assemble(name(), series, fit(series), request);
    }

    /** Fits and forecasts {@code horizon} steps with the usual quantiles. */
    default Forecast forecast(Series series, int horizon) {
        return forecast(series, ForecastRequest.of(horizon));
    }
}
