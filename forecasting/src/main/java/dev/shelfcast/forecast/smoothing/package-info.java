/** Exponential smoothing: from the naive forecast to AutoETS. */
@NullMarked
package dev.shelfcast.forecast.smoothing;

import org.jspecify.annotations.NullMarked;
