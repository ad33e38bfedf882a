/**
 * Demand forecasting for the JVM: series in, distributions out. Start at {@link dev.shelfcast.forecast.Forecasting}.
 */
@NullMarked
package dev.shelfcast.forecast;

import org.jspecify.annotations.NullMarked;
