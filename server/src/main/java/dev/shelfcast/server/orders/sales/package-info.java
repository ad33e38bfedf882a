/** Sales orders: confirmed, reserved, picked, shipped in parts, completed, returned or cancelled. */
@NullMarked
package dev.shelfcast.server.orders.sales;

import org.jspecify.annotations.NullMarked;
