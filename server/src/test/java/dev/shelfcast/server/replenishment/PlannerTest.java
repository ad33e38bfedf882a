package dev.shelfcast.server.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreKind;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.testing.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final ZoneId MUMBAI = ZoneId.of("Asia/Kolkata");
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 20, 15, 30, 0, 0, MUMBAI);
    private static final Situation.Source CRATES_OF_TEN =
            new Situation.Source(1, "Aarey Dairy", BigDecimal.TEN, BigDecimal.TEN);

    /** H9: milk in 400092, 7 on hand, about 35 a day with a deviation of 6, delivered overnight in crates of ten. */
    @Test
    void restocksFortyUnitsOfMilkByNineTomorrow() {
        Decision decision = Planner.decide(milk(7, 0, CRATES_OF_TEN), NOW);

        assertThat(decision.headline()).isEqualTo("Restock 40 units by 9 AM tomorrow");
        assertThat(decision.quantity()).isEqualByComparingTo("40");
        assertThat(decision.urgency()).isEqualTo(Urgency.CRITICAL);
        assertThat(decision.horizonsAtRisk()).containsExactly(1, 7, 30);
        assertThat(decision.neededBy()).isEqualTo(ZonedDateTime.of(2026, 11, 21, 9, 0, 0, 0, MUMBAI));
        assertThat(decision.reason())
                .isEqualTo(lines(
                        "About 35 a day are sold.",
                        "Until a delivery ordered now has to last (1 day: lead time 1 day) 35 are expected to be sold;",
                        "9.9 of safety stock cover 95% of cases, so 44.9 are wanted.",
                        "The position is 7 (7 on hand, 0 on order, 0 reserved), so 37.9 are missing,",
                        "rounded up to 40 in packs of 10 from Aarey Dairy."));
    }

    @Test
    void whatIsOnOrderCountsInThePosition() {
        Decision decision = Planner.decide(milk(7, 40, CRATES_OF_TEN), NOW);

        assertThat(decision.isNeeded()).isFalse();
        assertThat(decision.reason())
                .endsWith("The position is 47 (7 on hand, 40 on order, 0 reserved), above the reorder point of 44.9:"
                        + " nothing to order.");
        assertThat(decision.urgency())
                .as("the shelf itself is still near empty")
                .isEqualTo(Urgency.CRITICAL);
    }

    @Test
    void anOrderWithoutAKnownPackGoesUpToTens() {
        assertThat(Planner.decide(milk(7, 0, null), NOW).quantity()).isEqualByComparingTo("40");
        assertThat(Planner.decide(milk(30, 0, null), NOW).quantity()).isEqualByComparingTo("15");
        assertThat(Planner.decide(milk(41, 0, null), NOW).quantity()).isEqualByComparingTo("4");
    }

    /**
     * Silver, Pyke and Thomas' check of conventions: d = 20, sd 6, L = 5, sdL = 1.5, 95 % gives 54 and s = 154, to
     * the unit.
     */
    @Test
    void theSpreadOfTheLeadTimeWidensTheSafetyStock() {
        Situation situation = situation(
                new Situation.Stock(bd(0), bd(0), bd(0), bd(0), bd(0)),
                new Situation.Source(1, "Far", BigDecimal.ONE, BigDecimal.ZERO),
                policy(5, "1.5", 0),
                outlook(20, 6, 42));

        Arithmetic inputs = Planner.decide(situation, NOW).inputs();

        assertThat(inputs.safetyStock()).isEqualByComparingTo("54.1");
        assertThat(inputs.reorderPoint()).isEqualByComparingTo("154.1");
        assertThat(inputs.roundedQuantity()).isEqualByComparingTo("155");
    }

    @Test
    void aLongerLeadTimeRaisesTheReorderPoint() {
        Situation.Stock empty = new Situation.Stock(bd(0), bd(0), bd(0), bd(0), bd(0));

        Arithmetic two = Planner.decide(situation(empty, null, policy(2, "0", 0), outlook(10, 2, 42)), NOW)
                .inputs();
        Arithmetic five = Planner.decide(situation(empty, null, policy(5, "0", 0), outlook(10, 2, 42)), NOW)
                .inputs();

        assertThat(two.reorderPoint()).isEqualByComparingTo("24.7"); // 2 × 10 + 1.645 × 2 × √2
        assertThat(five.reorderPoint()).isEqualByComparingTo("57.4"); // 5 × 10 + 1.645 × 2 × √5
    }

    @Test
    void whatCustomersWaitForTakesFromThePosition() {
        Situation.Stock promised = new Situation.Stock(bd(50), bd(0), bd(0), bd(0), bd(12));

        Decision decision =
                Planner.decide(situation(promised, CRATES_OF_TEN, policy(1, "0", 0), outlook(35, 6, 42)), NOW);

        assertThat(decision.inputs().position()).isEqualByComparingTo("38");
        assertThat(decision.quantity()).isEqualByComparingTo("10"); // 44.9 − 38, in crates of ten
        assertThat(decision.reason())
                .contains("The position is 38 (50 on hand, 0 on order, 0 reserved, 12 back-ordered)");
    }

    /** NOW is a Friday afternoon: the next order day is Monday, the one after it Thursday. */
    @Test
    void aRouteWithOrderDaysWaitsForTheNextOneAndLastsUntilTheOneAfter() {
        Situation milk = onRoute(milk(7, 0, CRATES_OF_TEN), List.of(1, 4), null, 1_000);

        Decision decision = Planner.decide(milk, NOW);

        assertThat(decision.inputs().leadTimeDays()).isEqualByComparingTo("4"); // three days' wait, one of transport
        assertThat(decision.inputs().reviewDays()).isEqualByComparingTo("3");
        assertThat(decision.inputs().leadTimeFrom()).isEqualTo("ROUTE");
        assertThat(decision.inputs().reorderPoint()).isEqualByComparingTo("159.7"); // 4 × 35 + 1.645 × 6 × √4
        assertThat(decision.neededBy().toLocalDate()).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(decision.quantity()).isEqualByComparingTo("270"); // 7 × 35 + 1.645 × 6 × √7 − 7, in crates of ten
    }

    @Test
    void afterTheCutOffADayIsLost() {
        Situation milk = milk(7, 0, CRATES_OF_TEN);

        assertThat(Planner.decide(onRoute(milk, List.of(), LocalTime.of(16, 0), 1_000), NOW)
                        .inputs()
                        .leadTimeDays())
                .isEqualByComparingTo("1");
        assertThat(Planner.decide(onRoute(milk, List.of(), LocalTime.of(15, 0), 1_000), NOW)
                        .inputs()
                        .leadTimeDays())
                .isEqualByComparingTo("2");
    }

    @Test
    void anotherStoreIsAskedForNoMoreThanItHas() {
        Decision decision = Planner.decide(onRoute(milk(7, 0, CRATES_OF_TEN), List.of(), null, 23), NOW);

        assertThat(decision.quantity()).isEqualByComparingTo("23");
        assertThat(decision.reason()).endsWith("and Bhiwandi can give 23: 23 are asked of it.");
    }

    private static Situation onRoute(
            Situation s, List<Integer> orderWeekdays, @Nullable LocalTime cutOff, int available) {
        Route route = new Route(2, StoreCode.of("WH1"), "Bhiwandi", bd(available), bd(1), bd(0), orderWeekdays, cutOff);
        return new Situation(s.store(), s.item(), s.stock(), s.source(), route, s.policy(), s.outlook());
    }

    @Test
    void aReviewPeriodRaisesTheOrderUpToLevelButNotTheReorderPoint() {
        Policy weekly = policy(2, "0", 7);
        Arithmetic inputs = Planner.decide(
                        situation(
                                new Situation.Stock(bd(40), bd(0), bd(0), bd(0), bd(0)),
                                null,
                                weekly,
                                outlook(10, 2, 42)),
                        NOW)
                .inputs();

        assertThat(inputs.reorderPoint()).isEqualByComparingTo("24.7"); // 2 × 10 + 1.645 × 2 × √2
        assertThat(inputs.orderUpTo()).isEqualByComparingTo("99.9"); // 9 × 10 + 1.645 × 2 × √9
        assertThat(inputs.roundedQuantity())
                .as("40 are above the reorder point")
                .isEqualByComparingTo("0");
    }

    @Test
    void theSimplePolicyOrdersAWeekAndAFifth() {
        Policy simple = new Policy(Policy.Kind.SIMPLE, 0.95, bd(1), bd(0), bd(0), Policy.LeadTimeFrom.SUPPLIER);
        Decision decision = Planner.decide(
                situation(
                        new Situation.Stock(bd(7), bd(0), bd(0), bd(0), bd(0)),
                        CRATES_OF_TEN,
                        simple,
                        outlook(35, 6, 42)),
                NOW);

        assertThat(decision.inputs().simpleQuantity()).isEqualByComparingTo("294"); // 35 × 7 × 1.2
        assertThat(decision.quantity()).isEqualByComparingTo("290"); // 294 − 7 = 287, in crates of ten
    }

    @Test
    void whateverTheSituationTheOrderIsAPackMultipleThatReachesTheLevelAndNeverNegative() {
        Seeds.check(500, random -> {
            double mean = random.nextDouble() * 50;
            Situation.Source source = new Situation.Source(1, "S", bd(1 + random.nextInt(24)), bd(random.nextInt(60)));
            Situation.Stock stock = new Situation.Stock(
                    bd(random.nextInt(200) - 20),
                    bd(random.nextInt(10)),
                    bd(random.nextInt(5)),
                    bd(random.nextInt(50)),
                    bd(random.nextInt(5)));
            Policy policy = new Policy(
                    random.nextBoolean() ? Policy.Kind.SERVICE_LEVEL : Policy.Kind.SIMPLE,
                    0.8 + random.nextDouble() * 0.19,
                    bd(random.nextInt(60)),
                    bd(random.nextInt(3)),
                    bd(random.nextInt(8)),
                    Policy.LeadTimeFrom.SUPPLIER);
            Decision decision = Planner.decide(situation(stock, source, policy, outlook(mean, mean / 3, 42)), NOW);
            Arithmetic inputs = decision.inputs();

            assertThat(decision.quantity()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
            assertThat(decision.quantity().remainder(source.packMultiple())).isEqualByComparingTo("0");
            if (decision.isNeeded()) {
                assertThat(decision.quantity()).isGreaterThanOrEqualTo(source.minimumQuantity());
                assertThat(stock.position().add(decision.quantity()))
                        .isGreaterThanOrEqualTo(inputs.orderUpTo().subtract(new BigDecimal("0.1")));
            } else {
                assertThat(stock.position())
                        .isGreaterThanOrEqualTo(
                                inputs.reorderPoint().min(inputs.orderUpTo()).subtract(BigDecimal.ONE));
            }
            assertThat(decision.neededBy()).isAfter(NOW);
        });
    }

    private static String lines(String... lines) {
        return String.join(" ", lines);
    }

    private static Situation milk(int onHand, int incoming, Situation.@Nullable Source source) {
        Policy overnight = policy(1, "0", 0);
        return situation(
                new Situation.Stock(bd(onHand), bd(0), bd(0), bd(incoming), bd(0)),
                source,
                overnight,
                outlook(35, 6, 42));
    }

    private static Situation situation(
            Situation.Stock stock, Situation.@Nullable Source source, Policy policy, Situation.Outlook outlook) {
        StoreView store = new StoreView(
                1,
                StoreCode.of("BOR092"),
                "Borivali West",
                StoreKind.DARK_STORE,
                Pincode.of("400092"),
                19.23,
                72.86,
                MUMBAI,
                LocalTime.of(9, 0),
                true);
        return new Situation(
                store, new Situation.Item(1, "MILK-1L", "Milk", "Dairy/Milk"), stock, source, null, policy, outlook);
    }

    private static Policy policy(int leadTimeDays, String leadTimeSdDays, int reviewDays) {
        return new Policy(
                Policy.Kind.SERVICE_LEVEL,
                0.95,
                bd(leadTimeDays),
                new BigDecimal(leadTimeSdDays),
                bd(reviewDays),
                Policy.LeadTimeFrom.SUPPLIER);
    }

    /** Independent normal days: the sum of j days has the deviation sd √j. */
    private static Situation.Outlook outlook(double mean, double sd, int horizon) {
        double[] levels = {0.5, 0.9, 0.95, 0.99};
        double[] z = {0, 1.2815515655446004, 1.6448536269514722, 2.3263478740408408};
        double[] days = new double[horizon];
        Arrays.fill(days, mean);
        double[] sums = new double[horizon * levels.length];
        for (int j = 0; j < horizon; j++) {
            for (int k = 0; k < levels.length; k++) {
                sums[j * levels.length + k] = mean * (j + 1) + z[k] * sd * Math.sqrt(j + 1);
            }
        }
        return new Situation.Outlook(LocalDate.of(2026, 11, 19), "test", days, levels, sums);
    }

    private static BigDecimal bd(int value) {
        return BigDecimal.valueOf(value);
    }
}
