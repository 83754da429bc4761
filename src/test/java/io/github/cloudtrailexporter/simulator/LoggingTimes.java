package io.github.cloudtrailexporter.simulator;

import java.time.Instant;
import java.util.Optional;

/** When StartLogging and StopLogging were last called. As in AWS, a start does not clear an earlier stop. */
record LoggingTimes(Optional<Instant> started, Optional<Instant> stopped) {

    boolean isLogging(Instant now) {
        return started.isPresent() && stopInForce(now).isEmpty();
    }

    /** The stop that was not followed by a start. */
    Optional<Instant> stopInForce(Instant now) {
        return stoppedBy(now).filter(stop -> started.isEmpty() || !stop.isBefore(started.get()));
    }

    Optional<Instant> stoppedBy(Instant now) {
        return stopped.filter(stop -> !stop.isAfter(now));
    }
}
