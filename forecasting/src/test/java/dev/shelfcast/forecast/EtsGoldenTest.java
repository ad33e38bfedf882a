package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.forecast.smoothing.EtsForm;
import dev.shelfcast.forecast.smoothing.EtsForm.Season;
import dev.shelfcast.forecast.smoothing.EtsForm.Trend;
import dev.shelfcast.forecast.smoothing.ExponentialSmoothing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AutoETS and its single forms against R's ets on ten series of R's data sets. */
class EtsGoldenTest {
    @Test
    void theCriterionIsNeverWorseThanRsByMoreThanOne() {
        List<String> worse = new ArrayList<>();
        for (String[] row : Golden.rows("ets.csv")) {
            double ours = fit(row).parameters().get("aicc");
            double reference = Double.parseDouble(row[2]);
            if (!(ours <= reference + 1)) {
                worse.add(row[0] + " " + row[1] + " R " + reference + " ours " + ours);
            }
        }
        // One known: a trend without season on the strongly seasonal nottem, where the likelihood has many valleys.
        assertThat(worse).hasSizeLessThanOrEqualTo(1).allMatch(w -> w.startsWith("nottem ETS(A;A;N)"));
    }

    /**
     * Where both reach the same likelihood they are the same model: then forecasts agree within 2% and intervals within
     * 6%.
     */
    @Test
    void equalLikelihoodMeansEqualForecasts() {
        int compared = 0;
        List<String> different = new ArrayList<>();
        for (String[] row : Golden.rows("ets.csv")) {
            FittedModel model = fit(row);
            double gap = Math.abs(model.parameters().get("aicc") - Double.parseDouble(row[2]));
            if (gap > 0.1 || !model.label().equals(row[1].replace(";", ","))) {
                continue;
            }
            compared++;
            double[] mean = model.mean(12);
            double[] upper = new double[12];
            double[] spread = model.spread(12).step();
            for (int h = 0; h < 12; h++) {
                upper[h] = mean[h] + 1.959964 * spread[h];
            }
            if (Golden.difference(mean, Golden.numbers(row[4])) > 0.02
                    || Golden.difference(upper, Golden.numbers(row[5])) > 0.06
                    || Golden.difference(model.fitted(), Golden.numbers(row[6])) > 0.03) {
                different.add(
                        row[0] + " " + row[1] + " mean " + Golden.difference(mean, Golden.numbers(row[4])) + " upper "
                                + Golden.difference(upper, Golden.numbers(row[5])) + " fitted "
                                + Golden.difference(model.fitted(), Golden.numbers(row[6])));
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(20);
    }

    private static FittedModel fit(String[] row) {
        Series series = Golden.series(row[0]);
        String[] parts = row[1].substring(4, row[1].length() - 1).split(";");
        Trend trend = parts[1].equals("N") ? Trend.NONE : parts[1].equals("A") ? Trend.ADDITIVE : Trend.DAMPED;
        Season season = switch (parts[2]) {
            case "N" -> Season.NONE;
            case "A" -> Season.ADDITIVE;
            default -> Season.MULTIPLICATIVE;
        };
        return ExponentialSmoothing.of(new EtsForm(parts[0].equals("M"), trend, season))
                .fit(series);
    }
}
