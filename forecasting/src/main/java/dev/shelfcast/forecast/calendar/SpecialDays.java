package dev.shelfcast.forecast.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Days that move demand, by name, and the columns of causes that they make. Fixed and rule-based holidays of India, the
 * United States and the United Kingdom are built in; those that follow the moon by local sighting are imported with
 * {@link #with}.
 */
public final class SpecialDays {
    private final Map<String, List<LocalDate>> days;

    private SpecialDays(Map<String, List<LocalDate>> days) {
        this.days = days;
    }

    /** No days. */
    public static SpecialDays none() {
        return new SpecialDays(Map.of());
    }

    /**
     * The rule-based holidays of a country over a span of years.
     *
     * @param country IN, US or UK
     * @param from first year
     * @param to last year
     * @throws IllegalArgumentException for another country
     */
    public static SpecialDays of(String country, int from, int to) {
        SpecialDays all = none();
        for (int year = from; year <= to; year++) {
            all = switch (country) {
                case "IN" -> all.india(year);
                case "US" -> all.unitedStates(year);
                case "UK" -> all.unitedKingdom(year);
                default ->
                    throw new IllegalArgumentException(
                            "There are rules for IN, US and UK, not for '" + country + "'. Import the days instead.");
            };
        }
        return all;
    }

    /** The same days with others of one name. */
    public SpecialDays with(String name, LocalDate... dates) {
        Map<String, List<LocalDate>> more = new LinkedHashMap<>(days);
        List<LocalDate> all = new ArrayList<>(more.getOrDefault(name, List.of()));
        all.addAll(List.of(dates));
        more.put(name, List.copyOf(all));
        return new SpecialDays(more);
    }

    /** The names. */
    public List<String> names() {
        return List.copyOf(days.keySet());
    }

    /** The dates of a name. */
    public List<LocalDate> dates(String name) {
        return days.getOrDefault(name, List.of());
    }

    /**
     * One column of flags per name and day of its window, for {@code Series.withRegressors}.
     *
     * @param start date of the first step
     * @param steps days, history and future together
     * @param before days before a holiday that get a column of their own
     * @param after days after it
     * @return {@code column[k][t]}: 1 on the day, else 0; columns that are 0 throughout are left out
     */
    public double[][] columns(LocalDate start, int steps, int before, int after) {
        List<double[]> columns = new ArrayList<>();
        for (List<LocalDate> dates : days.values()) {
            for (int offset = -before; offset <= after; offset++) {
                double[] column = new double[steps];
                boolean any = false;
                for (LocalDate date : dates) {
                    long t = date.plusDays(offset).toEpochDay() - start.toEpochDay();
                    if (t >= 0 && t < steps) {
                        column[(int) t] = 1;
                        any = true;
                    }
                }
                if (any) {
                    columns.add(column);
                }
            }
        }
        return columns.toArray(double[][]::new);
    }

    /**
     * A column of flags on the last {@code window} days of a month and the first of the next, when wages have just
     * come.
     */
    public static double[] payday(LocalDate start, int steps, int window) {
        double[] column = new double[steps];
        for (int t = 0; t < steps; t++) {
            LocalDate day = start.plusDays(t);
            boolean end = day.lengthOfMonth() - day.getDayOfMonth() < window;
            column[t] = end || day.getDayOfMonth() <= window ? 1 : 0;
        }
        return column;
    }

    private SpecialDays india(int year) {
        return with("Republic Day", LocalDate.of(year, 1, 26))
                .with("Independence Day", LocalDate.of(year, 8, 15))
                .with("Gandhi Jayanti", LocalDate.of(year, 10, 2))
                .with("Labour Day", LocalDate.of(year, 5, 1))
                .with("Good Friday", easter(year).minusDays(2))
                .with("Christmas", LocalDate.of(year, 12, 25))
                .with("New Year", LocalDate.of(year, 1, 1))
                .with("Diwali", newMoonNear(LocalDate.of(year, 10, 31)));
    }

    private SpecialDays unitedStates(int year) {
        return with("New Year", LocalDate.of(year, 1, 1))
                .with("Martin Luther King Day", nth(year, Month.JANUARY, DayOfWeek.MONDAY, 3))
                .with("Presidents Day", nth(year, Month.FEBRUARY, DayOfWeek.MONDAY, 3))
                .with("Easter", easter(year))
                .with("Memorial Day", last(year, Month.MAY, DayOfWeek.MONDAY))
                .with("Independence Day", LocalDate.of(year, 7, 4))
                .with("Labor Day", nth(year, Month.SEPTEMBER, DayOfWeek.MONDAY, 1))
                .with("Halloween", LocalDate.of(year, 10, 31))
                .with("Thanksgiving", nth(year, Month.NOVEMBER, DayOfWeek.THURSDAY, 4))
                .with("Christmas", LocalDate.of(year, 12, 25));
    }

    private SpecialDays unitedKingdom(int year) {
        return with("New Year", LocalDate.of(year, 1, 1))
                .with("Good Friday", easter(year).minusDays(2))
                .with("Easter", easter(year))
                .with("Easter Monday", easter(year).plusDays(1))
                .with("Early May", nth(year, Month.MAY, DayOfWeek.MONDAY, 1))
                .with("Spring", last(year, Month.MAY, DayOfWeek.MONDAY))
                .with("Summer", last(year, Month.AUGUST, DayOfWeek.MONDAY))
                .with("Christmas", LocalDate.of(year, 12, 25))
                .with("Boxing Day", LocalDate.of(year, 12, 26));
    }

    private static LocalDate nth(int year, Month month, DayOfWeek day, int n) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
    }

    private static LocalDate last(int year, Month month, DayOfWeek day) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(day));
    }

    /** Easter Sunday of the Gregorian calendar (the anonymous algorithm published in Nature, 1876). */
    public static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }

    /**
     * The day in India of the mean new moon nearest to a date. Diwali is the new moon between mid October and mid
     * November; the mean moon is within a day of it.
     */
    private static LocalDate newMoonNear(LocalDate date) {
        double month = 29.530588853;
        // New moon of 2000-01-06 18:14 UTC, as days since 1970 in Indian time (UTC + 5:30).
        double first = LocalDate.of(2000, 1, 6).toEpochDay() + (18 + 14 / 60.0 + 5.5) / 24;
        long turns = Math.round((date.toEpochDay() - first) / month);
        return LocalDate.ofEpochDay((long) Math.floor(first + turns * month));
    }
}
