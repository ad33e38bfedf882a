package dev.shelfcast.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ServerTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import({JobsTest.TrialJob.class, JobsTest.OnceJob.class, JobsTest.Heard.class})
class JobsTest {

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

    private static void waitFor(BooleanSupplier condition) {
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

    private JsonNode run(long id) {
        return ApiClient.admin(port).get("/api/v1/jobs/" + id).expect(200).json();
    }

    private String status(long id) {
        return jdbc.sql("select status from jobs.run where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private void awaitStatus(long id, String wanted) {
        waitFor(() -> status(id).equals(wanted));
    }

    @Test
    void aRequestedRunIsDoneWithItsParametersAndProgress() {
        trial.act = run -> run.progress(3, 4, "three of " + run.parameters().get("of"));
        long id = jobs.request("trial", Map.of("of", "four"));

        awaitStatus(id, "DONE");
        JsonNode run = run(id);
        assertThat(run.get("done").asInt()).isEqualTo(3);
        assertThat(run.get("message").asString()).isEqualTo("three of four");
        assertThat(run.get("requested_by").asString()).isEqualTo("system");
        waitFor(() -> heard.of(id).stream().anyMatch(event -> event.status().equals("DONE")));
        assertThat(heard.of(id)).map(JobProgressed::status).startsWith("QUEUED").endsWith("DONE");
    }

    @Test
    void aRunStartsOnlyAfterItsRequestIsCommitted() {
        long[] id = new long[1];
        transaction.executeWithoutResult(status -> {
            id[0] = jobs.request("trial", Map.of());
            sleep(300);
            assertThat(trial.runs).hasValue(0);
        });
        awaitStatus(id[0], "DONE");

        transaction.executeWithoutResult(status -> {
            jobs.request("trial", Map.of());
            status.setRollbackOnly();
        });
        sleep(300);
        assertThat(trial.runs).hasValue(1);
    }

    @Test
    void runsOfOneKeyNeverOverlapAndAtMostOneWaits() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        trial.act = run -> release.await();
        long running = jobs.request("trial", Map.of(Jobs.KEY, "k"));
        awaitStatus(running, "RUNNING");

        long waiting = jobs.request("trial", Map.of(Jobs.KEY, "k"));
        assertThat(waiting).isNotEqualTo(running);
        assertThat(jobs.request("trial", Map.of(Jobs.KEY, "k"))).isEqualTo(waiting);
        long other = jobs.request("trial", Map.of(Jobs.KEY, "other"));
        awaitStatus(other, "RUNNING");
        assertThat(status(waiting)).isEqualTo("QUEUED");
        release.countDown();

        awaitStatus(waiting, "DONE");
        assertThat(trial.runs).hasValue(3);
    }

    @Test
    void aWaitingRunThatIsAskedForAgainWaitsForTheSecondCommit() {
        CountDownLatch release = new CountDownLatch(1);
        trial.act = run -> release.await();
        long running = jobs.request("trial", Map.of(Jobs.KEY, "again"));
        awaitStatus(running, "RUNNING");
        long waiting = jobs.request("trial", Map.of(Jobs.KEY, "again"));

        transaction.executeWithoutResult(status -> {
            assertThat(jobs.request("trial", Map.of(Jobs.KEY, "again"))).isEqualTo(waiting);
            release.countDown();
            awaitStatus(running, "DONE");
            sleep(300);
            assertThat(trial.runs).hasValue(1);
        });
        awaitStatus(waiting, "DONE");
    }

    @Test
    void aRefusalAndABugEndARunAsFailedWithTheReason() {
        trial.act = run -> {
            throw new Invalid("FILE_EMPTY", "The file has no rows.");
        };
        long refused = jobs.request("trial", Map.of());
        awaitStatus(refused, "FAILED");
        assertThat(run(refused).get("error").asString()).isEqualTo("The file has no rows.");

        trial.act = run -> {
            throw new StackOverflowError();
        };
        long broken = jobs.request("trial", Map.of());
        awaitStatus(broken, "FAILED");
        assertThat(run(broken).get("error").asString()).isEqualTo("StackOverflowError");
    }

    @Test
    void aRunIsCalledOffWhileItWaitsAndWhileItRuns() {
        trial.act = run -> {
            while (!run.cancelled()) {
                Thread.sleep(10);
            }
        };
        long running = jobs.request("trial", Map.of(Jobs.KEY, "c"));
        awaitStatus(running, "RUNNING");
        long waiting = jobs.request("trial", Map.of(Jobs.KEY, "c"));

        ApiClient planner = ApiClient.user(port, "PLANNER");
        assertThat(planner.post("/api/v1/jobs/" + waiting + "/cancel", null)
                        .expect(200)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("CANCELLED");
        planner.post("/api/v1/jobs/" + running + "/cancel", null).expect(200);
        awaitStatus(running, "CANCELLED");
        assertThat(trial.runs).hasValue(1);
        long done = doneRun();
        assertThat(planner.post("/api/v1/jobs/" + done + "/cancel", null).code())
                .isEqualTo("RUN_ENDED");
    }

    private long doneRun() {
        trial.act = run -> {};
        long id = jobs.request("trial", Map.of());
        awaitStatus(id, "DONE");
        return id;
    }

    @Test
    void newsComeAtMostFiveTimesASecond() {
        trial.act = run -> {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            for (long i = 0; System.nanoTime() < end; i++) {
                run.progress(i, 0, "row " + i);
            }
        };
        long id = jobs.request("trial", Map.of());
        awaitStatus(id, "DONE");
        waitFor(() -> heard.of(id).stream().anyMatch(event -> event.status().equals("DONE")));

        long progress = heard.of(id).stream().filter(event -> event.done() > 0).count();
        assertThat(progress).isBetween(3L, 12L);
    }

    @Test
    void theProgressOfAnOpenTransactionIsSeenFromOutside() {
        CountDownLatch release = new CountDownLatch(1);
        trial.act = run -> transaction.executeWithoutResult(status -> {
            run.progress(1, 2, "half");
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long id = jobs.request("trial", Map.of());

        waitFor(() -> run(id).get("message").asString().equals("half"));
        release.countDown();
        awaitStatus(id, "DONE");
    }

    private long leftBehind(String job, String heartbeat) {
        return jdbc.sql("insert into jobs.run (name, parameters, status, requested_by, started_at, heartbeat_at,"
                        + " instance) values (:name, '{}', 'RUNNING', 'system', now(), " + heartbeat
                        + ", 'dead') returning id")
                .param("name", job)
                .query(Long.class)
                .single();
    }

    @Test
    void aRunWhoseServerDiedGoesOnOrFailsAsItsJobSays() {
        long resumed = leftBehind("trial", "now() - interval '1 minute'");
        long failed = leftBehind("once", "now() - interval '1 minute'");
        long beforeTheDatabase = leftBehind("trial", "pg_postmaster_start_time() - interval '1 second'");
        long alive = leftBehind("trial", "now() + interval '1 hour'");

        awaitStatus(resumed, "DONE");
        awaitStatus(failed, "FAILED");
        awaitStatus(beforeTheDatabase, "DONE");
        assertThat(run(failed).get("error").asString()).isEqualTo("interrupted by a stop of the server");
        assertThat(status(alive)).isEqualTo("RUNNING");
        jdbc.sql("update jobs.run set heartbeat_at = now() - interval '1 minute' where id = :id")
                .param("id", alive)
                .update();
        awaitStatus(alive, "DONE");
    }

    @Test
    void aRunTakenOverByAnotherInstanceIsToldToStopAndWritesNothingMore() {
        CountDownLatch stopped = new CountDownLatch(1);
        trial.act = run -> {
            while (!run.cancelled()) {
                Thread.sleep(10);
            }
            stopped.countDown();
        };
        long id = jobs.request("trial", Map.of());
        awaitStatus(id, "RUNNING");
        jdbc.sql("update jobs.run set instance = 'another', heartbeat_at = now() + interval '1 hour' where id = :id")
                .param("id", id)
                .update();

        waitFor(() -> stopped.getCount() == 0);
        sleep(300);
        assertThat(status(id)).isEqualTo("RUNNING");
        jdbc.sql("update jobs.run set status = 'DONE' where id = :id")
                .param("id", id)
                .update();
    }

    @Test
    void aRunCutShortByAStopGoesOnAfterTheStart() {
        trial.act = run -> {
            while (!run.cancelled()) {
                Thread.sleep(10);
            }
        };
        long id = jobs.request("trial", Map.of());
        awaitStatus(id, "RUNNING");

        worker.stop();
        assertThat(status(id)).isEqualTo("QUEUED");
        trial.act = run -> {};
        worker.start();

        awaitStatus(id, "DONE");
        assertThat(trial.runs).hasValue(2);
    }

    @Test
    void aMissedScheduleIsMadeUpForOnce() {
        jdbc.sql("update jobs.schedule set due_at = :past where name = 'once'")
                .param("past", OffsetDateTime.now().minusDays(3))
                .update();

        waitFor(() -> jdbc.sql("select count(*) from jobs.run where name = 'once' and key = 'schedule'")
                        .query(Long.class)
                        .single()
                == 1);
        assertThat(jdbc.sql("select due_at > now() from jobs.schedule where name = 'once'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        sleep(1500);
        assertThat(jdbc.sql("select count(*) from jobs.run where name = 'once' and key = 'schedule'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void twoWorkersNeverTakeTheSameRun() throws InterruptedException {
        worker.stop();
        try {
            for (int i = 0; i < 200; i++) {
                jobs.request("trial", Map.of());
            }
            List<Long> claimed = new CopyOnWriteArrayList<>();
            Thread[] workers = new Thread[8];
            for (int i = 0; i < workers.length; i++) {
                String instance = "w" + i;
                workers[i] = new Thread(() -> {
                    while (queue.claim(instance, List.of("trial"))
                            .map(run -> claimed.add(run.id()))
                            .isPresent()) {}
                });
                workers[i].start();
            }
            for (Thread each : workers) {
                each.join();
            }
            assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
            jdbc.sql("update jobs.run set status = 'DONE' where status = 'RUNNING'")
                    .update();
        } finally {
            worker.start();
        }
    }

    @Test
    void theApiListsTriggersAndRefuses() {
        ApiClient planner = ApiClient.user(port, "PLANNER");
        ApiClient manager = ApiClient.user(port, "STORE_MANAGER", "A");
        long id = planner.with("Idempotency-Key", "t1")
                .post("/api/v1/jobs/trial/trigger", Map.of("a", "b"))
                .expect(202)
                .json()
                .get("id")
                .asLong();
        awaitStatus(id, "DONE");

        assertThat(planner.with("Idempotency-Key", "t1")
                        .post("/api/v1/jobs/trial/trigger", Map.of("a", "b"))
                        .expect(202)
                        .json()
                        .get("id")
                        .asLong())
                .isEqualTo(id);
        assertThat(planner.get("/api/v1/jobs?name=trial&status=DONE&limit=1")
                        .json()
                        .at("/data/0/parameters/a")
                        .asString())
                .isEqualTo("b");
        assertThat(planner.get("/api/v1/jobs/definitions").json().get("data").findValuesAsString("name"))
                .contains("once", "trial");
        assertThat(planner.post("/api/v1/jobs/nothing/trigger", null).code()).isEqualTo("JOB_UNKNOWN");
        manager.post("/api/v1/jobs/trial/trigger", null).expect(403);
        assertThat(manager.get("/api/v1/jobs").json().at("/meta/total").asInt()).isZero();
        manager.get("/api/v1/jobs/" + id).expect(404);
        assertThatThrownBy(() -> jobs.cancel(Long.MAX_VALUE)).isInstanceOf(NotFound.class);
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
