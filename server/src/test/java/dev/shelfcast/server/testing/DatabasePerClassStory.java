package dev.shelfcast.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Told by two classes, of which the second must find nothing of what the first one wrote, in the same context. */
@ServerTest
@Import(DatabasePerClassStory.Background.class)
abstract class DatabasePerClassStory {
    private static final List<Integer> CONTEXTS = new ArrayList<>();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Follower follower;

    @LocalServerPort
    int port;

    @Test
    void theClassBeginsWithAnEmptyDatabaseInTheSharedContext() throws Exception {
        assertThat(jdbc.sql("select count(*) from catalog.category")
                        .query(Long.class)
                        .single())
                .isZero();
        jdbc.sql("insert into catalog.category (name, path) values ('Dairy', 'Dairy')")
                .update();

        CONTEXTS.add(System.identityHashCode(follower));
        assertThat(CONTEXTS).allMatch(CONTEXTS.get(0)::equals);
        // one more start and one more restart for each class of this context
        assertThat(follower.starts).isEqualTo(CONTEXTS.size());
        assertThat(follower.restarts).isEqualTo(CONTEXTS.size() - 1);
        new Socket("localhost", port).close();
    }

    @Nested
    class WithinAClass {
        @Test
        void theDatabaseStaysTheSame() {
            assertThat(DatabasePerClass.current()).isSameAs(DatabasePerClass.current());
            assertThat(jdbc.sql("select current_database()").query(String.class).single())
                    .startsWith("test_");
        }
    }

    @TestConfiguration
    static class Background {
        @Bean
        Follower follower() {
            return new Follower();
        }
    }

    static class Follower implements SmartLifecycle {
        int starts;
        int restarts;
        private boolean running;

        @EventListener(ContextRestartedEvent.class)
        void forget() {
            restarts++;
        }

        @Override
        public void start() {
            starts++;
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
