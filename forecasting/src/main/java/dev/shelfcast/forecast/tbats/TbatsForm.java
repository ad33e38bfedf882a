package dev.shelfcast.forecast.tbats;

import java.util.Arrays;

/**
 * What a model of the family contains.
 *
 * @param boxCox whether the values are transformed with a power that is estimated
 * @param trend whether there is a slope
 * @param damped whether the slope flattens
 * @param periods seasonal periods, not necessarily whole
 * @param harmonics {@code harmonics[i]}: sine waves of season i
 * @param ar autoregressive order of the errors, 0 to 2
 * @param ma moving average order of the errors, 0 to 2
 */
record TbatsForm(boolean boxCox, boolean trend, boolean damped, double[] periods, int[] harmonics, int ar, int ma) {
    TbatsForm withScale(boolean transformed, boolean sloping, boolean flattening) {
        return new TbatsForm(transformed, sloping, flattening, periods, harmonics, ar, ma);
    }

    TbatsForm withErrors(int p, int q) {
        return new TbatsForm(boxCox, trend, damped, periods, harmonics, p, q);
    }

    TbatsForm withHarmonics(int season, int waves) {
        int[] others = harmonics.clone();
        others[season] = waves;
        return new TbatsForm(boxCox, trend, damped, periods, others, ar, ma);
    }

    TbatsForm withoutSeasons() {
        return new TbatsForm(boxCox, trend, damped, new double[0], new int[0], ar, ma);
    }

    /** Estimated parameters: power, level, slope, damping, two per season, errors. */
    int parameters() {
        return (boxCox ? 1 : 0) + 1 + (trend ? 1 : 0) + (damped ? 1 : 0) + 2 * periods.length + ar + ma;
    }

    /** First states that are estimated: level, slope, two per sine wave. */
    int seeds() {
        return 1 + (trend ? 1 : 0) + 2 * Arrays.stream(harmonics).sum();
    }

    /** What the criterion counts: parameters and first states; the wave of two steps has one of them alone. */
    int counted() {
        int halves = 0;
        for (int i = 0; i < periods.length; i++) {
            halves += 2 * harmonics[i] == periods[i] ? 1 : 0;
        }
        return parameters() + seeds() - halves;
    }

    /** As R writes it, e.g. {@code TBATS(0, {0,0}, 0.98, {<12,5>})}. */
    String label(double lambda, double phi) {
        StringBuilder text = new StringBuilder("TBATS(");
        text.append(number(lambda))
                .append(", {")
                .append(ar)
                .append(',')
                .append(ma)
                .append("}, ");
        text.append(!trend ? "-" : number(phi)).append(", ");
        if (periods.length == 0) {
            return text.append("-)").toString();
        }
        for (int i = 0; i < periods.length; i++) {
            text.append(i == 0 ? "{<" : ",<").append(number(periods[i])).append(',');
            text.append(harmonics[i]).append('>');
        }
        return text.append("})").toString();
    }

    private static String number(double x) {
        double rounded = Math.rint(x * 1000) / 1000;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
