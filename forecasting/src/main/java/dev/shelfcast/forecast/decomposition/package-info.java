/** Taking a series apart: seasons, trend, remainder. */
@NullMarked
package dev.shelfcast.forecast.decomposition;

import org.jspecify.annotations.NullMarked;
