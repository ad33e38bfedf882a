/** Physical counts: opened, counted by several people, reviewed, posted as variances. */
@NullMarked
package dev.shelfcast.server.inventory.counts;

import org.jspecify.annotations.NullMarked;
