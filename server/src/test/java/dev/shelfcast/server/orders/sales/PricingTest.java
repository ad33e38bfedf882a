package dev.shelfcast.server.orders.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Seeds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Pricing.Asked line(String quantity, String price, String discount, String rate) {
        return new Pricing.Asked(number(quantity), number(price), number(discount), number(rate));
    }

    @Test
    void eachLineIsRoundedOnceHalfUp() {
        List<Pricing.Priced> priced =
                new Pricing(2, false).price(List.of(line("0.333", "10.05", "0", "12.5")), BigDecimal.ZERO);
        // 3.34665 → 3.35, and 12.5% of it 0.41875 → 0.42.
        assertThat(priced.get(0).amount()).isEqualTo(number("3.35"));
        assertThat(priced.get(0).tax()).isEqualTo(number("0.42"));
        assertThat(priced.get(0).total()).isEqualTo(number("3.77"));
    }

    @Test
    void taxInThePriceIsTakenOutOfItAndNotPutOnTop() {
        Pricing.Priced priced = new Pricing(2, true)
                .price(List.of(line("1", "118", "0", "18")), BigDecimal.ZERO)
                .get(0);
        assertThat(priced.total()).isEqualTo(number("118.00"));
        assertThat(priced.tax()).isEqualTo(number("18.00"));
    }

    @Test
    void aCurrencyWithoutCentsIsRoundedToWholeOnes() {
        Pricing.Priced priced = new Pricing(0, false)
                .price(List.of(line("3", "33.5", "0", "10")), BigDecimal.ZERO)
                .get(0);
        assertThat(priced.total()).isEqualTo(number("111"));
    }

    @Test
    void sharesOfADiscountAndPartsOfAnAmountAddUpExactly() {
        Seeds.check(300, PricingTest::addsUp);
    }

    private static void addsUp(Random random) {
        Pricing pricing = new Pricing(2, random.nextBoolean());
        List<Pricing.Asked> lines = IntStream.range(0, 1 + random.nextInt(7))
                .mapToObj(i -> new Pricing.Asked(
                        BigDecimal.valueOf(1 + random.nextInt(9000), 3),
                        BigDecimal.valueOf(1 + random.nextInt(900000), 4),
                        BigDecimal.ZERO,
                        BigDecimal.valueOf(random.nextInt(2800), 2)))
                .toList();
        BigDecimal gross = pricing.price(lines, BigDecimal.ZERO).stream()
                .map(Pricing.Priced::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal discount = pricing.rounded(gross.multiply(BigDecimal.valueOf(random.nextInt(101), 2)));
        List<Pricing.Priced> priced = pricing.price(lines, discount);
        assertThat(priced.stream().map(Pricing.Priced::share).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(discount);
        assertThat(priced).allSatisfy(line -> {
            assertThat(line.amount()).isNotNegative();
            assertThat(line.share()).isNotNegative();
        });
        BigDecimal whole = lines.get(0).quantity();
        BigDecimal total = priced.get(0).total();
        List<BigDecimal> parts = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        while (before.compareTo(whole) < 0) {
            BigDecimal now = BigDecimal.valueOf(1 + random.nextInt(3000), 3).min(whole.subtract(before));
            parts.add(pricing.part(total, new Pricing.Portion(before, now, whole)));
            before = before.add(now);
        }
        assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(total);
    }
}
