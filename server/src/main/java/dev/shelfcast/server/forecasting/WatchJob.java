package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.demand.StockOuts;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.drift.DriftLog.Segment;
import dev.shelfcast.server.forecasting.drift.SegmentWatch;
import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Looks every day whether forecasts still fit, for each category in each store. */
@Component
class WatchJob implements Job {

    private static final String NAME = "forecast-watch";
    /** A segment with fewer products is watched together with those of other stores. */
    private static final int LEAST_SERIES = 10;

    private static final int BLOCK = 4_000;

    private final SeriesQuery series;
    private final WatchQuery query;
    private final Drifts drifts;
    private final Stores stores;
    private final StockOuts stockOuts;
    private final BusinessDay businessDay;
    private final String schedule;

    WatchJob(
            SeriesQuery series,
            WatchQuery query,
            Drifts drifts,
            Stores stores,
            StockOuts stockOuts,
            BusinessDay businessDay,
            @Value("${shelfcast.forecasting.watch-schedule:0 30 2 * * *}") String schedule) {
        this.series = series;
        this.query = query;
        this.drifts = drifts;
        this.stores = stores;
        this.stockOuts = stockOuts;
        this.businessDay = businessDay;
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Looks whether forecasts still fit and their inputs are as they were; trains anew where not.";
    }

    @Override
    public String schedule() {
        return schedule;
    }

    /** What belongs together, and the pairs in it. */
    record Watched(Segment segment, List<Pair> pairs, SegmentWatch watch) {}

    @Override
    public void run(JobRun run) {
        LocalDate asOf = businessDay.lastCompleteDay();
        LocalDate first = asOf.minusDays(SegmentWatch.DAYS - 1L);
        stockOuts.refresh();
        List<Pair> pairs = series.listPairs(Forecasts.Wish.everything(""), first, asOf);
        Map<String, Watched> byPair = segments(pairs);
        for (int from = 0; from < pairs.size() && !run.cancelled(); from += BLOCK) {
            watch(pairs.subList(from, Math.min(pairs.size(), from + BLOCK)), byPair, first, asOf);
            run.progress(from, pairs.size(), "%d of %d series watched".formatted(from, pairs.size()));
        }
        if (run.cancelled()) {
            return;
        }
        List<Watched> watched = byPair.values().stream().distinct().toList();
        prices(byPair, first, asOf);
        int found = drifts.tell(watched, first, asOf);
        run.progress(
                pairs.size(),
                pairs.size(),
                "%d series in %d segments watched, %d drifts found".formatted(pairs.size(), watched.size(), found));
    }

    private void watch(List<Pair> pairs, Map<String, Watched> byPair, LocalDate first, LocalDate asOf) {
        Map<String, double[]> said = query.published(pairs, first);
        Map<String, Pair> byId =
                pairs.stream().collect(Collectors.toMap(pair -> pair.storeId() + "/" + pair.productId(), p -> p));
        for (DemandSeries item : series.list(pairs, first, asOf)) {
            Pair pair = byId.get(item.id());
            Watched watched = pair == null ? null : byPair.get(key(pair));
            if (watched != null) {
                Series own = item.series();
                double[] inStock = new double[SegmentWatch.DAYS];
                Arrays.fill(inStock, 1);
                double[] known = own.inStock();
                if (known != null) {
                    System.arraycopy(known, 0, inStock, inStock.length - known.length, known.length);
                }
                double[] units = WatchQuery.unknown();
                System.arraycopy(own.values(), 0, units, units.length - own.length(), own.length());
                watched.watch().add(units, inStock, said.getOrDefault(item.id(), WatchQuery.unknown()));
            }
        }
    }

    private void prices(Map<String, Watched> byPair, LocalDate first, LocalDate asOf) {
        for (WatchQuery.PriceCount count : query.prices(first, asOf)) {
            Watched watched = byPair.get(count.storeId() + "/" + count.segment());
            if (watched != null) {
                watched.watch().addPrices(count.recent(), count.bin(), count.count());
            }
        }
    }

    /** Each category in each store; the thin ones of a category together, and the thin ones of those. */
    private Map<String, Watched> segments(List<Pair> pairs) {
        Map<Long, String> codes = new HashMap<>();
        Map<String, List<Pair>> fine =
                pairs.stream().collect(Collectors.groupingBy(WatchJob::key, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<List<Pair>>> thin = new LinkedHashMap<>();
        Map<String, Watched> byKey = new LinkedHashMap<>();
        fine.forEach((key, members) -> {
            Pair one = members.get(0);
            if (members.size() < LEAST_SERIES) {
                thin.computeIfAbsent(one.segment(), none -> new ArrayList<>()).add(members);
            } else {
                String code = codes.computeIfAbsent(one.storeId(), this::code);
                byKey.put(key, new Watched(new Segment(code, named(one)), members, new SegmentWatch()));
            }
        });
        List<List<Pair>> rest = new ArrayList<>();
        thin.forEach((segment, groups) -> {
            int size = groups.stream().mapToInt(List::size).sum();
            if (size < LEAST_SERIES) {
                rest.addAll(groups);
            } else {
                Segment name = new Segment(null, named(groups.get(0).get(0)));
                together(groups, name, byKey);
            }
        });
        together(rest, new Segment(null, null), byKey);
        return byKey;
    }

    private static void together(List<List<Pair>> groups, Segment segment, Map<String, Watched> byKey) {
        List<Pair> all = groups.stream().flatMap(List::stream).toList();
        Watched watched = new Watched(segment, all, new SegmentWatch());
        groups.forEach(group -> byKey.put(key(group.get(0)), watched));
    }

    private String code(long storeId) {
        StoreView store = stores.byId(storeId);
        return store.code().value();
    }

    private static String key(Pair pair) {
        return pair.storeId() + "/" + pair.segment();
    }

    private static @Nullable String named(Pair pair) {
        return pair.segment().isEmpty() ? null : pair.segment();
    }
}
