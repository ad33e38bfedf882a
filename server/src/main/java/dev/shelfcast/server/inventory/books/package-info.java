/** Closing the books of a period, opening them again, and how far back people may date what they write down. */
@NullMarked
package dev.shelfcast.server.inventory.books;

import org.jspecify.annotations.NullMarked;
