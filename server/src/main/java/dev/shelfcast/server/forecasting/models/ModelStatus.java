package dev.shelfcast.server.forecasting.models;

/** Where a model stands: in force, compared with what is in force, gone, or never made. */
public enum ModelStatus {
    CHAMPION,
    CHALLENGER,
    RETIRED,
    FAILED
}
