package dev.shelfcast.forecast.numeric;

/** Inner loops over parts of arrays, written so that the processor can work on several elements at once. */
public final class Vectors {
    private Vectors() {}

    /** Sum of {@code a[i] * b[i]} for i in [from, to). */
    public static double dot(double[] a, double[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < to; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Adds {@code factor * b[i]} to {@code a[i]} for i in [from, to). */
    public static void add(double[] a, double factor, double[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] += factor * b[i];
        }
    }

    /**
     * Adds {@code factors[k] * rows[k][i]} to {@code a[i]} for the first {@code count} rows, in their order, and i from
     * {@code from} on. Four rows go through one pass over {@code a}.
     */
    public static void add(double[] a, double[] factors, double[][] rows, int count, int from) {
        int k = 0;
        for (; k < count - 3; k += 4) {
            double f0 = factors[k];
            double f1 = factors[k + 1];
            double f2 = factors[k + 2];
            double f3 = factors[k + 3];
            double[] r0 = rows[k];
            double[] r1 = rows[k + 1];
            double[] r2 = rows[k + 2];
            double[] r3 = rows[k + 3];
            for (int i = from; i < a.length; i++) {
                a[i] = a[i] + f0 * r0[i] + f1 * r1[i] + f2 * r2[i] + f3 * r3[i];
            }
        }
        for (; k < count; k++) {
            add(a, factors[k], rows[k], from, a.length);
        }
    }
}
