/** What is sold: products, barcodes, categories, suppliers and prices. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "jobs"})
package dev.shelfcast.server.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
