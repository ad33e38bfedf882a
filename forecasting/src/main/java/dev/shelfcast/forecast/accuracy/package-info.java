/** Accuracy measures and rolling-origin backtests. */
@NullMarked
package dev.shelfcast.forecast.accuracy;

import org.jspecify.annotations.NullMarked;
