package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.server.forecasting.ModelChoice.Chosen;
import dev.shelfcast.server.forecasting.Targets.Target;
import dev.shelfcast.server.forecasting.models.HeldBack;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Refusal;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forecasts worked out while the caller waits. */
@RestController
@RequestMapping("/api/v1/forecasting")
@Tag(name = "Forecasting")
class PredictApi {

    private static final int LONGEST_HORIZON = 400;
    private static final int LONGEST_COMPARED = 90;
    private static final int MOST_METHODS = 8;
    private static final int MOST_FOLDS = 4;

    private final Prediction prediction;
    private final ModelChoice choice;
    private final Targets targets;

    PredictApi(Prediction prediction, ModelChoice choice, Targets targets) {
        this.prediction = prediction;
        this.choice = choice;
        this.targets = targets;
    }

    /**
     * What to forecast.
     *
     * @param model a number of the registry or a method's name; null is the one in force
     * @param horizon days ahead, 42 when left out
     * @param levels probabilities of the quantiles
     */
    record PredictRequest(
            StoreCode store,
            Sku sku,
            @Nullable String model,
            @Nullable Integer horizon,
            @Nullable List<Double> levels) {}

    /** A day to come; quantiles stand in the order of the levels. */
    record Day(LocalDate day, BigDecimal mean, List<BigDecimal> quantiles) {}

    /** All days up to this one together. */
    record Sum(int days, BigDecimal mean, List<BigDecimal> quantiles) {}

    record Predicted(
            String model,
            @Nullable Long modelId,
            String label,
            LocalDate asOf,
            List<BigDecimal> levels,
            List<Day> forecast,
            List<Sum> sums) {}

    @PostMapping("/predict")
    @Reads
    @Operation(summary = "Forecasts a product in a store now, by any model, at any quantiles, up to 400 days ahead")
    Predicted predict(@RequestBody PredictRequest request) {
        int horizon = request.horizon() == null ? ForecastRun.HORIZON_DAYS : request.horizon();
        within("horizon", horizon, LONGEST_HORIZON);
        if (request.levels() != null) {
            TrainingSettings.checkLevels("levels", request.levels());
        }
        Target target = targets.target(request.store(), request.sku());
        Chosen chosen = choice.of(request.model(), target);
        double[] levels = request.levels() == null
                ? chosen.settings().allLevels()
                : request.levels().stream().mapToDouble(Double::doubleValue).toArray();
        return prediction.inTurn(() -> {
            List<DemandSeries> block = prediction.block(target, chosen);
            Forecast forecast = prediction.forecast(chosen, block, horizon, levels);
            LocalDate asOf = prediction.asOf();
            return new Predicted(
                    chosen.method(),
                    chosen.modelId(),
                    forecast.model(),
                    asOf,
                    decimals(levels, 4),
                    days(asOf, forecast),
                    sums(forecast));
        });
    }

    /**
     * What one method makes of the series.
     *
     * @param metrics its errors on the days held back; null where they cannot be told
     * @param problem why it has no forecast, or no errors of its own
     */
    record Compared(
            String model,
            @Nullable Long modelId,
            @Nullable String label,
            @Nullable Map<String, Double> metrics,
            List<Day> forecast,
            @Nullable String problem) {}

    record Comparison(
            StoreCode store,
            Sku sku,
            LocalDate asOf,
            List<BigDecimal> levels,
            int folds,
            int holdoutDays,
            List<Compared> models) {}

    @GetMapping("/compare")
    @Reads
    @Operation(
            summary = "Several methods on one series: their errors on days held back, and what each forecasts",
            description = "Folds of at most 42 days are held back, the last one ending with the last day of sales.")
    Comparison compare(
            @RequestParam StoreCode store,
            @RequestParam Sku sku,
            @RequestParam(defaultValue = "auto,auto-ets,theta,seasonal-naive") String models,
            @RequestParam(defaultValue = "28") int horizon,
            @RequestParam(defaultValue = "2") int folds) {
        within("horizon", horizon, LONGEST_COMPARED);
        within("folds", folds, MOST_FOLDS);
        List<String> names = Arrays.stream(models.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        within("number of models", names.size(), MOST_METHODS);
        Target target = targets.target(store, sku);
        List<Chosen> chosen = names.stream().map(name -> chosen(name, target)).toList();
        int days = Math.min(horizon, ForecastRun.HORIZON_DAYS);
        double[] levels = TrainingSettings.usual().allLevels();
        return prediction.inTurn(() -> new Comparison(
                store,
                sku,
                prediction.asOf(),
                decimals(levels, 4),
                folds,
                days,
                chosen.stream()
                        .map(one -> compared(one, target, new Extent(horizon, folds, days)))
                        .toList()));
    }

    /** A method that is not trained yet is no reason to refuse the others; one that does not exist is. */
    private Chosen chosen(String name, Target target) {
        try {
            return choice.of(name, target);
        } catch (Refusal refusal) {
            if (refusal.code().equals("MODEL_NOT_TRAINED")) {
                return new Chosen(name, TrainingSettings.usual(), null, "");
            }
            throw refusal;
        }
    }

    private record Extent(int horizon, int folds, int days) {}

    private Compared compared(Chosen chosen, Target target, Extent extent) {
        if ("".equals(chosen.artifact())) {
            return new Compared(chosen.method(), null, null, null, List.of(), "not trained yet");
        }
        List<DemandSeries> block = prediction.block(target, chosen);
        try {
            Forecast forecast = prediction.forecast(
                    chosen, block, extent.horizon(), TrainingSettings.usual().allLevels());
            HeldBack held = chosen.artifact() == null
                    ? prediction.backtest(chosen, block, extent.folds(), extent.days())
                    : null;
            String problem = held == null
                    ? "it has learned from the days that would be held back; see the metrics of model "
                            + chosen.modelId()
                    : held.series() == 0 ? "the history is too short to hold days back" : null;
            return new Compared(
                    chosen.method(),
                    chosen.modelId(),
                    forecast.model(),
                    held == null || held.series() == 0 ? null : held.metrics(),
                    days(prediction.asOf(), forecast),
                    problem);
        } catch (Refusal refusal) {
            return new Compared(chosen.method(), chosen.modelId(), null, null, List.of(), refusal.detail());
        }
    }

    private static List<Day> days(LocalDate asOf, Forecast forecast) {
        List<Day> days = new ArrayList<>();
        for (int h = 0; h < forecast.horizon(); h++) {
            days.add(new Day(
                    asOf.plusDays(h + 1L), decimal(forecast.mean()[h], 2), decimals(forecast.quantiles()[h], 2)));
        }
        return days;
    }

    private static List<Sum> sums(Forecast forecast) {
        List<Sum> sums = new ArrayList<>();
        for (int h = 1; h <= forecast.horizon(); h++) {
            sums.add(new Sum(h, decimal(forecast.sumMean(h), 2), decimals(forecast.sumQuantiles()[h - 1], 2)));
        }
        return sums;
    }

    private static List<BigDecimal> decimals(double[] values, int scale) {
        return DoubleStream.of(values).mapToObj(value -> decimal(value, scale)).toList();
    }

    private static BigDecimal decimal(double value, int scale) {
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP);
    }

    private static void within(String field, int value, int most) {
        if (value < 1 || value > most) {
            String rule = "It has to be 1 to %d.".formatted(most);
            throw new Invalid(
                    "VALUE_OUT_OF_RANGE",
                    "The %s %d is not possible. %s".formatted(field, value, rule),
                    List.of(new FieldProblem(field, rule, String.valueOf(value))));
        }
    }
}
