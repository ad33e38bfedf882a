package dev.shelfcast.learning;

import ai.djl.ndarray.NDArray;
import dev.shelfcast.forecast.numeric.Normal;
import java.io.IOException;
import java.util.SplittableRandom;

/** The distribution of one step's demand given two numbers of the network and the item's scale. */
enum Likelihood {
    /** Counts: mean = scale x softplus(a), shape = softplus(b) / sqrt(scale) (Salinas et al. 2020, section 3.1). */
    NEGATIVE_BINOMIAL {
        @Override
        NDArray loss(NDArray a, NDArray b, NDArray y, NDArray scale) {
            NDArray mean = softplus(a).add(FLOOR).mul(scale);
            NDArray shape = softplus(b).add(FLOOR).div(scale.sqrt());
            NDArray size = constant(1, shape).div(shape);
            NDArray log1 = mean.mul(shape).add(1).log();
            NDArray gammas =
                    y.add(1).gammaln().add(size.gammaln()).sub(y.add(size).gammaln());
            NDArray odds = mean.mul(shape).log().sub(log1);
            return gammas.add(size.mul(log1)).sub(y.mul(odds));
        }

        @Override
        double mean(double a, double b, double scale) {
            return scale * (softplus(a) + FLOOR);
        }

        @Override
        double draw(double a, double b, double scale, double u, SplittableRandom dice) {
            double mean = mean(a, b, scale);
            double shape = (softplus(b) + FLOOR) / Math.sqrt(scale);
            return mean <= Draws.MOST_SEARCHED
                    ? Draws.negativeBinomial(mean, shape, u)
                    : Draws.poisson(Draws.gamma(1 / shape, dice) * mean * shape, dice);
        }
    },

    /** Any numbers: Student's t with five degrees of freedom, location = scale x a, spread = scale x softplus(b). */
    STUDENT {
        @Override
        NDArray loss(NDArray a, NDArray b, NDArray y, NDArray scale) {
            NDArray spread = softplus(b).add(FLOOR).mul(scale);
            NDArray z = y.sub(a.mul(scale)).div(spread);
            NDArray tail = z.square().div(constant(FREEDOM, z)).add(1).log();
            return tail.mul(constant((FREEDOM + 1) / 2, z)).add(spread.log());
        }

        @Override
        double mean(double a, double b, double scale) {
            return scale * a;
        }

        @Override
        double draw(double a, double b, double scale, double u, SplittableRandom dice) {
            double t = Normal.quantile(u) / Math.sqrt(2 * Draws.gamma(FREEDOM / 2, dice) / FREEDOM);
            return scale * (a + (softplus(b) + FLOOR) * Math.max(-FARTHEST, Math.min(FARTHEST, t)));
        }
    };

    private static final float FLOOR = 1e-4f;
    private static final float FREEDOM = 5;
    private static final double FARTHEST = 12;

    static Likelihood named(String name) throws IOException {
        for (Likelihood one : values()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw new IOException("There is no likelihood '" + name + "'.");
    }

    /** The negative log likelihood of each element, up to a constant. */
    abstract NDArray loss(NDArray a, NDArray b, NDArray y, NDArray scale);

    abstract double mean(double a, double b, double scale);

    /** The demand at the share {@code u} of the distribution, with {@code dice} where that says too little. */
    abstract double draw(double a, double b, double scale, double u, SplittableRandom dice);

    /**
     * A number in memory of the engine, shaped like {@code x}. The gradient of {@code mul(Number)} and its like reads
     * the number again, when DJL has given its memory back: garbage, as soon as the collector ran in between.
     */
    private static NDArray constant(double value, NDArray x) {
        return x.zerosLike().add(value);
    }

    private static NDArray softplus(NDArray x) {
        // log(1 + e^x) without overflow.
        return x.abs().neg().exp().add(1).log().add(x.maximum(constant(0, x)));
    }

    private static double softplus(double x) {
        return Math.log(1 + Math.exp(-Math.abs(x))) + Math.max(0, x);
    }
}
