package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The last delivery to a destination and its error, as a function of the time of the call.
 *
 * <p>So no background thread is needed: a healthy trail continues to deliver because the clock advances.
 */
@FunctionalInterface
public interface Timeline {

    Delivery at(Instant now);

    /**
     * The state of a destination at one moment.
     *
     * @param latest the last success, if there was one
     * @param error the error in the response; empty for none
     */
    record Delivery(Optional<Instant> latest, String error) {}

    /** One last success, nothing since: an idle trail. */
    static Timeline last(Instant latest) {
        return now -> new Delivery(Optional.of(latest), "");
    }

    /** A success each {@code interval}, as seen from the epoch plus {@code phase}. */
    static Timeline every(Duration interval, Duration phase) {
        long step = interval.toMillis();
        return now -> {
            long slot = Math.floorDiv(now.toEpochMilli() - phase.toMillis(), step);
            return new Delivery(Optional.of(Instant.ofEpochMilli(slot * step + phase.toMillis())), "");
        };
    }

    /** This timeline until {@code since}; from then on the last success remains and {@code error} is returned. */
    default Timeline failingSince(Instant since, String error) {
        return now -> now.isBefore(since) ? at(now) : new Delivery(at(since).latest(), error);
    }
}
