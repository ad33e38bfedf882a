/** Forecasts and overrides against what was then sold. */
@NullMarked
package dev.shelfcast.server.forecasting.accuracy;

import org.jspecify.annotations.NullMarked;
