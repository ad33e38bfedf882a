package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Quantiles carried to another mean. */
class CarriedTest {
    @Test
    void aMeanNearByTakesQuantilesAlongInProportion() {
        assertThat(Carried.quantile(3, 2, 4)).isEqualTo(6);
        assertThat(Carried.quantile(0, 2, 1)).isZero();
    }

    @Test
    void aLittleBesideNextToNothingDoesNotMakeMillions() {
        assertThat(Carried.quantile(0.5, 1e-12, 0.3)).isCloseTo(0.3 + 4 * 0.5, within(1e-9));
        assertThat(Carried.quantile(5, 1, 9)).isEqualTo(9 + 4 * 3);
    }
}
