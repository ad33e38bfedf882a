package dev.shelfcast.server.forecasting.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.forecasting.drift.SegmentWatch.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A dozen products of a store: Poisson demand, a weekly rhythm, and weather that moves all of them for days. */
class SegmentWatchTest {

    private static final int PRODUCTS = 12;
    private static final int BEFORE = 60;
    private static final int ALL = BEFORE + SegmentWatch.DAYS;
    private static final double[] WEEK = {0.8, 0.85, 0.9, 1, 1.1, 1.3, 1.2};

    /** Demand times this on each of the watched days, the last of which is 0 days ago. */
    private interface Change {
        double on(int daysAgo);
    }

    @Test
    void stableDemandRaisesAlmostNoAlarm() {
        int alarmed = 0;
        for (int seed = 0; seed < 300; seed++) {
            alarmed += simulated(seed, ago -> 1).findings(0).isEmpty() ? 0 : 1;
        }
        assertThat(alarmed).as("of 300 stores, each tested over four weeks").isLessThanOrEqualTo(2);
    }

    @Test
    void doubledDemandIsFoundWithinAWeek() {
        int near = 0;
        for (int seed = 0; seed < 100; seed++) {
            List<Finding> found = simulated(seed, ago -> ago < 7 ? 2 : 1).findings(0);
            Finding above = found.stream()
                    .filter(finding -> finding.statistic().equals("sales above forecast"))
                    .findFirst()
                    .orElseThrow();
            assertThat(above.kind()).isEqualTo("ERROR");
            assertThat(above.value()).isGreaterThan(above.threshold());
            near += Math.abs(above.since() - (SegmentWatch.DAYS - 7)) <= 1 ? 1 : 0;
        }
        assertThat(near).as("of 100: the first day of it told within a day").isGreaterThanOrEqualTo(90);
    }

    @Test
    void halvedDemandIsFoundWithinTwoWeeks() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            found += simulated(seed, ago -> ago < 14 ? 0.5 : 1).findings(0).stream()
                            .anyMatch(finding -> finding.statistic().equals("sales below forecast"))
                    ? 1
                    : 0;
        }
        assertThat(found).isEqualTo(100);
    }

    @Test
    void doubledDemandIsAnotherInputWithinThreeWeeks() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(simulated(seed, ago -> ago < 21 ? 2 : 1).findings(0))
                    .as("seed %d", seed)
                    .anyMatch(finding -> finding.kind().equals("INPUT")
                            && finding.statistic().equals("demand")
                            && finding.value() > 0.25);
        }
    }

    @Test
    void oneWildDayIsNoDrift() {
        int alarmed = 0;
        for (int seed = 0; seed < 100; seed++) {
            alarmed += simulated(seed, ago -> ago == 3 ? 5 : 1).findings(0).isEmpty() ? 0 : 1;
        }
        assertThat(alarmed).as("of 100 with a day of five times the sales").isLessThanOrEqualTo(2);
    }

    @Test
    void whatWasToldBeforeIsNotCountedAgain() {
        SegmentWatch watch = simulated(1, ago -> ago >= 10 && ago < 20 ? 2 : 1);
        assertThat(watch.findings(0)).anyMatch(finding -> finding.kind().equals("ERROR"));
        assertThat(watch.findings(SegmentWatch.DAYS - 2))
                .noneMatch(finding -> finding.kind().equals("ERROR"));
    }

    @Test
    void pricesTenPercentUpAreAnotherInput() {
        SegmentWatch watch = simulated(2, ago -> 1);
        watch.addPrices(false, 3, 900);
        watch.addPrices(true, 3, 30);
        watch.addPrices(true, 5, 270);
        assertThat(watch.findings(0))
                .singleElement()
                .satisfies(finding -> assertThat(finding.statistic()).isEqualTo("price"));
    }

    @Test
    void emptyShelvesAreAnotherInputAndNoErrorOfTheForecast() {
        SegmentWatch watch = new SegmentWatch();
        Random dice = new Random(3);
        for (int product = 0; product < PRODUCTS; product++) {
            double[] inStock = new double[SegmentWatch.DAYS];
            Arrays.fill(inStock, 1);
            double[][] drawn = draw(dice, product, ago -> 1);
            for (int t = SegmentWatch.DAYS - 20; t < SegmentWatch.DAYS; t += 2) {
                inStock[t] = 0.2;
                drawn[0][t] = 0;
            }
            watch.add(drawn[0], inStock, drawn[1]);
        }
        assertThat(watch.findings(0))
                .singleElement()
                .satisfies(finding -> assertThat(finding.statistic()).isEqualTo("stock-out share"));
    }

    @Test
    void withoutPublishedForecastsThereIsNoErrorToFind() {
        SegmentWatch watch = new SegmentWatch();
        double[] inStock = new double[SegmentWatch.DAYS];
        Arrays.fill(inStock, 1);
        double[] nothing = new double[SegmentWatch.DAYS];
        Arrays.fill(nothing, Double.NaN);
        watch.add(draw(new Random(4), 0, ago -> ago < 7 ? 2 : 1)[0], inStock, nothing);
        assertThat(watch.findings(0)).isEmpty();
        assertThat(watch.series()).isEqualTo(1);
    }

    private static SegmentWatch simulated(long seed, Change change) {
        Random dice = new Random(seed);
        double[] weather = new double[ALL];
        double mood = 0;
        for (int t = 0; t < ALL; t++) {
            mood = 0.5 * mood + 0.08 * dice.nextGaussian();
            weather[t] = Math.exp(mood);
        }
        SegmentWatch watch = new SegmentWatch();
        double[] inStock = new double[SegmentWatch.DAYS];
        Arrays.fill(inStock, 1);
        for (int product = 0; product < PRODUCTS; product++) {
            double[][] drawn = draw(dice, product, ago -> change.on(ago) * weather[ALL - 1 - ago]);
            watch.add(drawn[0], inStock, drawn[1]);
        }
        return watch;
    }

    /** Units of the watched days, and what the mean of four equal weekdays said a week before. */
    private static double[][] draw(Random dice, int product, Change change) {
        double[] units = new double[ALL];
        for (int t = 0; t < ALL; t++) {
            units[t] = poisson(dice, (1 + product % 6) * WEEK[t % 7] * change.on(ALL - 1 - t));
        }
        double[][] drawn = new double[2][SegmentWatch.DAYS];
        for (int t = BEFORE; t < ALL; t++) {
            drawn[0][t - BEFORE] = units[t];
            drawn[1][t - BEFORE] = (units[t - 7] + units[t - 14] + units[t - 21] + units[t - 28]) / 4;
        }
        return drawn;
    }

    private static double poisson(Random dice, double mean) {
        double limit = Math.exp(-mean);
        double product = dice.nextDouble();
        int n = 0;
        while (product > limit) {
            product *= dice.nextDouble();
            n++;
        }
        return n;
    }
}
