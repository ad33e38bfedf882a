package dev.shelfcast.server.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.support.DefaultConversionService;
import tools.jackson.databind.json.JsonMapper;

class ValuesTest {

    @Test
    void codesAreKeptAsTypedAndBadOnesRefusedByName() {
        assertThat(Sku.of("Milch-1L ½").value()).isEqualTo("Milch-1L ½");
        for (String bad : List.of("", "  ", " A", "A ", "A\u0000B", "A\nB", "x".repeat(65))) {
            assertThatThrownBy(() -> Sku.of(bad))
                    .isInstanceOfSatisfying(
                            Invalid.class, refusal -> assertThat(refusal.code()).isEqualTo("SKU_INVALID"));
        }
        assertThatThrownBy(() -> StoreCode.of("")).hasMessage("A store code is needed, and none was given.");
    }

    @Test
    void pincodesAreThreeToTwelveLettersOrDigits() {
        assertThat(Pincode.of("400092").value()).isEqualTo("400092");
        assertThat(Pincode.of("SW1A1AA").value()).isEqualTo("SW1A1AA");
        for (String bad : List.of("12", "40 092", "400-92", "1234567890123")) {
            assertThatThrownBy(() -> Pincode.of(bad)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void codesAreTextInJsonAndConvertFromText() {
        JsonMapper json = JsonMapper.builder().build();

        assertThat(json.writeValueAsString(List.of(Sku.of("A"), StoreCode.of("B"), Pincode.of("400"))))
                .isEqualTo("[\"A\",\"B\",\"400\"]");
        assertThat(json.readValue("\"DEL123\"", StoreCode.class)).isEqualTo(StoreCode.of("DEL123"));
        assertThat(new DefaultConversionService().convert("A", Sku.class)).isEqualTo(Sku.of("A"));
    }

    @Test
    void quantitiesHaveThreeDecimalsAndMoneyFour() {
        assertThat(Decimals.quantity(new BigDecimal("1.2500"))).isEqualTo(new BigDecimal("1.25"));
        assertThat(Decimals.quantity(new BigDecimal("4E+1"))).isEqualTo(new BigDecimal("40"));
        assertThat(Decimals.money(new BigDecimal("0.0001"))).isEqualTo(new BigDecimal("0.0001"));
        assertThatThrownBy(() -> Decimals.quantity(new BigDecimal("0.0001")))
                .hasMessageContaining("0.0001 has 4 decimals");
        assertThatThrownBy(() -> Decimals.money(new BigDecimal("1E+999999999")))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.code()).isEqualTo("NUMBER_TOO_LARGE"));
        assertThat(Decimals.plain(new BigDecimal("0E+5")).toPlainString()).isEqualTo("0");
    }

    @Test
    void pagesCountFromOneAndHoldAtMostFiveHundred() {
        assertThat(new Paging(3, 50).offset()).isEqualTo(100);
        assertThat(new Paging(Integer.MAX_VALUE, 500).offset()).isEqualTo(1_073_741_823_000L);
        assertThatThrownBy(() -> new Paging(0, 50)).hasMessage("The page 0 is not possible. Pages count from 1.");
        assertThatThrownBy(() -> new Paging(1, 501)).isInstanceOf(Invalid.class);
    }
}
