package dev.shelfcast.forecast.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, run in this process. */
class CommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void forecastsALongFileInItsOwnOrderAndDates() throws IOException {
        Path output = folder.resolve("out.csv");
        assertThat(run("--input", sales().toString(), "--output", output.toString(), "--horizon", "3", "--sums"))
                .isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(0)).isEqualTo("unique_id,ds,mean,q0.1,q0.5,q0.9,sum_q0.1,sum_q0.5,sum_q0.9");
        assertThat(lines).hasSize(7);
        assertThat(lines.get(1)).startsWith("\"b,1\",2026-03-02,");
        assertThat(lines.get(6)).startsWith("a,2026-03-04,");
        assertThat(Double.parseDouble(lines.get(4).split(",")[2])).isBetween(4.5, 5.5);
    }

    @Test
    void evaluatesSeveralModels() throws IOException {
        String models = "auto,sma28,box-cox-arima";
        assertThat(run("evaluate", "--input", sales().toString(), "--horizon", "7", "--model", models))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("2 series")
                .contains("box-cox-arima")
                .contains("WAPE");
    }

    @Test
    void refusesWhatItCannotWorkWithAndSaysWhy() throws IOException {
        Path broken = folder.resolve("broken.csv");
        Files.writeString(broken, "unique_id,ds,y\na,2026-01-01,1\na,2026-01-01,2\n");
        assertThat(run("--input", broken.toString(), "--output", "x", "--horizon", "3"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("two rows for 2026-01-01");
        Files.writeString(broken, "unique_id,ds,y\na,2026-01-01,many\n");
        assertThat(run("--input", broken.toString(), "--output", "x", "--horizon", "3"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Line 2").contains("'many'");
        Files.writeString(broken, "id,ds,y\n");
        assertThat(run("--input", broken.toString(), "--output", "x", "--horizon", "3"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no column 'unique_id'");
        assertThat(run("--input", broken.toString(), "--horizon", "3", "--model", "magic"))
                .isEqualTo(2);
    }

    @Test
    void aLearningMethodThatIsNotInstalledIsRefusedWithWhereToFindIt() throws IOException {
        assertThat(run("evaluate", "--input", sales().toString(), "--horizon", "3", "--model", "lightgbm"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("shelfcast-learning.jar");
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Methods that learn from all series: none installed");
    }

    @Test
    void monthsKeepTheirEnds() throws IOException {
        Path file = folder.resolve("months.csv");
        StringBuilder text = new StringBuilder("unique_id,ds,y\n");
        LocalDate month = LocalDate.of(2023, 1, 1);
        for (int i = 0; i < 30; i++) {
            text.append("m,")
                    .append(month.plusMonths(i)
                            .withDayOfMonth(month.plusMonths(i).lengthOfMonth()));
            text.append(',').append(100 + i).append('\n');
        }
        Files.writeString(file, text);
        Path output = folder.resolve("months-out.csv");
        assertThat(run("--input", file.toString(), "--output", output.toString(), "--horizon", "8", "--freq", "M"))
                .isZero();
        assertThat(Files.readAllLines(output).get(8)).startsWith("m,2026-02-28,");
    }

    private Path sales() throws IOException {
        StringBuilder text = new StringBuilder("unique_id,ds,y,in_stock\n");
        for (int t = 0; t < 60; t++) {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(t);
            text.append("\"b,1\",").append(day).append(',').append(2 + t % 2).append(",1\n");
            text.append("a,").append(day).append(',').append(5).append(",\n");
        }
        Path file = folder.resolve("sales.csv");
        Files.writeString(file, text);
        return file;
    }

    private int run(String... arguments) {
        return Main.run(new PrintStream(out), new PrintStream(err), arguments);
    }
}
