package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.Progress;
import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.models.ContestLog;
import dev.shelfcast.server.forecasting.models.ContestLog.Pairing;
import dev.shelfcast.server.forecasting.models.HeldBack;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.ModelQuery;
import dev.shelfcast.server.forecasting.models.ModelScope;
import dev.shelfcast.server.forecasting.models.RegisteredModel;
import dev.shelfcast.server.forecasting.models.Registry;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import dev.shelfcast.server.forecasting.models.Verdict;
import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Every week challengers and champions forecast the same days held back. A challenger that wins clearly, twice in a row
 * on other days, takes over; the automatic method challenges every other champion without being asked.
 */
@Component
class ContestJob implements Job {

    private static final String NAME = "model-contest";
    /** What a global method learns from before the days held back. */
    private static final int MOST_LEARNED = 2_000;

    private final ModelQuery models;
    private final Registry registry;
    private final ContestLog log;
    private final SeriesQuery series;
    private final Validation validation;
    private final Forecasts forecasts;
    private final BusinessDay businessDay;
    private final String schedule;

    ContestJob(
            ModelQuery models,
            Registry registry,
            ContestLog log,
            SeriesQuery series,
            Validation validation,
            Forecasts forecasts,
            BusinessDay businessDay,
            @Value("${shelfcast.forecasting.contest-schedule:0 0 3 * * SUN}") String schedule) {
        this.models = models;
        this.registry = registry;
        this.log = log;
        this.series = series;
        this.validation = validation;
        this.forecasts = forecasts;
        this.businessDay = businessDay;
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Lets challengers and champions forecast the same held-back days; a clear winner of two takes over.";
    }

    @Override
    public String schedule() {
        return schedule;
    }

    /** Who stands against whom; null is the automatic method with the usual settings. */
    private record Bout(
            ModelScope scope,
            @Nullable RegisteredModel champion,
            @Nullable RegisteredModel challenger,
            List<Pair> pairs) {

        Pairing pairing() {
            return new Pairing(
                    scope,
                    champion == null ? null : champion.id(),
                    method(champion),
                    challenger == null ? null : challenger.id(),
                    method(challenger));
        }
    }

    private static String method(@Nullable RegisteredModel model) {
        return model == null ? Methods.AUTO : model.method();
    }

    private static TrainingSettings settings(@Nullable RegisteredModel model) {
        return model == null ? TrainingSettings.usual() : model.settings();
    }

    @Override
    public void run(JobRun run) {
        LocalDate asOf = businessDay.lastCompleteDay();
        List<Bout> bouts = bouts(asOf);
        int done = 0;
        int promoted = 0;
        for (Bout bout : bouts) {
            if (run.cancelled()) {
                return;
            }
            Pairing pairing = bout.pairing();
            run.progress(
                    done++,
                    bouts.size(),
                    "%s against %s for %s"
                            .formatted(pairing.challengerMethod(), pairing.championMethod(), bout.scope()));
            promoted += hold(bout, asOf, run) ? 1 : 0;
        }
        run.progress(done, bouts.size(), "%d contests held, %d new champions".formatted(done, promoted));
    }

    private List<Bout> bouts(LocalDate asOf) {
        Map<Long, RegisteredModel> champions =
                models.listChampions().stream().collect(Collectors.toMap(RegisteredModel::id, Function.identity()));
        List<Bout> bouts = new ArrayList<>();
        for (RegisteredModel challenger : models.listChallengers()) {
            addBout(bouts, challenger.scope(), challenger, champions, asOf);
        }
        for (RegisteredModel champion : champions.values()) {
            if (!champion.method().equals(Methods.AUTO)) {
                addBout(bouts, champion.scope(), null, champions, asOf);
            }
        }
        return bouts;
    }

    /** Against the champion of most series of the scope, on the series that are its. */
    private void addBout(
            List<Bout> bouts,
            ModelScope scope,
            @Nullable RegisteredModel challenger,
            Map<Long, RegisteredModel> champions,
            LocalDate asOf) {
        Forecasts.Wish wish = new Forecasts.Wish(scope.store(), scope.category(), scope.sku(), null, NAME);
        List<Pair> pairs = series.listPairs(wish, asOf.minusDays(SeriesQuery.LONGEST_HISTORY_DAYS), asOf);
        Map<String, Long> champion = registry.championsOf(
                pairs.stream().map(Pair::storeId).toList(),
                pairs.stream().map(Pair::productId).toList());
        Map<Long, List<Pair>> byChampion = pairs.stream()
                .collect(Collectors.groupingBy(
                        pair -> champion.getOrDefault(pair.storeId() + "/" + pair.productId(), 0L)));
        byChampion.entrySet().stream()
                .max(Map.Entry.comparingByValue((a, b) -> a.size() - b.size()))
                .filter(most -> challenger != null
                        || !method(champions.get(most.getKey())).equals(Methods.AUTO))
                .ifPresent(
                        most -> bouts.add(new Bout(scope, champions.get(most.getKey()), challenger, most.getValue())));
    }

    /** Answers whether the challenger took over. */
    private boolean hold(Bout bout, LocalDate asOf, JobRun run) {
        LocalDate from = asOf.minusDays(SeriesQuery.LONGEST_HISTORY_DAYS);
        List<DemandSeries> sample = series.list(Validation.sample(bout.pairs()), from, asOf);
        List<DemandSeries> learned = series.list(Validation.spread(bout.pairs(), MOST_LEARNED), from, asOf);
        Progress progress = rounds -> !run.cancelled();
        TrainingSettings days = settings(bout.challenger());
        HeldBack old = validation.hold(
                method(bout.champion()), settings(bout.champion()).heldBackAs(days), sample, learned, progress);
        HeldBack young = validation.hold(method(bout.challenger()), days, sample, learned, progress);
        Verdict verdict = Verdict.of(old, young);
        Pairing pairing = bout.pairing();
        boolean promotes = verdict.better() && log.hasWonBefore(pairing, asOf);
        String reason = verdict.reason()
                + (promotes
                        ? " The second time in a row, so it takes over."
                        : verdict.better() ? " It takes over when it wins again." : "");
        log.record(pairing, asOf, verdict, promotes, reason);
        if (promotes) {
            takeOver(bout, reason);
        }
        return promotes;
    }

    private void takeOver(Bout bout, String reason) {
        RegisteredModel challenger = bout.challenger();
        RegisteredModel champion = bout.champion();
        if (challenger != null) {
            registry.promote(challenger, reason);
        } else if (champion != null) {
            registry.retire(champion, reason);
        }
        ModelScope scope = bout.scope();
        forecasts.request(new Forecasts.Wish(scope.store(), scope.category(), scope.sku(), null, "contest"));
    }
}
