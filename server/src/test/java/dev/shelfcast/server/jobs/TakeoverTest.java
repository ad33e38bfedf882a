package dev.shelfcast.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of runs when a server dies or stops, or several take from one queue. */
class TakeoverTest extends JobsTrial {
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
}
