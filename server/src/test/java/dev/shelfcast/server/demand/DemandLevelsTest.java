package dev.shelfcast.server.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.demand.DemandLevels.Breaks;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandLevelsTest {

    @Test
    void withoutDemandThereIsNoClass() {
        assertThat(levels()).isEmpty();
        assertThat(levels(0, 0)).isEqualTo("--");
        Breaks breaks = DemandLevels.of(List.of());
        assertThat(breaks.of(null)).isNull();
        assertThat(breaks.of(BigDecimal.ONE)).isNull();
    }

    @Test
    void oneFigureEverywhereIsMedium() {
        assertThat(levels(5)).isEqualTo("M");
        assertThat(levels(5, 5, 5)).isEqualTo("MMM");
        assertThat(levels(0, 5, 5)).isEqualTo("-MM");
    }

    @Test
    void twoFiguresAreLowAndHigh() {
        assertThat(levels(1, 2)).isEqualTo("LH");
        assertThat(levels(1, 2, 2, 2, 2)).isEqualTo("LHHHH");
        assertThat(levels(1, 1, 1, 1, 2)).isEqualTo("LLLLH");
    }

    @Test
    void thirdsAreTakenByRank() {
        assertThat(levels(1, 2, 3)).isEqualTo("LMH");
        assertThat(levels(1, 2, 3, 4, 5, 6, 7, 8, 9)).isEqualTo("LLLMMMHHH");
    }

    @Test
    void equalFiguresStayTogether() {
        assertThat(levels(1, 2, 2, 2, 2, 3)).isEqualTo("LMMMMH");
        assertThat(levels(1, 1, 1, 2, 3)).isEqualTo("LLLMH");
        assertThat(levels(3, 3, 3, 3, 2, 1)).isEqualTo("HHHHML");
    }

    @Test
    void oneGiantDoesNotMakeEverybodyElseHigh() {
        assertThat(levels(1, 2, 3, 4, 5, 1000)).isEqualTo("LLLLLH");
        assertThat(levels(1, 1, 1, 1, 50, 60, 1000)).isEqualTo("LLLLLLH");
        assertThat(levels(1, 1, 1, 1, 1, 1, 1, 1, 300, 1000)).isEqualTo("LLLLLLLLMH");
    }

    private static String levels(int... units) {
        List<BigDecimal> values =
                IntStream.of(units).mapToObj(BigDecimal::valueOf).toList();
        Breaks breaks = DemandLevels.of(values);
        return values.stream()
                .map(value ->
                        breaks.of(value) == null ? "-" : breaks.of(value).name().substring(0, 1))
                .collect(Collectors.joining());
    }
}
