package dev.shelfcast.server.jobs;

import dev.shelfcast.server.shared.NotFound;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/** The jobs that this server knows, by name. */
@Component
class Definitions {

    private final ObjectProvider<Job> jobs;

    /** Looked up late, because a job may itself need {@link Jobs}. */
    Definitions(ObjectProvider<Job> jobs) {
        this.jobs = jobs;
    }

    Job get(String name) {
        Job job = byName().get(name);
        if (job == null) {
            throw new NotFound(
                    "JOB_UNKNOWN",
                    "There is no job '%s'. Maybe one of: %s.".formatted(name, String.join(", ", byName().keySet())));
        }
        return job;
    }

    List<Job> list() {
        return List.copyOf(byName().values());
    }

    /** Run once at the start, so that a wrong schedule or a name used twice stops it. */
    void check() {
        byName();
        for (Job job : list()) {
            String schedule = job.schedule();
            if (schedule != null) {
                CronExpression.parse(schedule);
            }
        }
    }

    private Map<String, Job> byName() {
        Map<String, Job> byName = new TreeMap<>();
        jobs.orderedStream().forEach(job -> {
            if (byName.put(job.name(), job) != null) {
                throw new IllegalStateException("two jobs are named " + job.name());
            }
        });
        return byName;
    }
}
