package io.github.cloudtrailexporter.trail;

import java.time.Instant;
import java.util.Objects;

/** The result of polling one trail in one Region. There is no third case: what was not observed is a failure. */
public sealed interface TrailOutcome {

    /**
     * CloudTrail responded.
     *
     * @param at when the response arrived
     */
    record Observed(TrailStatus status, Instant at) implements TrailOutcome {
        public Observed {
            Objects.requireNonNull(status);
            Objects.requireNonNull(at);
        }
    }

    /** CloudTrail could not be called, or did not respond: the trail's health is unknown. */
    record Failed(Failure failure) implements TrailOutcome {
        public Failed {
            Objects.requireNonNull(failure);
        }
    }
}
