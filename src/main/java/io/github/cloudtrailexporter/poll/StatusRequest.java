package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import java.time.Duration;

/** The request for the status of one target in one poll, and its outcome so far. */
final class StatusRequest {

    private final Target target;
    private final Priority priority;
    private volatile Duration startedAfter = Duration.ZERO;
    private volatile TrailOutcome outcome = new TrailOutcome.Failed(Failure.of(FailureReason.NOT_RUN));

    StatusRequest(Target target, Priority priority) {
        this.target = target;
        this.priority = priority;
    }

    Target target() {
        return target;
    }

    Priority priority() {
        return priority;
    }

    /**
     * The call is being made: until it returns, the outcome is a timeout.
     *
     * @param sincePollStart time from the start of the poll to the call
     */
    void started(Duration sincePollStart) {
        startedAfter = sincePollStart;
        outcome = new TrailOutcome.Failed(Failure.of(FailureReason.TIMEOUT));
    }

    void ended(TrailOutcome result) {
        outcome = result;
    }

    TrailOutcome outcome() {
        return outcome;
    }

    /**
     * The priority of this target in the next poll. A call that started late and was cut goes first: behind all others it
     * would start late, and be cut, in every poll.
     *
     * @param pollDuration of the poll that has ended
     */
    Priority nextPriority(Duration pollDuration) {
        if (!(outcome instanceof TrailOutcome.Failed failed)) {
            return Priority.STATUS;
        }
        boolean startedLate = startedAfter.compareTo(pollDuration.dividedBy(2)) > 0;
        return switch (failed.failure().reason()) {
            case NOT_RUN -> priority.overdue();
            case TIMEOUT -> startedLate ? priority.overdue() : Priority.SUSPECT;
            default -> Priority.STATUS;
        };
    }
}
