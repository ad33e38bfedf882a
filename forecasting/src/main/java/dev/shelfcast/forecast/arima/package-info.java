/** Seasonal ARIMA with regressors, chosen automatically. */
@NullMarked
package dev.shelfcast.forecast.arima;

import org.jspecify.annotations.NullMarked;
