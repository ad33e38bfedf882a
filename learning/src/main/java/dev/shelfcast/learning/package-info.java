/**
 * Methods that learn from many items together and need native engines, found by {@link java.util.ServiceLoader} as
 * {@link dev.shelfcast.forecast.demand.GlobalMethod}: put this module on the class path and {@code lightgbm}, {@code
 * lstm} and {@code ensemble} can be chosen by name wherever the library's own methods can.
 *
 * <pre>{@code
 * GlobalMethod method = new LightGbm();
 * try (GlobalModel model = method.train(items, DemandSettings.of(28), Progress.NONE)) {
 *     List<ItemForecast> forecasts = model.forecast(items);
 *     model.save(folder);
 * }
 * }</pre>
 *
 * <p>How it hangs together: a {@code Panel} holds the cleaned items ({@code Track}) on one clock; a {@code Learner}
 * (trees, network) learns expected demand from it; a {@code Trial} lets every learner and the statistical forecast
 * answer at past origins of the user's own history; {@code Blend} turns their errors into weights by segment; a {@code
 * BlendedModel} mixes and carries the statistical forecast's quantiles to the mixed mean. The network alone gives
 * quantiles of its own, from sample paths.
 *
 * <p>Training hears rounds through {@link dev.shelfcast.forecast.demand.Progress} and ends with a {@link
 * java.util.concurrent.CancellationException} within a round when told to stop. Native engines run on one thread each;
 * models are learned side by side on {@code settings.threads()} threads, and the answer does not depend on their
 * number.
 */
@NullMarked
package dev.shelfcast.learning;

import org.jspecify.annotations.NullMarked;
