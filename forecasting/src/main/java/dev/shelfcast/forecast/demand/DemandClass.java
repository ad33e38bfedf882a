package dev.shelfcast.forecast.demand;

/**
 * Kinds of demand by the mean gap between demands (ADI, cut 1.32) and the squared variation of their sizes (CV2, cut
 * 0.49): Syntetos, Boylan and Croston (2005), "On the categorization of demand patterns".
 */
public enum DemandClass {
    /** Frequent and even. */
    SMOOTH,
    /** Frequent, sizes vary. */
    ERRATIC,
    /** Rare, sizes alike. */
    INTERMITTENT,
    /** Rare, sizes vary. */
    LUMPY,
    /** First sold too short ago to judge. */
    NEW,
    /** Sold once, but not for long; or never. */
    DEAD;

    private static final double ADI_CUT = 1.32;
    private static final double CV2_CUT = 0.49;

    /**
     * Classifies a history.
     *
     * @param values demand per step, NaN where unknown
     * @param newBelow observed steps since the first demand below which an item is new
     * @param deadAfter observed steps without demand at the end from which an item is dead
     */
    public static DemandClass of(double[] values, int newBelow, int deadAfter) {
        int observed = 0;
        int demands = 0;
        int since = 0;
        double sum = 0;
        double squares = 0;
        for (double v : values) {
            if (Double.isNaN(v)) {
                continue;
            }
            if (v > 0) {
                demands++;
                sum += v;
                squares += v * v;
                since = 0;
            } else {
                since++;
            }
            observed += demands > 0 ? 1 : 0;
        }
        if (demands == 0 || since >= deadAfter) {
            return DEAD;
        }
        if (observed < newBelow) {
            return NEW;
        }
        double adi = (double) observed / demands;
        double mean = sum / demands;
        double cv2 = Math.max(0, squares / demands / (mean * mean) - 1);
        if (adi < ADI_CUT) {
            return cv2 < CV2_CUT ? SMOOTH : ERRATIC;
        }
        return cv2 < CV2_CUT ? INTERMITTENT : LUMPY;
    }
}
