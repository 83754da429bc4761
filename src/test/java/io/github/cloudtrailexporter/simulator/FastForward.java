package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Lets the story of simulated trails unfold faster while the clocks of everybody who watches go on as ever: at a pace of 60
 * an hour takes a minute, log files come every five seconds, and what happened three hours ago happened three minutes ago.
 */
public final class FastForward {

    private final Instant start;
    private final int pace;

    /** @param start the moment at which the time of the story and the real time are the same */
    public FastForward(Instant start, int pace) {
        this.start = start;
        this.pace = pace;
    }

    /** Lets everything about the trail run faster from now on: what it has delivered, will deliver, and its logging. */
    public void play(SimulatedTrail trail, List<String> regions) {
        LoggingTimes logging = trail.logging();
        logging.started().map(this::real).ifPresent(trail::startLogging);
        logging.stopped().map(this::real).ifPresent(trail::stopLogging);
        playDeliveries(trail, regions);
    }

    /** Repairs the trail: it logs, and every destination is served. */
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

    /** When a moment of the story comes, or came, for those who watch. */
    public Instant real(Instant story) {
        return start.plus(Duration.between(start, story).dividedBy(pace));
    }
}
