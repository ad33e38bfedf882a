package dev.shelfcast.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holidays of Mumbai and what they do to shopping. The days of moving feasts are those of the Indian calendars for 2025
 * to 2027; the moon may move one by a day.
 */
final class Festivals {

    private static final Map<String, List<String>> MOVING = Map.ofEntries(
            Map.entry("Maha Shivaratri", List.of("2025-02-26", "2026-02-15", "2027-03-06")),
            Map.entry("Holi", List.of("2025-03-14", "2026-03-04", "2027-03-22")),
            Map.entry("Gudi Padwa", List.of("2025-03-30", "2026-03-19", "2027-04-07")),
            Map.entry("Eid al-Fitr", List.of("2025-03-31", "2026-03-21", "2027-03-10")),
            Map.entry("Ram Navami", List.of("2025-04-06", "2026-03-26", "2027-04-15")),
            Map.entry("Good Friday", List.of("2025-04-18", "2026-04-03", "2027-03-26")),
            Map.entry("Eid al-Adha", List.of("2025-06-07", "2026-05-27", "2027-05-17")),
            Map.entry("Raksha Bandhan", List.of("2025-08-09", "2026-08-28", "2027-08-17")),
            Map.entry("Janmashtami", List.of("2025-08-16", "2026-09-04", "2027-08-25")),
            Map.entry("Ganesh Chaturthi", List.of("2025-08-27", "2026-09-14", "2027-09-04")),
            Map.entry("Dussehra", List.of("2025-10-02", "2026-10-20", "2027-10-09")),
            Map.entry("Diwali", List.of("2025-10-21", "2026-11-08", "2027-10-29")),
            Map.entry("Bhai Dooj", List.of("2025-10-23", "2026-11-11", "2027-10-31")),
            Map.entry("Guru Nanak Jayanti", List.of("2025-11-05", "2026-11-24", "2027-11-14")));

    private static final Map<String, String> FIXED = Map.of(
            "Republic Day", "-01-26",
            "Maharashtra Day", "-05-01",
            "Independence Day", "-08-15",
            "Gandhi Jayanti", "-10-02",
            "Christmas", "-12-25");

    /** How many times as much is sold on the eve of a feast of sweets and gifts, by category. */
    private static final Map<String, Double> FEAST = Map.of(
            "Snacks/Sweets", 3.4,
            "Staples/Dry Fruit", 2.4,
            "Snacks/Chocolate", 1.7,
            "Household/Festive", 4.5,
            "Dairy/Butter and Ghee", 1.6,
            "Staples/Oil and Sugar", 1.5,
            "Staples/Flour", 1.4,
            "Snacks/Chips and Namkeen", 1.4,
            "Vegetables/Daily", 1.15);

    private static final List<String> FEASTS =
            List.of("Holi", "Raksha Bandhan", "Janmashtami", "Ganesh Chaturthi", "Dussehra", "Diwali", "Bhai Dooj");

    /** Days before a feast on which people already buy for it. */
    private static final int RUN_UP = 5;

    record Festival(LocalDate day, String name) {}

    private Festivals() {}

    static List<Festival> between(LocalDate from, LocalDate to) {
        List<Festival> all = new ArrayList<>();
        MOVING.forEach((name, days) -> days.forEach(day -> all.add(new Festival(LocalDate.parse(day), name))));
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            for (Map.Entry<String, String> fixed : FIXED.entrySet()) {
                all.add(new Festival(LocalDate.parse(year + fixed.getValue()), fixed.getKey()));
            }
        }
        return all.stream()
                .filter(festival ->
                        !festival.day().isBefore(from) && !festival.day().isAfter(to))
                .sorted(java.util.Comparator.comparing(Festival::day).thenComparing(Festival::name))
                .toList();
    }

    /** The factor on a category's sales of the day; 1 on a usual one. */
    static double factor(List<Festival> festivals, LocalDate day, String category) {
        double factor = 1;
        for (Festival festival : festivals) {
            long ahead = festival.day().toEpochDay() - day.toEpochDay();
            if (ahead == 0) {
                factor *= 1.12;
            }
            if (ahead >= 0 && ahead <= RUN_UP && FEASTS.contains(festival.name())) {
                double eve = FEAST.getOrDefault(category, 1.0);
                factor = Math.max(factor, 1 + (eve - 1) * (RUN_UP + 1 - ahead) / (RUN_UP + 1.0));
            }
        }
        return factor;
    }
}
