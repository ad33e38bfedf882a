/** Inventory formulas: safety stock, reorder point, newsvendor, fill rate. */
@NullMarked
package dev.shelfcast.forecast.inventory;

import org.jspecify.annotations.NullMarked;
