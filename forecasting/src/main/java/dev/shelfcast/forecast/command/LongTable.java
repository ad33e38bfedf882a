package dev.shelfcast.forecast.command;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series of a file in the long format, in the order of their first rows. */
final class LongTable {
    private final Options options;
    private final Steps steps;
    private final Map<String, Rows> byId = new LinkedHashMap<>();
    private List<String> causes = List.of();
    private boolean stocked;

    private LongTable(Options options) {
        this.options = options;
        this.steps = new Steps(options.frequency());
    }

    /** The rows of one series as they come, in any order. */
    private static final class Rows {
        String segment = "all";
        long[] step = new long[64];
        double[] y = new double[64];
        double[] inStock = new double[0];
        double[][] causes = new double[0][];
        int n;
        final Map<Long, double[]> future = new LinkedHashMap<>();

        void add(long at, double value) {
            if (n == step.length) {
                step = Arrays.copyOf(step, 2 * n);
                y = Arrays.copyOf(y, 2 * n);
                inStock = Arrays.copyOf(inStock, inStock.length == 0 ? 0 : 2 * n);
                for (int k = 0; k < causes.length; k++) {
                    causes[k] = Arrays.copyOf(causes[k], 2 * n);
                }
            }
            step[n] = at;
            y[n] = value;
            n++;
        }
    }

    static LongTable read(Options options) throws IOException {
        LongTable table = new LongTable(options);
        if (options.future() != null) {
            try (CsvLines lines = new CsvLines(options.future())) {
                table.readFuture(lines);
            }
        }
        try (CsvLines lines = new CsvLines(options.input())) {
            table.readHistory(lines);
        }
        if (table.byId.isEmpty()) {
            throw new UsageException("The file " + options.input() + " has a header and no rows.");
        }
        return table;
    }

    private void readFuture(CsvLines lines) throws IOException {
        int id = lines.required("unique_id");
        int ds = lines.required("ds");
        List<String> names = new ArrayList<>(lines.header);
        names.removeAll(List.of("unique_id", "ds", "y", "in_stock", "segment"));
        causes = names;
        for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
            double[] values = new double[names.size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = lines.number(cells.get(lines.column(names.get(k))));
            }
            rows(cells.get(id)).future.put(steps.number(cells.get(ds), lines), values);
        }
    }

    private Rows rows(String id) {
        return byId.computeIfAbsent(id, name -> new Rows());
    }

    private void readHistory(CsvLines lines) throws IOException {
        int id = lines.required("unique_id");
        int ds = lines.required("ds");
        int y = lines.required("y");
        int stock = lines.column("in_stock");
        int segment = lines.column("segment");
        stocked = stock >= 0;
        int[] columns = new int[causes.size()];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = lines.required(causes.get(k));
        }
        for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
            Rows rows = rows(cells.get(id));
            if (rows.n == 0) {
                rows.causes = new double[columns.length][rows.step.length];
                rows.inStock = new double[stocked ? rows.step.length : 0];
                rows.segment = segment < 0 ? "all" : cells.get(segment);
            }
            rows.add(steps.number(cells.get(ds), lines), lines.number(cells.get(y)));
            if (stocked) {
                double share = lines.number(cells.get(stock));
                if (share < 0 || share > 1) {
                    throw lines.refused("has the in_stock share " + share + ", which is not between 0 and 1");
                }
                rows.inStock[rows.n - 1] = share;
            }
            for (int k = 0; k < columns.length; k++) {
                rows.causes[k][rows.n - 1] = lines.number(cells.get(columns[k]));
            }
        }
    }

    /** One series per id. */
    List<DemandSeries> series() {
        List<DemandSeries> all = new ArrayList<>();
        byId.forEach((id, rows) -> {
            if (rows.n > 0) {
                all.add(new DemandSeries(id, rows.segment, series(id, rows)));
            }
        });
        return all;
    }

    private Series series(String id, Rows rows) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < rows.n; i++) {
            first = Math.min(first, rows.step[i]);
            last = Math.max(last, rows.step[i]);
        }
        if (last - first > 1_000_000) {
            throw new UsageException("The series " + id + " spans more than a million steps. Is --freq right?");
        }
        int n = (int) (last - first + 1);
        double[] values = new double[n];
        double[] shares = new double[n];
        Arrays.fill(values, options.zeroGaps() ? 0 : Double.NaN);
        Arrays.fill(shares, 1);
        boolean[] seen = new boolean[n];
        double[][] columns = new double[causes.size()][n + options.horizon()];
        for (double[] column : columns) {
            Arrays.fill(column, Double.NaN);
        }
        for (int i = 0; i < rows.n; i++) {
            int t = (int) (rows.step[i] - first);
            if (seen[t]) {
                throw new UsageException(
                        "The series " + id + " has two rows for " + steps.text(rows.step[i]) + ". Add them up first.");
            }
            seen[t] = true;
            values[t] = rows.y[i];
            shares[t] = stocked && !Double.isNaN(rows.inStock[i]) ? rows.inStock[i] : 1;
            for (int k = 0; k < columns.length; k++) {
                columns[k][t] = rows.causes[k][i];
            }
        }
        for (Map.Entry<Long, double[]> ahead : rows.future.entrySet()) {
            long t = ahead.getKey() - first;
            for (int k = 0; t >= n && t < n + options.horizon() && k < columns.length; k++) {
                columns[k][(int) t] = ahead.getValue()[k];
            }
        }
        Series series = Series.of(values)
                .withPeriods(options.seasons())
                .startingAt(steps.timeOf(first), options.frequency())
                .withRegressors(columns);
        return stocked ? series.withInStock(shares) : series;
    }

    /** The text of the step {@code ahead} steps after the end of a series (1 is the first). */
    String dateAfter(Series series, int ahead) {
        var start = series.start();
        if (start == null) {
            return Integer.toString(series.length() + ahead);
        }
        return steps.text(number(start) + series.length() - 1 + ahead);
    }

    private long number(java.time.LocalDateTime time) {
        var epoch = java.time.LocalDateTime.of(1970, 1, 1, 0, 0);
        return switch (options.frequency()) {
            case HOURLY -> java.time.temporal.ChronoUnit.HOURS.between(epoch, time);
            case DAILY -> java.time.temporal.ChronoUnit.DAYS.between(epoch, time);
            case WEEKLY -> Math.floorDiv(java.time.temporal.ChronoUnit.DAYS.between(epoch, time), 7);
            case MONTHLY -> java.time.temporal.ChronoUnit.MONTHS.between(epoch, time);
        };
    }

    /** The names of the columns of causes that are used. */
    List<String> causes() {
        return causes;
    }

    /** Whether the file has an in_stock column. */
    boolean stocked() {
        return stocked;
    }

    /** The future file, for messages. */
    @Nullable
    Path future() {
        return options.future();
    }
}
