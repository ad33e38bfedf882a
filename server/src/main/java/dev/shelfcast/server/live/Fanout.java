package dev.shelfcast.server.live;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a message to the pages of this instance at once, and by PostgreSQL's NOTIFY to those of the others, on one
 * connection that does nothing but listen.
 */
@Component
class Fanout implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
    private static final String CHANNEL = "shelfcast_live";
    /** PostgreSQL takes less than 8,000 bytes. */
    private static final int LARGEST_NOTICE_BYTES = 7_900;

    private static final int WAIT_MILLISECONDS = 500;

    private final SimpMessagingTemplate broker;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final JsonMapper json;
    private final String self = UUID.randomUUID().toString();
    private volatile @Nullable Thread listener;

    Fanout(SimpMessagingTemplate broker, JdbcClient jdbc, DataSource database, JsonMapper json) {
        this.broker = broker;
        this.jdbc = jdbc;
        this.database = database;
        this.json = json;
    }

    /** What travels between instances. */
    record Notice(String from, String topic, String body) {}

    /** Sends the message; where it is too long to travel, other instances' pages hear {@code brief} and ask again. */
    void send(String topic, Object message, Object brief) {
        String body = json.writeValueAsString(message);
        deliver(topic, body);
        String notice = json.writeValueAsString(new Notice(self, topic, body));
        if (notice.getBytes(StandardCharsets.UTF_8).length > LARGEST_NOTICE_BYTES) {
            notice = json.writeValueAsString(new Notice(self, topic, json.writeValueAsString(brief)));
        }
        jdbc.sql("select pg_notify(:channel, :notice)")
                .param("channel", CHANNEL)
                .param("notice", notice)
                .query((row, number) -> "")
                .list();
    }

    private void deliver(String topic, String body) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        broker.send(
                topic,
                MessageBuilder.createMessage(body.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders()));
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::listen, "live-listener");
        thread.setDaemon(true);
        listener = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = listener;
        listener = null;
        if (thread != null) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    private boolean wanted() {
        return Thread.currentThread() == listener;
    }

    private void listen() {
        while (wanted()) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                hear(connection.unwrap(PGConnection.class));
                statement.execute("unlisten " + CHANNEL);
            } catch (SQLException e) {
                if (wanted()) {
                    LOG.warn("Live messages of other instances cannot be heard; it tries again.", e);
                    pause();
                }
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (wanted()) {
            PGNotification[] heard = connection.getNotifications(WAIT_MILLISECONDS);
            if (heard == null) {
                continue;
            }
            for (PGNotification notification : heard) {
                Notice notice = json.readValue(notification.getParameter(), Notice.class);
                if (!notice.from().equals(self)) {
                    deliver(notice.topic(), notice.body());
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
