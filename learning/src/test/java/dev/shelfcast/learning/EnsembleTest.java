package dev.shelfcast.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistical, boosted and recurrent forecasts together. */
class EnsembleTest {
    private static final NetworkTraining.Plan SMALL = new NetworkTraining.Plan(12, 24, 120, 40, 5, 60);
    private static final DemandSettings SETTINGS = DemandSettings.of(7).withThreads(2);

    @TempDir
    Path folder;

    @Test
    void weighsAllThreeAndIsNotWorseThanTheBase() throws IOException {
        try {
            Torch.engine();
        } catch (EngineMissing missing) {
            assumeTrue(false, missing.getMessage());
        }
        // Ends on the 3rd of a month.
        List<DemandSeries> items = Shop.items(24, 429, true, 1);
        List<DemandSeries> known = Shop.before(items, 7);
        double base = Shop.wape(items, new DemandForecaster(SETTINGS).forecast(known));
        Ensemble ensemble = new Ensemble(SMALL);
        try (GlobalModel model = ensemble.train(known, SETTINGS, Progress.NONE)) {
            assertThat(Shop.wape(items, model.forecast(known))).isLessThan(base);
            double all = 0;
            for (String name : List.of("auto", "lightgbm", "lstm")) {
                all += model.parameters().get("weight." + name);
            }
            assertThat(all).isCloseTo(1, within(1e-9));
            model.save(folder);
            try (GlobalModel read = ensemble.load(folder)) {
                LightGbmTest.assertSame(model.forecast(known), read.forecast(known));
            }
        }
    }
}
