/** Demand of products that have no history of their own yet. */
@NullMarked
package dev.shelfcast.forecast.analogue;

import org.jspecify.annotations.NullMarked;
