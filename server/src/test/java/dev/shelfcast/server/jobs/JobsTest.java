package dev.shelfcast.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.testing.ApiClient;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JobsTest extends JobsTrial {
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
}
