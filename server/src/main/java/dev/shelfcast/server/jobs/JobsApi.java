package dev.shelfcast.server.jobs;

import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "jobs")
class JobsApi {

    private final RunQueries runs;
    private final Definitions definitions;
    private final Schedules schedules;
    private final Jobs jobs;
    private final RepeatedRequests repeated;

    JobsApi(RunQueries runs, Definitions definitions, Schedules schedules, Jobs jobs, RepeatedRequests repeated) {
        this.runs = runs;
        this.definitions = definitions;
        this.schedules = schedules;
        this.jobs = jobs;
        this.repeated = repeated;
    }

    record Definition(
            String name,
            String description,
            @Nullable String schedule,
            @Nullable OffsetDateTime nextAt) {}

    record Requested(long id) {}

    private record Trigger(String name, Map<String, String> parameters) {}

    @Reads
    @GetMapping
    @Operation(summary = "Runs of background jobs, newest first")
    Listing<RunRow> list(
            Paging paging,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) RunRow.@Nullable Status status) {
        return runs.list(paging, name, status);
    }

    @Reads
    @GetMapping("/{id}")
    @Operation(summary = "One run with its progress")
    RunRow get(@PathVariable long id) {
        return runs.get(id);
    }

    @Reads
    @GetMapping("/definitions")
    @Operation(summary = "The jobs that exist, with their schedules")
    Listing<Definition> definitions() {
        List<Definition> all = definitions.list().stream()
                .map(job -> new Definition(
                        job.name(),
                        job.description(),
                        job.schedule(),
                        schedules.findNext(job).orElse(null)))
                .toList();
        return Listing.whole(all);
    }

    @Plans
    @PostMapping("/{name}/trigger")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Run a job now",
            description = "The body holds the job's parameters. With the parameter `key`, a run that waits already "
                    + "under the same key is answered instead of a second one.")
    Requested trigger(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable Map<String, String> parameters,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String repeatKey) {
        Map<String, String> given = parameters == null ? Map.of() : parameters;
        return repeated.once(
                repeatKey, new Trigger(name, given), Requested.class, () -> new Requested(jobs.request(name, given)));
    }

    @Plans
    @PostMapping("/{id}/cancel")
    @Operation(summary = "Call a run off")
    RunRow cancel(@PathVariable long id) {
        jobs.cancel(id);
        return runs.get(id);
    }
}
