package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.forecast.command.Main;
import dev.shelfcast.forecast.demand.DemandSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library's command line with this module beside it. */
class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void theLearningMethodsCanBeChosenByName() throws IOException {
        StringBuilder text = new StringBuilder("unique_id,segment,ds,y\n");
        for (DemandSeries item : Shop.items(12, 300, true, 3)) {
            for (int t = 0; t < 300; t++) {
                text.append(item.id()).append(',').append(item.segment()).append(',');
                text.append(Shop.OPENED.plusDays(t)).append(',');
                text.append((int) item.series().values()[t]).append('\n');
            }
        }
        Path input = Files.writeString(folder.resolve("in.csv"), text);
        Path output = folder.resolve("out.csv");
        Main.main(new String[] {
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--horizon",
            "7",
            "--model",
            "lightgbm",
            "--sums"
        });
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(1 + 12 * 7);
        assertThat(lines.get(0)).isEqualTo("unique_id,ds,mean,q0.1,q0.5,q0.9,sum_q0.1,sum_q0.5,sum_q0.9");
        assertThat(lines.get(1)).startsWith("item0," + Shop.OPENED.plusDays(300) + ",");
        String table = printed(
                "evaluate",
                "--input",
                input.toString(),
                "--horizon",
                "7",
                "--windows",
                "1",
                "--model",
                "auto,lightgbm");
        assertThat(table.lines().map(l -> l.split(" ")[0])).contains("auto", "lightgbm");
        assertThat(printed("--help", "--help"))
                .contains("learn from all series: ensemble, lightgbm, lightgbm-tweedie, lstm");
    }

    private static String printed(String... arguments) {
        PrintStream usual = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Main.main(arguments);
        } finally {
            System.setOut(usual);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
