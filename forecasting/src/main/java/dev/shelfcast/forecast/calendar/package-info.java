/** Holidays, paydays and other days that move demand. */
@NullMarked
package dev.shelfcast.forecast.calendar;

import org.jspecify.annotations.NullMarked;
