package dev.shelfcast.learning;

import java.util.List;

/**
 * The statistical forecast, gradient boosting and the recurrent network together. Where PyTorch cannot be had, the
 * ensemble does without the network.
 */
public final class Ensemble extends BlendedMethod {
    private final NetworkTraining.Plan plan;

    /** For {@link java.util.ServiceLoader}. */
    public Ensemble() {
        this(DeepAr.USUAL);
    }

    Ensemble(NetworkTraining.Plan plan) {
        this.plan = plan;
    }

    @Override
    public String name() {
        return "ensemble";
    }

    @Override
    List<Learner> learners() {
        return List.of(new BoostedTrees(), new DeepAr(plan));
    }
}
