package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Series;

/**
 * One item of a batch.
 *
 * @param id what the answer is known by, e.g. store and product
 * @param segment items of a segment (e.g. a category) share their weekday profile and error pool
 * @param series its history; a start aligns series of different length, without one they are aligned at their ends
 */
public record DemandSeries(String id, String segment, Series series) {}
