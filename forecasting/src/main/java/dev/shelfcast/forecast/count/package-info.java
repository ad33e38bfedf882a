/** Distributions of counts for slow movers. */
@NullMarked
package dev.shelfcast.forecast.count;

import org.jspecify.annotations.NullMarked;
