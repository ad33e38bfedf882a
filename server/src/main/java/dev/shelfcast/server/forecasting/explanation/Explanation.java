package dev.shelfcast.server.forecasting.explanation;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a forecast is made of.
 *
 * @param words the same in sentences, the most important first
 * @param mean units of each day, with overrides
 * @param parts in the order in which the forecast was made; on each day they add up to its mean exactly
 */
record Explanation(
        StoreCode store,
        Sku sku,
        String productName,
        LocalDate asOf,
        String model,
        List<String> words,
        List<LocalDate> days,
        List<BigDecimal> mean,
        List<Part> parts) {

    private static final int DECIMALS = 2;

    /** What one cause adds to each day, or takes from it. */
    record Part(String name, String title, List<BigDecimal> units) {}

    /** A part as it was worked out. */
    record Raw(String name, double[] units) {}

    /** Rounded so that each day still adds up: what rounding left over goes to the day's largest part. */
    static List<Part> rounded(List<Raw> raw, List<BigDecimal> mean) {
        List<List<BigDecimal>> columns = new ArrayList<>();
        raw.forEach(part -> columns.add(new ArrayList<>()));
        for (int h = 0; h < mean.size(); h++) {
            BigDecimal left = mean.get(h);
            int largest = 0;
            for (int i = 0; i < raw.size(); i++) {
                double units = raw.get(i).units()[h];
                BigDecimal value = BigDecimal.valueOf(units).setScale(DECIMALS, RoundingMode.HALF_UP);
                columns.get(i).add(value);
                left = left.subtract(value);
                if (Math.abs(units) > Math.abs(raw.get(largest).units()[h])) {
                    largest = i;
                }
            }
            List<BigDecimal> column = columns.get(largest);
            column.set(h, column.get(h).add(left));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            parts.add(new Part(raw.get(i).name(), title(raw.get(i).name()), List.copyOf(columns.get(i))));
        }
        return parts;
    }

    private static String title(String name) {
        return switch (name) {
            case "level" -> "What it usually sells";
            case "stock-out correction" -> "Sales that empty shelves hid";
            case "trend" -> "Trend";
            case "season" -> "Day of the week and season";
            case "similar items" -> "What similar products sell";
            case "learned" -> "Learned from all products";
            case "other models" -> "Other methods in the mix";
            case "alignment" -> "Fitted to its category's total";
            case "floor at zero" -> "Never below zero";
            case "override" -> "Planner's override";
            default -> name.startsWith("causes") ? "Holidays, prices and other causes" : name;
        };
    }
}
