package dev.shelfcast.server.live;

import dev.shelfcast.server.ingestion.ImportFinished;
import dev.shelfcast.server.ingestion.ImportProgressed;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells open pages how imports are getting on. */
@Component
class ImportNews {

    private final Fanout fanout;
    private final Pulse pulse;
    private final Clock clock;

    ImportNews(Fanout fanout, Pulse pulse, Clock clock) {
        this.fanout = fanout;
        this.pulse = pulse;
        this.clock = clock;
    }

    record ImportMessage(
            String type,
            OffsetDateTime at,
            long id,
            @Nullable String kind,
            String status,
            @Nullable Long rowsRead,
            long rowsAccepted,
            long rowsSkipped,
            long rowsRefused,
            @Nullable Long bytesRead,
            @Nullable Long bytesTotal) {}

    @EventListener
    void on(ImportProgressed news) {
        send(new ImportMessage(
                "import",
                OffsetDateTime.now(clock),
                news.uploadId(),
                news.kind(),
                news.status(),
                news.rowsRead(),
                news.rowsAccepted(),
                news.rowsSkipped(),
                news.rowsRefused(),
                news.bytesRead(),
                news.bytesTotal()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ImportFinished news) {
        send(new ImportMessage(
                "import",
                OffsetDateTime.now(clock),
                news.uploadId(),
                news.kind(),
                news.status(),
                null,
                news.rowsAccepted(),
                news.rowsSkipped(),
                news.rowsRefused(),
                null,
                null));
    }

    private void send(ImportMessage message) {
        pulse.now(() -> fanout.send(Topics.CHAIN, message, message));
    }
}
