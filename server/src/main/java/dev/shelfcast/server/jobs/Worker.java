package dev.shelfcast.server.jobs;

import dev.shelfcast.server.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes waiting runs and does them, as many at once as there are threads. */
@Component
class Worker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    /** News go out at most five times a second per run. */
    private static final long NEWS_EVERY_MS = 200;
    /** The net under the bell: runs queued by other instances, and schedules, are found within this time. */
    private static final long LOOK_EVERY_MS = 1000;

    private static final long BEAT_EVERY_MS = 1000;
    private static final long STOP_WAITS_S = 10;

    private final Queue queue;
    private final Definitions definitions;
    private final Schedules schedules;
    private final News news;
    private final JobSettings settings;
    private final Map<Long, ActiveRun> active = new ConcurrentHashMap<>();
    private volatile @Nullable Crew crew;

    Worker(Queue queue, Definitions definitions, Schedules schedules, News news, JobSettings settings) {
        this.queue = queue;
        this.definitions = definitions;
        this.schedules = schedules;
        this.news = news;
        this.settings = settings;
    }

    /** The threads between one start and the next stop; the instance's name tells their runs from all others. */
    private record Crew(
            String instance, ExecutorService workers, Semaphore free, Thread dispatcher, Thread messenger) {}

    @Override
    public synchronized void start() {
        definitions.check();
        schedules.prepare();
        Thread dispatcher = new Thread(this::dispatch, "jobs-dispatcher");
        Thread messenger = new Thread(this::tell, "jobs-messenger");
        crew = new Crew(
                UUID.randomUUID().toString(),
                Executors.newFixedThreadPool(settings.threads()),
                new Semaphore(settings.threads()),
                dispatcher,
                messenger);
        dispatcher.start();
        messenger.start();
    }

    @Override
    public boolean isRunning() {
        return crew != null;
    }

    /** Runs are asked to stop; those that do not are given back, and their late writes no longer count. */
    @Override
    public synchronized void stop() {
        Crew ending = crew;
        if (ending == null) {
            return;
        }
        crew = null;
        ending.dispatcher().interrupt();
        active.values().forEach(ActiveRun::requestStop);
        ending.workers().shutdown();
        try {
            ending.dispatcher().join(TimeUnit.SECONDS.toMillis(STOP_WAITS_S));
            if (!ending.workers().awaitTermination(STOP_WAITS_S, TimeUnit.SECONDS)) {
                ending.workers().shutdownNow();
            }
            ending.messenger().interrupt();
            ending.messenger().join(TimeUnit.SECONDS.toMillis(STOP_WAITS_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        active.values().forEach(run -> run.end(() -> giveBack(run)));
        active.clear();
    }

    private void dispatch() {
        Crew mine = crewOfThisThread();
        while (crew == mine) {
            try {
                schedules.queueDue();
                adoptOrphans();
                claimAll(mine);
                news.await(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                pauseAfter(e);
            }
        }
    }

    /** The threads are started by {@link #start()} just after it set the crew. */
    private Crew crewOfThisThread() {
        Crew mine = crew;
        if (mine == null) {
            throw new IllegalStateException("the worker was stopped while it started");
        }
        return mine;
    }

    private void pauseAfter(RuntimeException e) {
        log.warn("jobs wait, because the database does not answer: {}", e.getMessage());
        log.debug("jobs wait", e);
        try {
            Thread.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimAll(Crew mine) {
        List<String> names = definitions.list().stream().map(Job::name).toList();
        while (crew == mine && mine.free().tryAcquire()) {
            Optional<Queue.Claimed> claimed = Optional.empty();
            try {
                claimed = queue.claim(mine.instance(), names);
            } finally {
                if (claimed.isEmpty()) {
                    mine.free().release();
                }
            }
            if (claimed.isEmpty()) {
                return;
            }
            ActiveRun run = new ActiveRun(claimed.get());
            active.put(run.id(), run);
            mine.workers().execute(() -> work(mine, run));
        }
    }

    private void work(Crew mine, ActiveRun run) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable("correlation_id", "job-" + run.id())) {
            publish(run, "RUNNING");
            String error = null;
            try {
                definitions.get(run.name()).run(run);
            } catch (Throwable thrown) { // a job's error must not end the worker's thread unseen
                error = told(run, thrown);
            }
            String outcome = error;
            run.end(() -> end(mine, run, outcome));
        } catch (RuntimeException e) {
            log.error("the end of the run {} of {} could not be recorded", run.id(), run.name(), e);
        } finally {
            active.remove(run.id());
            mine.free().release();
            news.ring();
        }
    }

    private void end(Crew mine, ActiveRun run, @Nullable String error) {
        if (run.isLost()) {
            return;
        }
        if (crew != mine && (run.hasSeenStop() || error != null)) {
            giveBack(run);
            return;
        }
        String status = run.hasSeenStop() ? "CANCELLED" : error == null ? "DONE" : "FAILED";
        if (queue.end(mine.instance(), run.progress(), status, status.equals("FAILED") ? error : null)) {
            publish(run, status);
        }
    }

    private String told(ActiveRun run, Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            log.info("the run {} of {} was refused: {}", run.id(), run.name(), refusal.detail());
            return refusal.detail();
        }
        if (!run.cancelled()) {
            log.error("the run {} of {} failed", run.id(), run.name(), thrown);
        }
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }

    private void giveBack(ActiveRun run) {
        String status = queue.giveBack(run.id(), definitions.get(run.name()).resumable(), null);
        log.info("the run {} of {} was {}, now {}", run.id(), run.name(), Queue.INTERRUPTED, status);
    }

    private void adoptOrphans() {
        for (Queue.Orphan orphan : queue.orphans(settings.silence())) {
            if (active.containsKey(orphan.id())) {
                continue;
            }
            boolean resumable = definitions.list().stream()
                    .filter(job -> job.name().equals(orphan.name()))
                    .anyMatch(Job::resumable);
            String status = queue.giveBack(orphan.id(), resumable, settings.silence());
            if (!status.isEmpty()) {
                log.warn("the run {} of {} was {}, now {}", orphan.id(), orphan.name(), Queue.INTERRUPTED, status);
                news.tell(orphan.name(), status, new Queue.Progress(orphan.id(), 0, 0, Queue.INTERRUPTED));
            }
        }
    }

    /**
     * On a thread of its own, so that a job's open transaction neither hides its progress nor holds up its heartbeat.
     */
    private void tell() {
        Crew mine = crewOfThisThread();
        long beaten = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long now = System.nanoTime() / 1_000_000;
                boolean beat = now - beaten >= BEAT_EVERY_MS;
                beaten = beat ? now : beaten;
                for (ActiveRun run : active.values()) {
                    if (beat || run.hasNews()) {
                        tell(mine, run);
                    }
                }
                Thread.sleep(NEWS_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Crew mine, ActiveRun run) {
        run.whileGoingOn(() -> {
            try {
                Queue.Progress latest = run.progress();
                boolean changed = run.hasNews();
                Boolean cancel = queue.beat(mine.instance(), latest);
                if (cancel == null) {
                    run.lose();
                    return;
                }
                if (cancel) {
                    run.callOff();
                }
                run.told(latest);
                if (changed) {
                    publish(run, "RUNNING");
                }
            } catch (RuntimeException e) {
                log.warn("the progress of the run {} was not told: {}", run.id(), e.getMessage());
            }
        });
    }

    private void publish(ActiveRun run, String status) {
        news.tell(run.name(), status, run.progress());
    }
}
