/** Goods moved from one store to another: requested, approved, shipped, received. */
@NullMarked
package dev.shelfcast.server.inventory.transfers;

import org.jspecify.annotations.NullMarked;
