/** Who buys: customers and their history. */
@NullMarked
package dev.shelfcast.server.orders.customers;

import org.jspecify.annotations.NullMarked;
