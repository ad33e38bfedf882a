package dev.shelfcast.learning;

import java.util.List;

/** Gradient boosting of means alone, in two thirds of the time: quantiles are carried from past errors. */
public final class LightGbmTweedie extends BlendedMethod {
    /** For {@link java.util.ServiceLoader}. */
    public LightGbmTweedie() {}

    @Override
    public String name() {
        return "lightgbm-tweedie";
    }

    @Override
    List<Learner> learners() {
        return List.of(new BoostedTrees());
    }

    @Override
    boolean learnsQuantiles() {
        return false;
    }
}
