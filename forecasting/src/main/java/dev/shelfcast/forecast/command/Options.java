package dev.shelfcast.forecast.command;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.Frequency;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a command, read from its arguments. */
record Options(
        boolean evaluate,
        Path input,
        @Nullable Path output,
        @Nullable Path future,
        int horizon,
        Frequency frequency,
        int[] seasons,
        List<String> models,
        double[] quantiles,
        int threads,
        boolean nonNegative,
        boolean zeroGaps,
        boolean sums,
        int windows,
        int step,
        long seed) {

    static final String USAGE = """
            Forecasts time series from a CSV file in the long format (unique_id,ds,y).

              java -jar shelfcast-forecast.jar --input FILE --output FILE --horizon N [options]
              java -jar shelfcast-forecast.jar evaluate --input FILE --horizon N [options]

            --input FILE        CSV or CSV.gz with the columns unique_id, ds, y; optional: in_stock (share 0..1
                                of the step in which the item could be bought), segment (items
                                that share a profile), and columns of causes
            --output FILE       where to write unique_id,ds,mean,q0.1,...; .gz compresses
            --horizon N         steps ahead
            --freq H|D|W|M      step of the series (default D)
            --season N[,N...]   seasonal periods in steps; 1 for none (default 24, 7, 52 or 12)
            --model NAME        method, default auto; evaluate takes several, separated by commas
            --quantiles LIST    probabilities, default 0.1,0.5,0.9
            --threads N         default: all processors; the answer does not depend on it
            --non-negative      cut mean and quantiles at zero
            --fill-zero         steps without a row are zero demand (default: unknown)
            --sums              add quantiles of the running sum from the first step, sum_q0.9 (lead-time demand)
            --future FILE       unique_id, ds and the columns of causes for the steps to forecast
            --windows N         evaluate: origins (default 3)
            --step N            evaluate: steps between origins (default the horizon)
            --seed N            seed of models that simulate (default 1)
            """;

    private static final Set<String> FLAGS = Set.of("--non-negative", "--fill-zero", "--sums");
    private static final Set<String> VALUES = Set.of(
            "--input",
            "--output",
            "--horizon",
            "--freq",
            "--season",
            "--model",
            "--quantiles",
            "--threads",
            "--future",
            "--windows",
            "--step",
            "--seed");

    static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        boolean evaluate = arguments.length > 0 && arguments[0].equals("evaluate");
        for (int i = evaluate || (arguments.length > 0 && arguments[0].equals("forecast")) ? 1 : 0;
                i < arguments.length;
                i++) {
            String name = arguments[i];
            if (FLAGS.contains(name)) {
                given.put(name, "");
            } else if (VALUES.contains(name) && i + 1 < arguments.length) {
                given.put(name, arguments[++i]);
            } else if (VALUES.contains(name)) {
                throw new UsageException("The option " + name + " needs a value.");
            } else {
                throw new UsageException("There is no option '" + name + "'.");
            }
        }
        return build(evaluate, given);
    }

    private static Options build(boolean evaluate, Map<String, String> given) {
        Frequency frequency = frequency(given.getOrDefault("--freq", "D"));
        int horizon = whole("--horizon", required(given, "--horizon"), 1, ForecastRequest.MAX_HORIZON);
        String seasons = given.getOrDefault("--season", Integer.toString(frequency.usualPeriod()));
        String output = given.get("--output");
        String future = given.get("--future");
        if (!evaluate && output == null) {
            throw new UsageException("The option --output is missing: where should the forecasts go?");
        }
        int processors = Runtime.getRuntime().availableProcessors();
        return new Options(
                evaluate,
                Path.of(required(given, "--input")),
                output == null ? null : Path.of(output),
                future == null ? null : Path.of(future),
                horizon,
                frequency,
                Arrays.stream(seasons.split(","))
                        .mapToInt(s -> whole("--season", s, 1, 10_000))
                        .toArray(),
                List.of(given.getOrDefault("--model", "auto").split(",")),
                levels(given.getOrDefault("--quantiles", "0.1,0.5,0.9")),
                whole("--threads", given.getOrDefault("--threads", Integer.toString(processors)), 1, 1024),
                given.containsKey("--non-negative"),
                given.containsKey("--fill-zero"),
                given.containsKey("--sums"),
                whole("--windows", given.getOrDefault("--windows", "3"), 1, 1000),
                whole("--step", given.getOrDefault("--step", Integer.toString(horizon)), 1, 10_000),
                whole("--seed", given.getOrDefault("--seed", "1"), 0, Integer.MAX_VALUE));
    }

    ForecastRequest request() {
        return new ForecastRequest(horizon, quantiles, nonNegative, seed);
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new UsageException("The option " + name + " is missing.");
        }
        return value;
    }

    private static int whole(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notWhole) {
            // Falls through to the same refusal as a number out of range.
        }
        throw new UsageException("The option " + name + " must be a whole number from " + least + " to " + most
                + ", not '" + text + "'.");
    }

    private static Frequency frequency(String text) {
        return switch (text.toUpperCase(java.util.Locale.ROOT)) {
            case "H" -> Frequency.HOURLY;
            case "D" -> Frequency.DAILY;
            case "W" -> Frequency.WEEKLY;
            case "M", "MS", "ME" -> Frequency.MONTHLY;
            default -> throw new UsageException("The option --freq must be H, D, W or M, not '" + text + "'.");
        };
    }

    private static double[] levels(String text) {
        try {
            double[] levels = Arrays.stream(text.split(","))
                    .mapToDouble(Double::parseDouble)
                    .sorted()
                    .distinct()
                    .toArray();
            if (Arrays.stream(levels).allMatch(p -> p > 0 && p < 1)) {
                return levels;
            }
        } catch (NumberFormatException notNumbers) {
            // Falls through to the refusal.
        }
        throw new UsageException("The option --quantiles must be probabilities like 0.1,0.5,0.9, not '" + text + "'.");
    }
}
