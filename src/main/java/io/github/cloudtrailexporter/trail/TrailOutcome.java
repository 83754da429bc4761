package io.github.cloudtrailexporter.trail;

import java.time.Instant;
import java.util.Objects;

/** What asking for one trail in one Region came to. There is no third case: what was not observed is a failure. */
public sealed interface TrailOutcome {

    /**
     * CloudTrail answered.
     *
     * @param at when the answer came
     */
    record Observed(TrailStatus status, Instant at) implements TrailOutcome {
        public Observed {
            Objects.requireNonNull(status);
            Objects.requireNonNull(at);
        }
    }

    /** CloudTrail could not be asked, or did not answer: the trail's health is unknown. */
    record Failed(Failure failure) implements TrailOutcome {
        public Failed {
            Objects.requireNonNull(failure);
        }
    }
}
