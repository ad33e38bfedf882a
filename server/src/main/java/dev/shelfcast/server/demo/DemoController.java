package dev.shelfcast.server.demo;

import dev.shelfcast.server.identity.Administers;
import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.jobs.Jobs;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/demo")
@Tag(name = "Demo")
class DemoController {

    private final DemoState state;
    private final Jobs jobs;
    private final AuditLog audit;
    private final Clock clock;

    DemoController(DemoState state, Jobs jobs, AuditLog audit, Clock clock) {
        this.state = state;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** Available: it could be loaded here, since there are no other sales. */
    record Demo(boolean loaded, boolean available, DemoState.@Nullable Load load) {}

    /** The run of the job that loads it; none when it is loaded already. */
    record Requested(boolean loaded, @Nullable Long run) {}

    @GetMapping
    @Reads
    Demo get() {
        DemoState.Load load = state.loaded().orElse(null);
        return new Demo(load != null, load == null && !state.hasOwnSales(), load);
    }

    /** Starts loading the demo chain; where it is loaded already, nothing happens. */
    @PostMapping
    @Administers
    ResponseEntity<Requested> load() {
        if (state.loaded().isPresent()) {
            return ResponseEntity.ok(new Requested(true, null));
        }
        state.refuseOwnSales();
        long run = jobs.request(DemoJob.NAME, Map.of(Jobs.KEY, DemoJob.NAME));
        audit.record("DEMO_REQUESTED", "JOB", String.valueOf(run), null, null);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Requested(false, run));
    }

    /** A small sales file to try the upload with; its days end yesterday. */
    @GetMapping(path = "/sample-sales.csv", produces = "text/csv")
    @Reads
    ResponseEntity<String> sample() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sample-sales.csv\"")
                .body(SampleSales.until(LocalDate.now(clock).minusDays(1)));
    }
}
