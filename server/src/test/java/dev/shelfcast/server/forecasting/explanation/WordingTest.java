package dev.shelfcast.server.forecasting.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.forecasting.explanation.Explanation.Part;
import dev.shelfcast.server.forecasting.explanation.Explanation.Raw;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WordingTest {

    /** A Sunday: the first day of the forecast is a Monday. */
    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 15);

    @Test
    void aForecastIsToldInSentences() {
        List<Raw> parts = List.of(
                part("level", h -> 12),
                part("stock-out correction", h -> 0.5),
                part("trend", h -> h / 7.0),
                part("season", h -> h % 7 == 4 ? 5 : h % 7 == 0 ? -2.5 : 0),
                part("causes 1", h -> h == 9 ? 4 : 0),
                part("causes 2", h -> h == 9 ? 1 : 0),
                part("alignment", h -> -0.375));
        Wording.Said said =
                new Wording.Said("anna", "SET", 50, "NEW_PRODUCT", true, SUNDAY.plusDays(3), SUNDAY.plusDays(5));

        assertThat(Wording.sentences(
                        new Wording.Facts(SUNDAY, "SMOOTH", null, parts, List.of(said), new double[] {70.4, 1098})))
                .containsExactly(
                        "It sells about 13 a day.",
                        "Fridays are its best days (+40%), Mondays its quietest (−20%).",
                        "It grows: by 1 a day from week to week.",
                        "Empty shelves hid some sales: 0.5 a day are added for them.",
                        "Holidays, prices and other known causes move it, most on 25 Nov (+5).",
                        "All products of its category together are expected to sell less, so it is scaled by −3%.",
                        "anna set the day of all that it covers to 50 from 18 Nov to 20 Nov (new product).",
                        "The next seven days bring 70 to 1,098 units in 8 weeks out of 10.");
    }

    @Test
    void whatSellsNowAndThenIsToldByTheWeek() {
        assertThat(Wording.sentences(
                        new Wording.Facts(SUNDAY, "LUMPY", null, List.of(part("level", h -> 0.2)), List.of(), null)))
                .containsExactly("It sells now and then, about 1.4 a week.");
    }

    @Test
    void roundedPartsStillAddUpToTheRoundedMean() {
        double third = 10 / 3.0;
        List<Raw> raw = List.of(part("level", h -> third), part("season", h -> third), part("override", h -> third));
        List<BigDecimal> mean = Arrays.asList(new BigDecimal[14]);
        mean.replaceAll(none -> new BigDecimal("10.00"));

        List<Part> parts = Explanation.rounded(raw, mean);

        for (int h = 0; h < 14; h++) {
            int day = h;
            assertThat(parts.stream().map(part -> part.units().get(day)).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualTo(new BigDecimal("10.00"));
        }
        assertThat(parts.get(0).units().get(0)).isEqualByComparingTo("3.34");
        assertThat(parts.get(2).title()).isEqualTo("Planner's override");
    }

    private static Raw part(String name, IntToDoubleFunction units) {
        double[] values = new double[14];
        Arrays.setAll(values, units);
        return new Raw(name, values);
    }
}
