/** Exponential smoothing with trigonometric seasons. */
@NullMarked
package dev.shelfcast.forecast.tbats;

import org.jspecify.annotations.NullMarked;
