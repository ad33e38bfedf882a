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
}
