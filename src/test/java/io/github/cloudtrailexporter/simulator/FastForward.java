package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Accelerates the deliveries of simulated trails while all other clocks run normally: at a pace of 60
 * an hour takes a minute, log files are delivered every five seconds, and an event of three hours ago is three minutes old.
 */
public final class FastForward {

    private final Instant start;
    private final int pace;

    /** @param start the moment at which the simulated time and the real time are equal */
    public FastForward(Instant start, int pace) {
        this.start = start;
        this.pace = pace;
    }

    /** Accelerates the trail from now on: its past and future deliveries, and its logging times. */
    public void play(SimulatedTrail trail, List<String> regions) {
        LoggingTimes logging = trail.logging();
        logging.started().map(this::real).ifPresent(trail::startLogging);
        logging.stopped().map(this::real).ifPresent(trail::stopLogging);
        playDeliveries(trail, regions);
    }

    /** Repairs the trail: it logs, and all deliveries succeed. */
    public void heal(SimulatedTrail trail, List<String> regions, Instant now) {
        if (!trail.logging().isLogging(now)) {
            trail.startLogging(now);
        }
        for (Destination destination : Destination.values()) {
            trail.healthy(destination);
        }
        playDeliveries(trail, regions);
    }

    private void playDeliveries(SimulatedTrail trail, List<String> regions) {
        for (Destination destination : Destination.values()) {
            regions.forEach(
                    region -> trail.deliveries(destination, region, faster(trail.timeline(destination, region))));
        }
    }

    private Timeline faster(Timeline story) {
        return now -> {
            Timeline.Delivery delivery =
                    story.at(start.plus(Duration.between(start, now).multipliedBy(pace)));
            return new Timeline.Delivery(delivery.latest().map(this::real), delivery.error());
        };
    }

    /** Converts a simulated time to real time. */
    public Instant real(Instant story) {
        return start.plus(Duration.between(start, story).dividedBy(pace));
    }
}
