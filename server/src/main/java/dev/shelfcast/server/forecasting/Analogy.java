package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.Provenance;
import dev.shelfcast.forecast.analogue.NewProduct;
import dev.shelfcast.forecast.demand.DemandClass;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.numeric.Counts;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a product that has not sold in a store yet is expected to sell there: as it does in other stores, or as products
 * of its category at a like price do, at the pace of that store.
 */
final class Analogy {

    /** As the model of a forecast. */
    static final String MODEL = "Analogy";

    /** Days of the others' sales that are looked at. */
    static final int DAYS = 28;

    /** Prices up to so many times apart are alike. */
    private static final double LIKE_PRICE = 1.5;

    /** With fewer in the store itself, the chain tells how much products differ. */
    private static final int FEWEST = 5;

    private final List<Seller> category;
    private final double[] weekdays;
    private final LocalDate asOf;

    /**
     * @param category what its category sold in the last {@link #DAYS} days
     * @param weekdayUnits units of the category by weekday, Monday first, over whole weeks
     */
    Analogy(List<Seller> category, double[] weekdayUnits, LocalDate asOf) {
        this.category = category;
        this.weekdays = index(weekdayUnits);
        this.asOf = asOf;
    }

    /** Units that a store sold of a product. */
    record Seller(long storeId, long productId, double price, double units) {}

    /** A product that waits on a store's shelf for its first sale. */
    record Waiting(
            long storeId, long productId, String sku, String segment, String category, double price, LocalDate since) {}

    /** The forecast, empty where the category sells nothing. */
    Optional<ItemForecast> forecast(Waiting waiting, ForecastRequest request) {
        double mean = mean(category);
        if (!(mean > 0)) {
            return Optional.empty();
        }
        List<Seller> here = among(seller -> seller.storeId() == waiting.storeId());
        List<Seller> same = among(seller -> seller.productId() == waiting.productId());
        List<Seller> alike = among(seller ->
                seller.price() <= waiting.price() * LIKE_PRICE && seller.price() >= waiting.price() / LIKE_PRICE);
        double prior = NewProduct.prior(mean, ratio(here, mean), ratio(same.isEmpty() ? alike : same, mean));
        double[] own =
                new double[(int) Math.max(0, asOf.toEpochDay() - waiting.since().toEpochDay())];
        double between = NewProduct.betweenVariance(rates(here.size() < FEWEST ? category : here), DAYS);
        Expected expected = new Expected(NewProduct.rate(prior, own), prior, between, own.length);
        String reason = same.isEmpty()
                ? "by analogy with %s of %s at a like price"
                        .formatted(count(alike.isEmpty() ? category : alike, "product"), waiting.category())
                : "by analogy with %s in %s".formatted(waiting.sku(), count(same, "other store"));
        return Optional.of(item(waiting, request, expected, reason));
    }

    private List<Seller> among(Predicate<Seller> like) {
        return category.stream().filter(like).toList();
    }

    private static String count(List<Seller> sellers, String noun) {
        long n = noun.equals("product")
                ? sellers.stream().mapToLong(Seller::productId).distinct().count()
                : sellers.size();
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static double mean(List<Seller> sellers) {
        return sellers.stream().mapToDouble(Seller::units).average().orElse(0) / DAYS;
    }

    private static double ratio(List<Seller> part, double whole) {
        return NewProduct.ratio(part.stream().mapToDouble(Seller::units).sum(), mean(part), whole);
    }

    private static double[] rates(List<Seller> sellers) {
        return sellers.stream().mapToDouble(seller -> seller.units() / DAYS).toArray();
    }

    private static double[] index(double[] units) {
        double mean = Arrays.stream(units).average().orElse(0);
        return Arrays.stream(units)
                .map(sold -> NewProduct.ratio(sold, sold, mean))
                .toArray();
    }

    /** Units a day: what others tell, what is left of it after days without a sale, and how much others differ. */
    private record Expected(double rate, double prior, double between, int days) {}

    private ItemForecast item(Waiting waiting, ForecastRequest request, Expected expected, String reason) {
        int horizon = request.horizon();
        int first = asOf.plusDays(1).getDayOfWeek().getValue() - 1;
        double[] mean = NewProduct.forecast(expected.rate(), weekdays, first, horizon);
        double[][] quantiles = new double[horizon][request.levels().length];
        double[][] sums = new double[horizon][request.levels().length];
        double sum = 0;
        for (int h = 0; h < horizon; h++) {
            sum += mean[h];
            double one = NewProduct.sumVariance(mean[h], expected.between(), expected.days(), 1);
            double all = NewProduct.sumVariance(sum / (h + 1), expected.between(), expected.days(), h + 1);
            Counts.negativeBinomialQuantiles(mean[h], one, request.levels(), quantiles[h]);
            Counts.negativeBinomialQuantiles(sum, all, request.levels(), sums[h]);
        }
        Forecast forecast = new Forecast(
                MODEL,
                Map.of("prior", expected.prior(), "rate", expected.rate(), "days", (double) expected.days()),
                mean,
                request.levels(),
                quantiles,
                sums,
                Map.of(),
                new Provenance(
                        "analogy", expected.days(), expected.days(), null, null, request.seed(), List.of(reason)));
        return new ItemForecast(
                waiting.storeId() + "/" + waiting.productId(),
                waiting.segment(),
                DemandClass.NEW,
                forecast,
                explanation(expected.rate(), mean));
    }

    private static ItemForecast.Explanation explanation(double rate, double[] mean) {
        double[] similar = new double[mean.length];
        Arrays.fill(similar, rate);
        double[] season = new double[mean.length];
        Arrays.setAll(season, h -> mean[h] - rate);
        double[] factor = new double[mean.length];
        Arrays.setAll(factor, h -> rate > 0 ? mean[h] / rate : 1);
        return new ItemForecast.Explanation(
                rate,
                factor,
                1,
                0,
                Map.of(),
                List.of(new ItemForecast.Part("similar items", similar), new ItemForecast.Part("season", season)));
    }
}
