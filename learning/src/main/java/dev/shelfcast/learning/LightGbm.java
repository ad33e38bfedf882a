package dev.shelfcast.learning;

import java.util.List;

/** Gradient boosting over all items, of means and of quantiles, blended with the statistical forecast. */
public final class LightGbm extends BlendedMethod {
    /** For {@link java.util.ServiceLoader}. */
    public LightGbm() {}

    @Override
    public String name() {
        return "lightgbm";
    }

    @Override
    List<Learner> learners() {
        return List.of(new BoostedTrees());
    }
}
