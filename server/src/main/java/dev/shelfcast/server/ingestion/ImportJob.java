package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobProgressed;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.jobs.Jobs;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Imports the files that wait, one after the other; after a stop of the server, the one that was cut short again. */
@Component
class ImportJob implements Job {

    static final String NAME = "import";
    /** One key for all: a waiting run takes every file that waits, and two runs never overlap. */
    static final Map<String, String> PARAMETERS = Map.of("key", "import");

    private final Uploads uploads;
    private final Import imports;
    private final ObjectProvider<Jobs> jobs;

    ImportJob(Uploads uploads, Import imports, ObjectProvider<Jobs> jobs) {
        this.uploads = uploads;
        this.imports = imports;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Imports uploaded files: reads them, sorts out what is in already, and loads the rest.";
    }

    @Override
    public void run(JobRun run) throws Exception {
        Optional<Upload> next = uploads.next();
        while (next.isPresent() && !run.cancelled()) {
            imports.run(next.get(), run);
            next = uploads.next();
        }
        if (next.isPresent() && run.calledOff()) {
            jobs.getObject().request(NAME, PARAMETERS); // one file was called off, not those behind it
        }
    }

    /** A run that was called off before it began leaves no file waiting for it. */
    @EventListener
    void on(JobProgressed news) {
        if (news.job().equals(NAME)
                && news.status().equals("CANCELLED")
                && !jobs.getObject().isPending(NAME)) {
            uploads.cancelWaiting();
        }
    }
}
