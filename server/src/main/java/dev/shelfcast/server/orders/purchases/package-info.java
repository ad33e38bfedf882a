/** Ordering by hand, sending to the supplier, and what deliveries teach. */
@NullMarked
package dev.shelfcast.server.orders.purchases;

import org.jspecify.annotations.NullMarked;
