package dev.shelfcast.learning;

import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A recurrent network over all items whose sample paths give mean and quantiles. */
public final class Lstm implements GlobalMethod {
    private final NetworkTraining.Plan plan;

    /** For {@link java.util.ServiceLoader}. */
    public Lstm() {
        this(DeepAr.USUAL);
    }

    Lstm(NetworkTraining.Plan plan) {
        this.plan = plan;
    }

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public GlobalModel train(List<DemandSeries> items, DemandSettings settings, Progress progress) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("There are no items to learn from.");
        }
        Learner.Task task = task(settings);
        Panel panel = Panel.of(items, task.horizon(), task.threads());
        return new LstmModel(settings, new DeepAr(plan).learn(task, panel, null, null, new Rounds(progress)));
    }

    static Learner.Task task(DemandSettings settings) {
        return new Learner.Task(settings.request().horizon(), settings.request().seed(), settings.threads());
    }

    @Override
    public GlobalModel load(Path folder) throws IOException {
        DemandSettings settings = SavedSettings.of(Notes.read(folder.resolve(LstmModel.FILE)));
        return new LstmModel(settings, new DeepAr(plan).load(task(settings), folder));
    }
}
