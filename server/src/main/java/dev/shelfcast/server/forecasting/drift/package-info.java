/** Whether forecasts still hold: tests of their errors and of what goes into them, and what was found. */
@NullMarked
package dev.shelfcast.server.forecasting.drift;

import org.jspecify.annotations.NullMarked;
