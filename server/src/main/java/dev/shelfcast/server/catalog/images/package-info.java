/** Pictures of products. */
@NullMarked
package dev.shelfcast.server.catalog.images;

import org.jspecify.annotations.NullMarked;
