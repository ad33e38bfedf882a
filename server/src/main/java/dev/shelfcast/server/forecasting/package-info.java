/** Forecast runs: rows mapped to the library's series and back. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity", "jobs", "demand", "catalog", "stores"})
package dev.shelfcast.server.forecasting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
