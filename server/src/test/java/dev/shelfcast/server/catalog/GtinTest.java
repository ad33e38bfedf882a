package dev.shelfcast.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Invalid;
import org.junit.jupiter.api.Test;

class GtinTest {

    @Test
    void keepsEveryLengthAsFourteenDigits() {
        assertThat(Gtin.of("09521234543213")).isEqualTo("09521234543213");
        assertThat(Gtin.of("4006381333931")).isEqualTo("04006381333931");
        assertThat(Gtin.of(" 036000291452 ")).isEqualTo("00036000291452");
        assertThat(Gtin.of("96385074")).isEqualTo("00000096385074");
    }

    @Test
    void refusesAWrongCheckDigitAndSaysTheRightOne() {
        assertThatThrownBy(() -> Gtin.of("4006381333932"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("would be 1");
    }

    @Test
    void refusesOtherLengths() {
        assertThatThrownBy(() -> Gtin.of("12345")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Gtin.of("8.9012E+12")).isInstanceOf(Invalid.class);
    }
}
