package dev.shelfcast.server.alerts;

import dev.shelfcast.server.inventory.LedgerCheck;
import dev.shelfcast.server.jobs.JobProgressed;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Raises an alert when a job fails, and resolves it when the job ends well again. */
@Component
class JobWatch {

    /** An upload tells of its failing on its own page, and the next one going well says nothing of it. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of("import");

    private static final int LONGEST_ERROR = 600;

    private final JdbcClient jdbc;
    private final AlertBook book;
    private final Errands errands;

    JobWatch(JdbcClient jdbc, AlertBook book, Errands errands) {
        this.jdbc = jdbc;
        this.book = book;
        this.errands = errands;
    }

    @EventListener
    void on(JobProgressed news) {
        if (TOLD_ELSEWHERE.contains(news.job())) {
            return;
        }
        if (news.status().equals("FAILED")) {
            errands.soon(() -> failed(news));
        } else if (news.status().equals("DONE")) {
            errands.soon(() -> book.settle(AlertKind.JOB_FAILED, List.of(news.job())));
        }
    }

    private record Run(String requestedBy, @Nullable String error) {}

    private void failed(JobProgressed news) {
        if (news.job().equals(LedgerCheck.NAME) && isToldByTheLedger(news.runId())) {
            return;
        }
        Run run = jdbc.sql("select requested_by, coalesce(error, message) as error from jobs.v_run where id = :id")
                .param("id", news.runId())
                .query(Run.class)
                .single();
        boolean bySchedule = run.requestedBy().equals(AlertBook.ITSELF);
        String error = run.error() == null || run.error().isBlank() ? "It left no reason." : run.error();
        book.raise(
                AlertKind.JOB_FAILED,
                List.of(new Cause(
                        news.job(),
                        // Whoever asked for the run looks at it; one by schedule fails behind everybody's back.
                        bySchedule ? Severity.MEDIUM : Severity.LOW,
                        null,
                        null,
                        news.runId(),
                        "The job %s failed".formatted(news.job()),
                        error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR) + "…")));
    }

    /** It failed because the books are wrong, of which there is an alert of its own. */
    private boolean isToldByTheLedger(long runId) {
        return jdbc.sql("select exists (select from alerts.alert where kind = :kind and run_id = :run)")
                .param("kind", AlertKind.LEDGER_DIFFERENCE.name())
                .param("run", runId)
                .query(Boolean.class)
                .single();
    }
}
