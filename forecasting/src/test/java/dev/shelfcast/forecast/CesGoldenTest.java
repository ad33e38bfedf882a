package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.forecast.ces.CesForm;
import dev.shelfcast.forecast.ces.ComplexSmoothing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Complex exponential smoothing against statsforecast's AutoCES on ten series of R's data sets. */
class CesGoldenTest {
    @Test
    void theCriterionIsNeverWorseThanTheReferencesByMoreThanAFifth() {
        List<String> worse = new ArrayList<>();
        for (String[] row : Golden.rows("ces.csv")) {
            double ours = fit(row).parameters().get("aicc");
            if (!(ours <= Double.parseDouble(row[3]) + 0.2)) {
                worse.add(row[0] + " " + row[1] + " reference " + row[3] + " ours " + ours);
            }
        }
        assertThat(worse).isEmpty();
    }

    /** Where both reach the same likelihood they are the same model: then forecasts and fit agree within 0.5%. */
    @Test
    void equalLikelihoodMeansEqualForecasts() {
        int compared = 0;
        for (String[] row : Golden.rows("ces.csv")) {
            FittedModel model = fit(row);
            if (Math.abs(model.parameters().get("aicc") - Double.parseDouble(row[3])) > 0.2) {
                continue;
            }
            compared++;
            String what = row[0] + " " + row[1];
            assertThat(model.label()).as(what).isEqualTo("CES(" + row[2] + ")");
            assertThat(Golden.difference(model.mean(12), Golden.numbers(row[5])))
                    .as(what)
                    .isLessThan(0.005);
            double[] fitted = Arrays.copyOf(model.fitted(), 24);
            assertThat(Golden.difference(fitted, Golden.numbers(row[6])))
                    .as(what)
                    .isLessThan(0.005);
        }
        // The one left out is AirPassengers with a partial season, where ours finds a likelihood 55 better.
        assertThat(compared).isGreaterThanOrEqualTo(Golden.rows("ces.csv").size() - 1);
    }

    private static FittedModel fit(String[] row) {
        Series series = Golden.series(row[0]);
        return switch (row[1]) {
            case "N" -> ComplexSmoothing.of(CesForm.NONE).fit(series);
            case "S" -> ComplexSmoothing.of(CesForm.SIMPLE).fit(series);
            case "P" -> ComplexSmoothing.of(CesForm.PARTIAL).fit(series);
            case "F" -> ComplexSmoothing.of(CesForm.FULL).fit(series);
            default -> ComplexSmoothing.auto().fit(series);
        };
    }
}
