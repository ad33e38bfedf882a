/** Regression on the calendar, the trend and causes. */
@NullMarked
package dev.shelfcast.forecast.regression;

import org.jspecify.annotations.NullMarked;
