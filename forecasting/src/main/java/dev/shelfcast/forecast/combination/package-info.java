/** Several methods in one. */
@NullMarked
package dev.shelfcast.forecast.combination;

import org.jspecify.annotations.NullMarked;
