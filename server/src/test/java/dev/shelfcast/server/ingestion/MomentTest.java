package dev.shelfcast.server.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Seeds;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20",
        "2026/11/20, 2026-11-20",
        "20261120, 2026-11-20",
        "20/11/2026, 2026-11-20",
        "3-4-26, 2026-04-03",
        "20.11.2026, 2026-11-20",
        "20-Nov-2026, 2026-11-20",
        "20 November 2026, 2026-11-20",
        "2026-11-20 09:30, 2026-11-20 09:30",
        "2026-11-20T09:30:15, 2026-11-20 09:30:15",
        "2026-11-20T09:30:15.250Z, 2026-11-20 09:30:15.250 Z",
        "2026-11-20T09:30+05:30, 2026-11-20 09:30 +05:30",
        "2026-11-20 09:30:00 -0800, 2026-11-20 09:30 -08:00",
        "20/11/2026 9:30 PM, 2026-11-20 21:30",
        "20/11/2026 12:05am, 2026-11-20 00:05",
        "46346, 2026-11-20",
        "46346.75, 2026-11-20 18:00"
    })
    void readsDatesAsShopsWriteThem(String text, String expected) {
        assertThat(read(text, DayOrder.DAY_FIRST)).isEqualTo(expected);
    }

    @Test
    void readsTheMonthFirstWhereTold() {
        assertThat(read("12/1/2010 8:26", DayOrder.MONTH_FIRST)).isEqualTo("2010-12-01 08:26");
        assertThat(read("Nov 20, 2026", DayOrder.MONTH_FIRST)).isEqualTo("2026-11-20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29", "2026-13-01", "31/04/2026", "20/11", "yesterday", "2026-11-20T25:00", "2026-11-20x",
                        "12345",
                "2026-11-20 09:30 PST", "0000-00-00", "1/1/1", "2026-11-20 9", "99999999", "20-Foo-2026", "--",
                        "2026--11-20"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(read(text, DayOrder.DAY_FIRST)).isEqualTo("NO");
    }

    @Test
    void readsWhatJavaWrites() {
        Seeds.check(500, random -> {
            LocalDate day = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(25_000));
            LocalTime time = LocalTime.ofSecondOfDay(random.nextInt(86_400));
            for (String pattern : new String[] {
                "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy h:mm:ss a", "d.M.yyyy HH:mm:ss", "dd MMM yyyy HH:mm:ss"
            }) {
                String text =
                        DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day.atTime(time));
                Moment moment = new Moment(DayOrder.DAY_FIRST);
                assertThat(moment.parse(text.toCharArray(), 0, text.length()))
                        .as(text)
                        .isTrue();
                assertThat(moment.epochDay).as(text).isEqualTo((int) day.toEpochDay());
                assertThat(moment.second).as(text).isEqualTo(time.toSecondOfDay());
            }
        });
    }

    private static String read(String text, DayOrder order) {
        Moment moment = new Moment(order);
        if (!moment.parse(text.toCharArray(), 0, text.length())) {
            return "NO";
        }
        String day = LocalDate.ofEpochDay(moment.epochDay).toString();
        String time = moment.second == Moment.NO_TIME
                ? ""
                : " " + LocalTime.ofSecondOfDay(moment.second).plusNanos(moment.micros * 1000L);
        String zone = moment.offset == Moment.NO_OFFSET ? "" : " " + ZoneOffset.ofTotalSeconds(moment.offset);
        return day + time + zone;
    }
}
