package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailOutcome;

/** One target and what asking about it has come to so far. */
final class Ask {

    private final Target target;
    private volatile long startedNanos;
    private volatile TrailOutcome outcome = new TrailOutcome.Failed(Failure.of(FailureReason.NOT_RUN));

    Ask(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** Until this is called the target's turn has not come; until the answer, it has not answered in time. */
    void started() {
        startedNanos = System.nanoTime();
        outcome = new TrailOutcome.Failed(Failure.of(FailureReason.TIMEOUT));
    }

    void ended(TrailOutcome result) {
        outcome = result;
    }

    /** Of {@link System#nanoTime}; 0 as long as its turn has not come. */
    long startedNanos() {
        return startedNanos;
    }

    TrailOutcome outcome() {
        return outcome;
    }
}
