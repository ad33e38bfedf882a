package dev.shelfcast.server.forecasting;

/** New forecasts are in force; published after the last of them was committed. */
public record ForecastPublished(long runId, int series) {}
