package dev.shelfcast.forecast.combination;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean or the median of several methods, step by step. Equal weights are hard to beat (Clemen 1989, "Combining
 * forecasts"); a median ignores one method that runs away (Petropoulos and Svetunkov 2020, "A simple combination of
 * univariate models", sixth in M4).
 */
public final class Ensemble implements Forecaster {
    private final String name;
    private final List<Forecaster> members;
    private final boolean median;

    /**
     * @param name how it is chosen
     * @param median whether the median is taken instead of the mean
     * @param members methods, at least one
     */
    public Ensemble(String name, boolean median, Forecaster... members) {
        this.name = name;
        this.median = median;
        this.members = List.of(members);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        List<FittedModel> fits = new ArrayList<>();
        for (Forecaster member : members) {
            fits.add(member.fit(series));
        }
        return new Fitted(fits, median);
    }

    private record Fitted(List<FittedModel> members, boolean median) implements FittedModel {
        @Override
        public String label() {
            List<String> labels = new ArrayList<>();
            for (FittedModel member : members) {
                labels.add(member.label());
            }
            return (median ? "Median" : "Mean") + labels;
        }

        @Override
        public double[] mean(int horizon) {
            List<double[]> paths = new ArrayList<>();
            for (FittedModel member : members) {
                paths.add(member.mean(horizon));
            }
            return combined(paths, horizon);
        }

        @Override
        public double[] fitted() {
            List<double[]> paths = new ArrayList<>();
            for (FittedModel member : members) {
                paths.add(member.fitted());
            }
            return combined(paths, paths.get(0).length);
        }

        private double[] combined(List<double[]> paths, int length) {
            double[] answer = new double[length];
            double[] at = new double[paths.size()];
            for (int h = 0; h < length; h++) {
                int n = 0;
                for (double[] path : paths) {
                    if (!Double.isNaN(path[h])) {
                        at[n++] = path[h];
                    }
                }
                answer[h] = n == 0 ? Double.NaN : median ? median(at, n) : mean(at, n);
            }
            return answer;
        }

        private static double median(double[] values, int n) {
            Arrays.sort(values, 0, n);
            return n % 2 == 1 ? values[n / 2] : values[n / 2 - 1] / 2 + values[n / 2] / 2;
        }

        private static double mean(double[] values, int n) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += values[i] / n;
            }
            return sum;
        }

        /**
         * The median of the members' spreads: errors of good methods on one series are nearly the same errors, and one
         * member whose variance grows without bound shall not speak for all.
         */
        @Override
        public Spread spread(int horizon) {
            double[] step = new double[horizon];
            double[] sum = new double[horizon];
            int n = members.size();
            double[][] steps = new double[n][];
            double[][] sums = new double[n][];
            for (int i = 0; i < n; i++) {
                Spread own = members.get(i).spread(horizon);
                steps[i] = own.step();
                sums[i] = own.sum();
            }
            double[] at = new double[n];
            for (int h = 0; h < horizon; h++) {
                for (int i = 0; i < n; i++) {
                    at[i] = steps[i][h];
                }
                step[h] = median(at, n);
                for (int i = 0; i < n; i++) {
                    at[i] = sums[i][h];
                }
                sum[h] = median(at, n);
            }
            return new Spread(step, sum);
        }

        @Override
        public Map<String, Double> parameters() {
            Map<String, Double> named = new LinkedHashMap<>();
            for (FittedModel member : members) {
                member.parameters().forEach((key, value) -> named.put(member.label() + "." + key, value));
            }
            return named;
        }
    }
}
