package dev.shelfcast.server.forecasting.explanation;

import dev.shelfcast.server.forecasting.explanation.Explanation.Raw;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in sentences what the parts of a forecast say in numbers. */
final class Wording {

    /** Weekdays that differ less are not worth a sentence. */
    private static final double NOTABLE_SHARE = 0.05;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private Wording() {}

    /** An override in force on days of the forecast. */
    record Said(
            String planner, String kind, double value, String reason, boolean shared, LocalDate from, LocalDate to) {}

    /**
     * What is told.
     *
     * @param demandClass SMOOTH, ERRATIC, INTERMITTENT, LUMPY, NEW or DEAD
     * @param analogy what stands in for the sales of a product that has none, or null
     * @param week the units of the next seven days that 8 weeks out of 10 lie between, or null where unknown
     */
    record Facts(
            LocalDate asOf,
            @Nullable String demandClass,
            @Nullable String analogy,
            List<Raw> parts,
            List<Said> overrides,
            double @Nullable [] week) {}

    static List<String> sentences(Facts facts) {
        List<String> sentences = new ArrayList<>();
        double level = mean(facts, "level") + mean(facts, "stock-out correction");
        level = facts.analogy() == null ? level : mean(facts, "similar items");
        addLevel(sentences, facts, level);
        addWeekdays(sentences, facts, level);
        addTrend(sentences, facts, level);
        double hidden = mean(facts, "stock-out correction");
        if (hidden > 0.005 * level && hidden >= 0.05) {
            sentences.add("Empty shelves hid some sales: %s a day are added for them.".formatted(number(hidden)));
        }
        addCauses(sentences, facts);
        double aligned = mean(facts, "alignment");
        if (level > 0 && Math.abs(aligned) > 0.005 * level) {
            sentences.add("All products of its category together are expected to sell %s, so it is scaled by %s."
                    .formatted(aligned > 0 ? "more" : "less", percent(aligned / level)));
        }
        double others = mean(facts, "other models");
        if (Math.abs(others) > 0.005 * level && Math.abs(others) >= 0.05) {
            sentences.add("Other methods in the mix see it differently: %s a day.".formatted(signed(others)));
        }
        addOverrides(sentences, facts);
        double[] week = facts.week();
        if (week != null) {
            sentences.add("The next seven days bring %s to %s units in 8 weeks out of 10."
                    .formatted(number(week[0]), number(week[1])));
        }
        return sentences;
    }

    private static void addLevel(List<String> sentences, Facts facts, double level) {
        String kind = facts.demandClass() == null ? "" : facts.demandClass();
        String rate = level >= 1 ? number(level) + " a day" : number(level * 7) + " a week";
        if (facts.analogy() != null) {
            sentences.add("It has not been sold here yet: about %s, %s.".formatted(rate, facts.analogy()));
            return;
        }
        sentences.add(
                switch (kind) {
                    case "DEAD" -> "It has hardly sold of late: about %s.".formatted(rate);
                    case "NEW" ->
                        "It is new: about %s, judged by its few days and by what its category does.".formatted(rate);
                    case "INTERMITTENT", "LUMPY" -> "It sells now and then, about %s.".formatted(rate);
                    default -> "It sells about %s.".formatted(rate);
                });
    }

    private static void addWeekdays(List<String> sentences, Facts facts, double level) {
        double[] season = units(facts, "season");
        if (season == null || level <= 0 || season.length < 7) {
            return;
        }
        Map<DayOfWeek, Double> byDay = new EnumMap<>(DayOfWeek.class);
        int weeks = season.length / 7;
        for (int h = 0; h < weeks * 7; h++) {
            byDay.merge(facts.asOf().plusDays(h + 1L).getDayOfWeek(), season[h] / weeks / level, Double::sum);
        }
        DayOfWeek best = DayOfWeek.MONDAY;
        DayOfWeek worst = DayOfWeek.MONDAY;
        for (Map.Entry<DayOfWeek, Double> day : byDay.entrySet()) {
            best = day.getValue() > share(byDay, best) ? day.getKey() : best;
            worst = day.getValue() < share(byDay, worst) ? day.getKey() : worst;
        }
        if (share(byDay, best) - share(byDay, worst) >= NOTABLE_SHARE) {
            sentences.add("%s are its best days (%s), %s its quietest (%s)."
                    .formatted(plural(best), percent(share(byDay, best)), plural(worst), percent(share(byDay, worst))));
        }
    }

