package dev.shelfcast.server.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Seeds;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12|12",
                "12.5|12.5",
                " 12.50 |12.5",
                "-3|-3",
                "3-|-3",
                "(1.00)|-1",
                "1,234.50|1234.5",
                "12,34,567|1234567",
                "₹ 1 200|1200",
                "Rs. 40|40",
                "Rs.40.50|40.5",
                "£3.20|3.2",
                "3.20 EUR|3.2",
                "0.00005|0.0001",
                "1.5E3|1500",
                "8.9012E+2|890.12",
                "+7|7",
                ".5|0.5",
                "1'000.25|1000.25",
                "0|0",
                "-(2)|NO",
                "1,23|NO",
                "12.3.4|NO",
                "abc|NO",
                "--5|NO",
                "1,2345|NO",
                "9999999999999|NO",
                "1e999|NO",
                "-|NO",
                ".|NO",
                "12 34|NO"
            })
    void readsAPointAsDecimalMark(String text, String expected) {
        assertThat(read(text, '.')).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12,5|12.5", "1.234,50|1234.5", "1.234|1234", "1 234,5 €|1234.5", "-0,75|-0.75", "12.5|NO"})
    void readsACommaAsDecimalMark(String text, String expected) {
        assertThat(read(text, ',')).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "=1+2", "NaN", "Infinity", "12345678901234567890123456789012345678901"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(read(text, '.')).isEqualTo("NO");
    }

    @Test
    void readsEveryNumberThatItCanWrite() {
        Seeds.check(2000, random -> {
            long value = random.nextLong() % 10_000_000_000_000_000L;
            String text = new BigDecimal(value).movePointLeft(4).toPlainString();
            assertThat(Amount.parse(text.toCharArray(), 0, text.length(), '.')).isEqualTo(value);
            assertThat(Amount.text(value))
                    .isEqualTo(new BigDecimal(text).stripTrailingZeros().toPlainString());
        });
    }

    private static String read(String text, char mark) {
        long value = Amount.parse(text.toCharArray(), 0, text.length(), mark);
        return value == Amount.NONE ? "NO" : Amount.text(value);
    }
}
