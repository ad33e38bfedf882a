/** Packs and barcodes: what a scanned or typed code says. */
@NullMarked
package dev.shelfcast.server.catalog.barcodes;

import org.jspecify.annotations.NullMarked;
