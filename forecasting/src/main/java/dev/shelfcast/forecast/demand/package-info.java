/** Many series at once: stock-out correction, pooled weekday index, conformal lead-time quantiles. */
@NullMarked
package dev.shelfcast.forecast.demand;

import org.jspecify.annotations.NullMarked;
