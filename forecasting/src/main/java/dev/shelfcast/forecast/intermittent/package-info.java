/** Methods for demand with many zeros. */
@NullMarked
package dev.shelfcast.forecast.intermittent;

import org.jspecify.annotations.NullMarked;
