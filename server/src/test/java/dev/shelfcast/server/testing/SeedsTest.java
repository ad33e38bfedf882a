package dev.shelfcast.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void aFailureNamesTheSeedThatRepeatsIt() {
        AtomicLong drawn = new AtomicLong();
        AssertionError failure = catchFailure(drawn);
        String seed = failure.getMessage().replaceAll("(?s).*-Dseed=(-?\\d+).*", "$1");
        assertThat(new java.util.Random(Long.parseLong(seed)).nextLong()).isEqualTo(drawn.get());
    }

    @Test
    void everyCaseHasASeedOfItsOwn() {
        var drawn = new java.util.HashSet<Long>();
        Seeds.check(200, random -> drawn.add(random.nextLong()));
        assertThat(drawn).hasSize(System.getProperty("seed") == null ? 200 : 1);
    }

    private static AssertionError catchFailure(AtomicLong drawn) {
        AssertionError[] caught = new AssertionError[1];
        assertThatThrownBy(() -> Seeds.check(200, random -> {
                    drawn.set(random.nextLong());
                    if (drawn.get() < 0) {
                        throw new IllegalStateException("negative");
                    }
                }))
                .isInstanceOfSatisfying(AssertionError.class, e -> caught[0] = e);
        return caught[0];
    }
}
