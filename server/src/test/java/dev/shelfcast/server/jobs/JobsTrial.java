package dev.shelfcast.server.jobs;

import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Two jobs that do what a test says, and what is needed to watch them. */
@ServerTest
@Import({JobsTrial.TrialJob.class, JobsTrial.OnceJob.class, JobsTrial.Heard.class})
abstract class JobsTrial {

    @LocalServerPort
    int port;

    @Autowired
    Jobs jobs;

    @Autowired
    Queue queue;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TrialJob trial;

    @Autowired
    Heard heard;

    @Autowired
    Worker worker;

    interface Act {
        void run(JobRun run) throws Exception;
    }

    static class TrialJob implements Job {
        volatile Act act = run -> {};
        final AtomicInteger together = new AtomicInteger();
        final AtomicInteger mostTogether = new AtomicInteger();
        final AtomicInteger runs = new AtomicInteger();

        @Override
        public String name() {
            return "trial";
        }

        @Override
        public String description() {
            return "Does what the test says.";
        }

        @Override
        public void run(JobRun run) throws Exception {
            mostTogether.accumulateAndGet(together.incrementAndGet(), Math::max);
            try {
                runs.incrementAndGet();
                act.run(run);
            } finally {
                together.decrementAndGet();
            }
        }
    }

    static class OnceJob implements Job {
        @Override
        public String name() {
            return "once";
        }

        @Override
        public String description() {
            return "Cannot go on where it was cut short.";
        }

        @Override
        public String schedule() {
            return "0 0 3 * * *";
        }

        @Override
        public boolean resumable() {
            return false;
        }

        @Override
        public void run(JobRun run) {}
    }

    static class Heard {
        final List<JobProgressed> news = new CopyOnWriteArrayList<>();

        @EventListener
        void on(JobProgressed event) {
            news.add(event);
        }

        List<JobProgressed> of(long id) {
            return news.stream().filter(event -> event.runId() == id).toList();
        }
    }

    @BeforeEach
    void quiet() {
        trial.act = run -> {};
        trial.mostTogether.set(0);
        trial.runs.set(0);
    }

    @AfterEach
    void nothingIsLeftRunning() {
        waitFor(() -> jdbc.sql("select not exists (select from jobs.run where status in ('QUEUED', 'RUNNING'))")
                .query(Boolean.class)
                .single());
    }

    static void waitFor(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited 20 s in vain");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    JsonNode run(long id) {
        return ApiClient.admin(port).get("/api/v1/jobs/" + id).expect(200).json();
    }

    String status(long id) {
        return jdbc.sql("select status from jobs.run where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    void awaitStatus(long id, String wanted) {
        waitFor(() -> status(id).equals(wanted));
    }

    static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
