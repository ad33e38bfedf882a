/** The command line: forecasts and backtests of files in the long format. */
@NullMarked
package dev.shelfcast.forecast.command;

import org.jspecify.annotations.NullMarked;
