package dev.atelier.review;

/** One stage of the run's funnel, for the page: {@code in = kept + rejected + failed}. */
public record StageCount(String stage, long in, long kept, long rejected, long failed, long reused, double seconds) {}
