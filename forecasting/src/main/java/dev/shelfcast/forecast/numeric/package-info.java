/** Numbers: distributions, minimisation, small linear algebra. */
@NullMarked
package dev.shelfcast.forecast.numeric;

import org.jspecify.annotations.NullMarked;
