package io.github.cloudtrailexporter.simulator;

import java.time.Duration;

/**
 * When the demo's incident happens.
 *
 * @param breaksAfter from the start of the demo until the trail begins to fail
 * @param healsAfter from then on until it is repaired
 */
public record DemoTimings(Duration breaksAfter, Duration healsAfter) {

    /** Breaks after two minutes, recovers four minutes later: enough time for an alert to fire and to resolve. */
    public static final DemoTimings DEFAULT = new DemoTimings(Duration.ofMinutes(2), Duration.ofMinutes(4));

    public DemoTimings {
        if (breaksAfter.isNegative() || healsAfter.isNegative()) {
            throw new IllegalArgumentException("the demo's incident lies in the future");
        }
    }
}
