package dev.shelfcast.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class RepeatedRequestsTest {

    @Autowired
    RepeatedRequests repeated;

    @Autowired
    TransactionTemplate transaction;

    private final AtomicInteger runs = new AtomicInteger();

    record Request(String sku, BigDecimal quantity) {}

    record Done(long id, BigDecimal quantity) {}

    private static Request of(String quantity) {
        return new Request("MILK-1L", new BigDecimal(quantity));
    }

    private Done send(String key, Request request) {
        return repeated.once(key, request, Done.class, () -> new Done(runs.incrementAndGet(), request.quantity()));
    }

    @Test
    void aRepeatedRequestChangesNothingAndGetsTheSameAnswer() {
        Done first = send("k1", of("2.50"));
        Done second = send("k1", of("2.5"));

        assertThat(runs).hasValue(1);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.quantity()).isEqualByComparingTo("2.5");
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() {
        send("k2", of("2"));

        assertThatThrownBy(() -> send("k2", of("3")))
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(runs).hasValue(1);
    }

    @Test
    void withoutAKeyEveryRequestCounts() {
        send(null, of("1"));
        send(null, of("1"));

        assertThat(runs).hasValue(2);
    }

    @Test
    void aFailedRequestMayBeSentAgainUnderItsKey() {
        assertThatThrownBy(() -> repeated.once("k3", of("1"), Done.class, () -> {
                    throw new Invalid("NOT_YET", "not yet");
                }))
                .isInstanceOf(Invalid.class);

        assertThat(send("k3", of("1")).id()).isEqualTo(1);
    }

    @Test
    void duplicatesAtTheSameMomentWaitForTheFirst() throws InterruptedException {
        int callers = 16;
        Set<Long> answers = new ConcurrentSkipListSet<>();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        for (int i = 0; i < callers; i++) {
            pool.execute(() -> {
                try {
                    start.await();
                    transaction.executeWithoutResult(
                            status -> answers.add(send("k4", of("7")).id()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        start.countDown();
        pool.shutdown();

        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(1);
        assertThat(answers).isEqualTo(new ConcurrentSkipListSet<>(List.of(1L)));
    }
}
