package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.replenishment.Situations.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Brings the restock list up to date with stock, orders and forecasts. Checking twice changes nothing: a need has at
 * most one
 * open line, what is on order counts in the position, and what a person put off or turned down stays quiet until its
 * time.
 */
@Component
public class ReplenishmentCheck {

    private static final int CHUNK = 1_000;
    /** Beyond this, an open page reads the list again rather than patching it line by line. */
    private static final int MOST_NAMED = 200;

    private final Situations situations;
    private final LineStore lines;
    private final LineQuery query;
    private final DecisionTime time;
    private final ApplicationEventPublisher events;

    ReplenishmentCheck(
            Situations situations,
            LineStore lines,
            LineQuery query,
            DecisionTime time,
            ApplicationEventPublisher events) {
        this.situations = situations;
        this.lines = lines;
        this.query = query;
        this.time = time;
        this.events = events;
    }

    /** What a check did. */
    public record Outcome(int checked, int opened, int changed, int withdrawn) {

        Outcome plus(Outcome other) {
            return new Outcome(
                    checked + other.checked,
                    opened + other.opened,
                    changed + other.changed,
                    withdrawn + other.withdrawn);
        }
    }

    /** Hears how many of the stores are done. */
    interface StoreProgress {
        void done(int stores, int of);
    }

    /** Checks every product that has a forecast, store by store. */
    Outcome checkAll(StoreProgress progress, BooleanSupplier cancelled) {
        Outcome total = new Outcome(0, 0, 0, 0);
        List<Long> stores = situations.listStores();
        for (int i = 0; i < stores.size() && !cancelled.getAsBoolean(); i++) {
            List<Pair> pairs = situations.listPairs(stores.get(i));
            for (int from = 0; from < pairs.size(); from += CHUNK) {
                total = total.plus(write(pairs.subList(from, Math.min(pairs.size(), from + CHUNK)))
                        .outcome());
            }
            progress.done(i + 1, stores.size());
        }
        if (total.opened() + total.changed() + total.withdrawn() > 0) {
            events.publishEvent(new PlanChanged(List.of(), List.of(), true));
        }
        return total;
    }

    /** Checks these products in these stores and tells who listens which lines changed. */
    Outcome check(Collection<Pair> pairs) {
        Outcome total = new Outcome(0, 0, 0, 0);
        List<Long> changed = new ArrayList<>();
        List<PlanChanged.Closed> closed = new ArrayList<>();
        List<Pair> all = List.copyOf(pairs);
        for (int from = 0; from < all.size(); from += CHUNK) {
            LineStore.Written written = write(all.subList(from, Math.min(all.size(), from + CHUNK)));
            total = total.plus(written.outcome());
            changed.addAll(written.changed());
            closed.addAll(written.closed());
        }
        tell(changed, closed);
        return total;
    }

    /** Publishes lines that somebody else changed, e.g. by a decision. */
    void tell(List<Long> changed, List<PlanChanged.Closed> closed) {
        if (changed.isEmpty() && closed.isEmpty()) {
            return;
        }
        boolean bulk = changed.size() + closed.size() > MOST_NAMED;
        events.publishEvent(
                bulk
                        ? new PlanChanged(List.of(), List.of(), true)
                        : new PlanChanged(query.listById(changed), closed, false));
    }

    /** Why a product is, or is not, on the list right now. */
    List<Decision> explain(Pair pair) {
        return situations.list(List.of(pair)).stream().map(this::decide).toList();
    }

    private LineStore.Written write(List<Pair> pairs) {
        List<LineStore.Decided> decided = situations.list(pairs).stream()
                .map(situation -> new LineStore.Decided(situation, decide(situation)))
                .toList();
        return lines.write(decided);
    }

    private Decision decide(Situation situation) {
        return Planner.decide(situation, time.in(situation.store().timeZone()));
    }
}
