package dev.shelfcast.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs each example and reads what it prints. */
class ExamplesTest {
    @Test
    void oneSeries() {
        List<String> lines = printed(OneSeries::main);
        assertThat(number(lines.get(0))).isCloseTo(20, within(1.0));
        assertThat(number(lines.get(1))).isCloseTo(42, within(1.0));
        assertThat(number(lines.get(2))).isCloseTo(168, within(2.0));
        assertThat(number(lines.get(3))).isBetween(169.0, 178.0);
    }

    @Test
    void stockOuts() {
        List<String> lines = printed(StockOuts::main);
        assertThat(lines.get(0)).isEqualTo("Demand of a day: 12.0");
        assertThat(number(lines.get(1))).isBetween(8.5, 9.5);
        assertThat(number(lines.get(2))).isCloseTo(12, within(0.4));
    }

    @Test
    void promotions() {
        assertThat(printed(Promotions::main))
                .containsExactly(
                        "MONDAY 2025-12-22: 81 (promotion)",
                        "THURSDAY 2025-12-25: 52",
                        "FRIDAY 2025-12-26: 91 (fair)",
                        "SATURDAY 2025-12-27: 97 (fair)");
    }

    @Test
    void chooseByBacktest() {
        List<String> lines = printed(ChooseByBacktest::main);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).isEqualTo("seasonal-naive  MASE 1.09");
        assertThat(lines.get(3)).isEqualTo("auto-ces        MASE 0.73");
        assertThat(lines.get(4)).isEqualTo("Chosen: auto-ces");
    }

    @Test
    void hierarchy() {
        assertThat(printed(Hierarchy::main))
                .containsExactly(
                        "Before: [100.0, 40.0, 48.0]",
                        "After: [94.0, 43.0, 51.0]",
                        "Node 0: [83, 95, 103]",
                        "Node 1: [37, 43, 49]",
                        "Node 2: [45, 50, 57]");
    }

    @Test
    void orderQuantity() {
        assertThat(printed(OrderQuantity::main))
                .containsExactly(
                        "Expected in 11 days: 5.5",
                        "Stock up to: 10",
                        "Order: 12 (packs of 6)",
                        "Served from the shelf: 98%",
                        "Mean stock: 6.2");
    }

    @Test
    void ownMethod() {
        assertThat(printed(OwnMethod::main))
                .containsExactly(
                        "WeekdayMedian: [9.0, 7.0, 8.0, 8.0, 12.0, 21.0, 5.0]", "WAPE within the sample: 0.22");
    }

    private static List<String> printed(Consumer<String[]> example) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            example.accept(new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** The first number after the colon. */
    private static double number(String line) {
        Matcher matcher = Pattern.compile(": (-?[0-9.]+)").matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
