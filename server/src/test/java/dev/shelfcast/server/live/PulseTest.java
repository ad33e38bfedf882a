package dev.shelfcast.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final Pulse pulse = new Pulse();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void whatWaitsForItsTimeIsToldBeforeTheStop() {
        pulse.start();
        assertThat(pulse.beat("sale", told::incrementAndGet)).isTrue();
        assertThat(pulse.beat("sale", told::incrementAndGet)).isTrue();

        pulse.stop();

        assertThat(told).hasValue(2);
    }

    @Test
    void nothingIsPromisedWhileItIsStopped() {
        assertThat(pulse.beat("sale", told::incrementAndGet)).isFalse();
        pulse.start();
        pulse.stop();
        assertThat(pulse.beat("sale", told::incrementAndGet)).isFalse();
        assertThat(told).hasValue(0);
    }
}
