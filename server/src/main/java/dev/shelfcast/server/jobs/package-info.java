/** Work that outlives a request: jobs, their schedules, runs, history and progress. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "identity"})
package dev.shelfcast.server.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
