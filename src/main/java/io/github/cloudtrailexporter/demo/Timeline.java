package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
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

    /** This timeline until {@code since}; then there is nothing to deliver. */
    default Timeline idleSince(Instant since) {
        return now -> at(now.isBefore(since) ? now : since);
    }

    /**
     * This timeline until {@code repair}. Then CloudTrail delivers the backlog, the error disappears, as it does in AWS
     * when the cause is repaired, and {@code next} continues.
     */
    default Timeline repairedAt(Instant repair, Timeline next) {
        return now -> {
            if (now.isBefore(repair)) {
                return at(now);
            }
            Instant latest = next.at(now).latest().filter(repair::isBefore).orElse(repair);
            return new Delivery(Optional.of(latest), Optional.empty());
        };
    }
}
