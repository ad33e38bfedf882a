/** The Theta family. */
@NullMarked
package dev.shelfcast.forecast.theta;

import org.jspecify.annotations.NullMarked;
