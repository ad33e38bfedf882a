package dev.shelfcast.server.jobs;

/** A run has moved on or changed its status. */
public record JobProgressed(long runId, String job, String status, long done, long total, String message) {}
