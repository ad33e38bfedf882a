package dev.shelfcast.forecast.ces;

/** The forms of complex exponential smoothing, by their season. */
public enum CesForm {
    /** No season: one complex level. */
    NONE("N", 2, 2),
    /** Each season has its own complex level, smoothed from one period to the next. */
    SIMPLE("S", 2, 2),
    /** A complex level and a real additive season. */
    PARTIAL("P", 3, 3),
    /** A complex level and a complex season, which can grow with the level. */
    FULL("F", 4, 4);

    private final String letter;
    private final int free;
    private final int states;

    CesForm(String letter, int free, int states) {
        this.letter = letter;
        this.free = free;
        this.states = states;
    }

    /** {@code CES(N)} to {@code CES(F)}. */
    public String label() {
        return "CES(" + letter + ")";
    }

    /** The number of smoothing parameters. */
    int free() {
        return free;
    }

    /** What the criterion counts: the kinds of states and the variance, as backcast states cost nothing else. */
    int counted() {
        return states + 1;
    }

    boolean seasonal() {
        return this == PARTIAL || this == FULL;
    }
}
