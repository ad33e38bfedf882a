/** Why a forecast is what it is, in parts and in words. */
@NullMarked
package dev.shelfcast.server.forecasting.explanation;

import org.jspecify.annotations.NullMarked;
