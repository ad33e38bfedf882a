/** The database: PostgreSQL embedded in the product's home folder, or the server that {@code spring.datasource.url} names. */
@NullMarked
package dev.shelfcast.server.platform.database;

import org.jspecify.annotations.NullMarked;
