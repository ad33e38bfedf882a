package dev.shelfcast.server.catalog.barcodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.catalog.barcodes.Gs1Code.Syntax;
import dev.shelfcast.server.shared.Invalid;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gs1ReaderTest {

    private static final int YEAR = 2026;
    private static final String FNC1 = "\u001d";

    @ParameterizedTest
    @CsvSource({
        "09521234543213, 09521234543213",
        "04006381333931, 04006381333931",
        "4006381333931, 04006381333931",
        "036000291452, 00036000291452",
        "96385074, 00000096385074",
        "]E04006381333931, 04006381333931"
    })
    void aBareNumberIsAGtin(String given, String gtin) {
        Gs1Code code = Gs1Reader.read(given, YEAR);
        assertThat(code.syntax()).isEqualTo(Syntax.GTIN);
        assertThat(code.value("01")).isEqualTo(gtin);
    }

    @Test
    void theHumanFormSaysGtinExpiryAndLot() {
        Gs1Code code = Gs1Reader.read("(01)09521234543213(17)261231(10)ABC123", YEAR);
        assertThat(code.syntax()).isEqualTo(Syntax.HUMAN);
        assertThat(code.value("01")).isEqualTo("09521234543213");
        assertThat(code.date("17", YEAR)).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(code.value("10")).isEqualTo("ABC123");
        assertThat(code.human()).isEqualTo("(01)09521234543213(17)261231(10)ABC123");
    }

    @Test
    void bracketsThatHoldNoIdentifierBelongToTheLot() {
        assertThat(Gs1Reader.read("(10)A(1)B(17)261231", YEAR).value("10")).isEqualTo("A(1)B");
    }

    @ParameterizedTest
    @CsvSource({"]C1", "]d2", "]Q3", "]e0", "''"})
    void everyScannerPrefixReadsTheSame(String prefix) {
        String scanned = prefix + "0109521234543213" + "10ABC123" + FNC1 + "17261200" + "3712" + FNC1;
        Gs1Code code = Gs1Reader.read(scanned, YEAR);
        assertThat(code.syntax()).isEqualTo(Syntax.ELEMENT_STRING);
        assertThat(code.human()).isEqualTo("(01)09521234543213(10)ABC123(17)261200(37)12");
        assertThat(code.date("17", YEAR)).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(code.number("37")).isEqualByComparingTo("12");
    }

    @Test
    void aDigitalLinkSaysTheSame() {
        Gs1Code code =
                Gs1Reader.read("https://id.example.org/x/01/9521234543213/10/A%2FB?17=261231&linkType=all#top", YEAR);
        assertThat(code.syntax()).isEqualTo(Syntax.DIGITAL_LINK);
        assertThat(code.human()).isEqualTo("(01)09521234543213(10)A/B(17)261231");
        assertThat(Gs1Reader.read("/01/09521234543213/10/L7?17=270228", YEAR).human())
                .isEqualTo("(01)09521234543213(10)L7(17)270228");
    }

    @Test
    void weightsAndPricesHaveTheDecimalsOfTheirIdentifier() {
        Gs1Code code = Gs1Reader.read("(01)09521234543213(3103)001250(3922)1999(3202)000150", YEAR);
        assertThat(code.decimal("310")).isEqualByComparingTo("1.25");
        assertThat(code.decimal("392")).isEqualByComparingTo("19.99");
        assertThat(code.decimal("320")).isEqualByComparingTo("1.50");
        assertThat(Gs1Reader.read("(3932)356" + "1050", YEAR).decimal("393")).isEqualByComparingTo("10.50");
    }

    @ParameterizedTest
    @CsvSource({
        "261200, 2026-12-31",
        "280200, 2028-02-29",
        "760101, 2076-01-01",
        "770101, 1977-01-01",
        "990101, 1999-01-01",
        "000101, 2000-01-01"
    })
    void yearsAreTheNearestAndDayNoughtIsTheMonthsLast(String yymmdd, LocalDate date) {
        assertThat(Gs1Date.of(yymmdd, YEAR)).isEqualTo(date);
    }

    @Test
    void nearTheEndOfACenturyLowYearsAreTheNext() {
        assertThat(Gs1Date.of("300101", 2080)).isEqualTo(LocalDate.of(2130, 1, 1));
        assertThat(Gs1Date.of("310101", 2080)).isEqualTo(LocalDate.of(2031, 1, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4006381333932 | 1 | its check digit would be 1",
                "(01)09521234543214 | 5 | the check digit of (01) GTIN would be 3",
                "(01)0952123454(10)A | 5 | (01) GTIN has 14 digits, not 10",
                "0109521234543213X7 | 17 | no identifier of GS1",
                "(01)09521234543213(17)261331 | 23 | (17) expiry is no date",
                "(17)260230 | 5 | (17) expiry is no date",
                "(17)26123 | 5 | (17) expiry has 6 digits, not 5",
                "(17)26A231 | 7 | no digit that (17) expiry may have",
                "(10)ABCDEFGHIJKLMNOPQRSTU | 5 | maybe the scanner leaves out the separator",
                "(10)AB#C | 7 | no character that (10) lot may have",
                "(10) | 5 | (10) lot has 1 to 20 characters, not 0",
                "(99)X | 2 | no identifier of GS1",
                "(10A | 1 | an identifier in brackets is expected",
                "(10)A(10)B | 10 | a second (10) lot; 'A' was read before",
                "]X9123 | 1 | no symbology prefix",
                "123456789 | 1 | has 8, 12, 13 or 14 digits, not 9",
                "MILK | 1 | no identifier of GS1",
                "https://x.org/02/1 | 1 | has /01/ and the GTIN",
                "/01/09521234543213/10 | 20 | an identifier without a value",
                "/01/09521234543213/99/1 | 20 | no identifier of GS1",
                "/01/09521234543213/10/%4 | 23 | no escape of a link",
                "/01/09521234543214 | 5 | check digit of (01) GTIN would be 3"
            })
    void refusalsNameThePlaceAndTheReason(String given, int position, String reason) {
        assertThatThrownBy(() -> Gs1Reader.read(given, YEAR))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("at position " + position + ",")
                .hasMessageContaining(reason);
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        assertThatThrownBy(() -> Gs1Reader.read("  ", YEAR)).hasMessageContaining("nothing to read");
        assertThatThrownBy(() -> Gs1Reader.read("1".repeat(1_001), YEAR)).hasMessageContaining("at most 1000");
    }
}
