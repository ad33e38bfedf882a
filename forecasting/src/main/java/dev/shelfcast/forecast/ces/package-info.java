/** Complex exponential smoothing. */
@NullMarked
package dev.shelfcast.forecast.ces;

import org.jspecify.annotations.NullMarked;
