package dev.shelfcast.server.live;

import dev.shelfcast.server.jobs.JobProgressed;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells open pages how jobs are getting on. */
@Component
class JobNews {

    private final Fanout fanout;
    private final Pulse pulse;
    private final Clock clock;

    JobNews(Fanout fanout, Pulse pulse, Clock clock) {
        this.fanout = fanout;
        this.pulse = pulse;
        this.clock = clock;
    }

    record JobMessage(
            String type,
            OffsetDateTime at,
            long runId,
            String name,
            String status,
            long done,
            long total,
            String message) {}

    @EventListener
    void on(JobProgressed news) {
        JobMessage message = new JobMessage(
                "job",
                OffsetDateTime.now(clock),
                news.runId(),
                news.job(),
                news.status(),
                news.done(),
                news.total(),
                news.message());
        pulse.now(() -> fanout.send(Topics.CHAIN, message, message));
    }
}
