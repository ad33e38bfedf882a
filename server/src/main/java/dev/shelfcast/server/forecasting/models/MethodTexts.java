package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.server.forecasting.models.Methods.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the page says about each method. */
final class MethodTexts {

    static final Map<String, Method> BY_NAME = Arrays.stream("""
                    auto|Automatic|combination|Learns the weekly rhythm from all products of a category together, \
                    corrects days with empty shelves, and mixes in smoothing models where a backtest says so. \
                    The usual choice.
                    seasonal-naive|Same day last week|simple|Repeats last week. The yardstick that others must beat.
                    mean|Average of everything|simple|The mean of all days. Only for demand that never changes.
                    sma7|Moving average, 7 days|simple|The mean of the last week.
                    sma28|Moving average, 28 days|simple|The mean of the last four weeks. Steady, blind to weekdays.
                    seasonal-average|Average by weekday|simple|The mean of the same weekday in the last four weeks.
                    ses|Exponential smoothing|smoothing|A level that follows demand, recent days counting most.
                    holt|Smoothing with trend|smoothing|A level and a trend that goes on unbroken.
                    damped|Smoothing with fading trend|smoothing|A level and a trend that fades out with time.
                    holt-winters|Holt-Winters|smoothing|Level, trend and weekly season, each smoothed.
                    auto-ets|ETS, chosen by AICc|smoothing|Tries the forms of exponential smoothing and keeps the \
                    one that explains most with fewest parameters.
                    auto-ces|Complex smoothing|smoothing|Smoothing with a level that can turn; \
                    its form is chosen by AICc. Slow.
                    tbats|TBATS|smoothing|Smoothing for several seasons of any length, such as week and year. Slow.
                    poisson|Poisson|counts|For products that sell a few units: whole numbers with their true odds.
                    negative-binomial|Negative binomial|counts|As Poisson, for demand that comes in bursts.
                    zero-inflated|Many days without sales|counts|Whether anything sells and how much, apart.
                    theta|Theta|theta|Mean of a straight line and a smoothed level. Hard to beat with little history.
                    optimised-theta|Theta, optimised|theta|Theta whose slope is estimated from the series.
                    dynamic-optimised-theta|Theta, dynamic|theta|Theta that re-estimates its line as days go by.
                    auto-theta|Theta, chosen|theta|Tries the forms of Theta and keeps the best.
                    auto-arima|ARIMA, chosen by AICc|arima|Searches orders of differences, autoregression and moving \
                    averages. Slow; rarely better than smoothing for daily sales.
                    usual-arima|ARIMA, usual orders|arima|ARIMA from a few orders that usually fit. Faster.
                    box-cox-arima|ARIMA, Box-Cox|arima|ARIMA for demand whose ups and downs grow with its \
                    level. Slow.
                    croston|Croston|intermittent|For products that sell now and then: size and gap smoothed apart.
                    sba|Croston, bias corrected|intermittent|Croston without its known overestimate \
                    (Syntetos and Boylan).
                    tsb|TSB|intermittent|For products that sell now and then and may be dying out: probability and size.
                    adida|ADIDA|intermittent|Adds days up until gaps are gone, forecasts, and spreads it out again.
                    imapa|IMAPA|intermittent|ADIDA over several widths, averaged.
                    linear-regression|Linear regression|regression|Weekday, trend and moving averages in one \
                    regression, from 7 days of history on.
                    harmonic|Harmonic regression|regression|Waves for week and year, ARIMA for what is left.
                    prophet|Trend and seasons (Prophet style)|regression|Piecewise trend plus weekly and yearly waves.
                    ets-theta|ETS and Theta|combination|The mean of ETS and Theta. Robust.
                    mstl|Seasonal decomposition, ETS|decomposition|Takes week and year out, forecasts the rest with \
                    ETS. Strong with two years and a clear yearly cycle.
                    robust-mstl|Seasonal decomposition, robust|decomposition|As seasonal decomposition, \
                            but single odd days do not bend the season.
                    stl-theta|Seasonal decomposition, Theta|decomposition|Takes the week out, forecasts the rest \
                    with Theta.
                    lightgbm|Gradient boosting (LightGBM)|learning|Decision trees that learn from all series together. \
                    Pays with about a year of history and many products.
                    lightgbm-tweedie|Gradient boosting, means alone|learning|As gradient boosting, but how far \
                    demand strays is taken from past errors rather than learned. Faster.
                    lstm|Neural network (LSTM)|learning|A recurrent network that learns from all series together. \
                    Slow; for comparison more than for gain.
                    ensemble|Ensemble|learning|The mean of learned and statistical forecasts.\
                    """.split("\n"))
            .map(line -> line.split("\\|"))
            .map(parts -> new Method(parts[0].strip(), parts[1], parts[2], parts[3], false, null))
            .collect(Collectors.toMap(Method::name, Function.identity()));

    private MethodTexts() {}
}