    private static double share(Map<DayOfWeek, Double> byDay, DayOfWeek day) {
        return byDay.getOrDefault(day, 0.0);
    }

    private static void addTrend(List<String> sentences, Facts facts, double level) {
        double[] trend = units(facts, "trend");
        if (trend == null || trend.length < 2) {
            return;
        }
        double perWeek = 7 * (trend[trend.length - 1] - trend[0]) / (trend.length - 1);
        if (Math.abs(perWeek) > 0.005 * level && Math.abs(perWeek) >= 0.05) {
            sentences.add("It %s: by %s a day from week to week."
                    .formatted(perWeek > 0 ? "grows" : "declines", number(Math.abs(perWeek))));
        }
    }

    private static void addCauses(List<String> sentences, Facts facts) {
        double[] causes = units(facts, "causes");
        if (causes == null) {
            return;
        }
        int strongest = 0;
        for (int h = 1; h < causes.length; h++) {
            strongest = Math.abs(causes[h]) > Math.abs(causes[strongest]) ? h : strongest;
        }
        if (Math.abs(causes[strongest]) >= 0.05) {
            sentences.add("Holidays, prices and other known causes move it, most on %s (%s)."
                    .formatted(DAY.format(facts.asOf().plusDays(strongest + 1L)), signed(causes[strongest])));
        }
    }

    private static void addOverrides(List<String> sentences, Facts facts) {
        for (Said said : facts.overrides()) {
            String of = said.shared() ? " of all that it covers" : "";
            String what = switch (said.kind()) {
                case "SET" -> "set the day%s to %s".formatted(of, exact(said.value()));
                case "ADD" ->
                    "added %s a day%s".formatted((said.value() < 0 ? "−" : "+") + exact(Math.abs(said.value())), of);
                default -> "changed it by " + percent(said.value() / 100);
            };
            String when = said.from().equals(said.to())
                    ? "on " + DAY.format(said.from())
                    : "from %s to %s".formatted(DAY.format(said.from()), DAY.format(said.to()));
            sentences.add("%s %s %s (%s)."
                    .formatted(
                            said.planner(),
                            what,
                            when,
                            said.reason().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
    }

    /** The sum of the parts of this name, also of those that are numbered; null where there is none. */
    private static double @Nullable [] units(Facts facts, String name) {
        return facts.parts().stream()
                .filter(part -> part.name().equals(name) || part.name().startsWith(name + " ") && name.equals("causes"))
                .map(Raw::units)
                .reduce((a, b) -> {
                    double[] sum = a.clone();
                    Arrays.setAll(sum, h -> a[h] + b[h]);
                    return sum;
                })
                .orElse(null);
    }

    private static double mean(Facts facts, String name) {
        double[] units = units(facts, name);
        return units == null ? 0 : Arrays.stream(units).average().orElse(0);
    }

    private static String plural(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.1f" : "%,.0f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** What a person typed, with up to three decimals. */
    private static String exact(double value) {
        return String.format(Locale.ROOT, "%,.3f", value).replaceAll("\\.?0+$", "");
    }

    private static String signed(double value) {
        return (value < 0 ? "−" : "+") + number(Math.abs(value));
    }

    private static String percent(double share) {
        return (share < 0 ? "−" : "+") + String.format(Locale.ROOT, "%.0f%%", Math.abs(share) * 100);
    }
}
