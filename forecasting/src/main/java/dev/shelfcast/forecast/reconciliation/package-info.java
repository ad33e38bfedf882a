/** Making forecasts of parts and totals agree. */
@NullMarked
package dev.shelfcast.forecast.reconciliation;

import org.jspecify.annotations.NullMarked;
