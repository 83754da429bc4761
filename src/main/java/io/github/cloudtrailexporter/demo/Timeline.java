package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.Delivery;
import io.github.cloudtrailexporter.trail.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The deliveries to one destination of a trail, as a function of the time at which GetTrailStatus is called. Nothing runs
 * in the background: a healthy trail goes on delivering because the clock goes on.
 */
@FunctionalInterface
interface Timeline {

    Delivery at(Instant now);

    /** No delivery so far, and no error. */
    static Timeline never() {
        return now -> Delivery.NONE;
    }

    /** The last delivery was at {@code latest}; there is nothing to deliver since then. */
    static Timeline last(Instant latest) {
        return now -> new Delivery(Optional.of(latest), Optional.empty());
    }

    /** A delivery every {@code interval}, counted from the epoch plus {@code phase}. */
    static Timeline every(Duration interval, Duration phase) {
        long step = interval.toMillis();
        return now -> {
            long count = Math.floorDiv(now.toEpochMilli() - phase.toMillis(), step);
            Instant latest = Instant.ofEpochMilli(count * step + phase.toMillis());
            return new Delivery(Optional.of(latest), Optional.empty());
        };
    }

    /** This timeline until {@code since}; then the last delivery stays and CloudTrail reports {@code error}. */
    default Timeline failingSince(Instant since, String error) {
        return now -> now.isBefore(since) ? at(now) : new Delivery(at(since).latest(), ErrorCode.of(error));
    }

    /**
     * This timeline with an outage. At its end CloudTrail delivers the backlog and the error disappears, as it does in AWS
     * when the cause is repaired.
     */
    default Timeline outage(Instant from, Instant until, String error) {
        Timeline failing = failingSince(from, error);
        return now -> {
            if (now.isBefore(until)) {
                return failing.at(now);
            }
            Instant latest = at(now).latest().filter(until::isBefore).orElse(until);
            return new Delivery(Optional.of(latest), Optional.empty());
        };
    }
}
