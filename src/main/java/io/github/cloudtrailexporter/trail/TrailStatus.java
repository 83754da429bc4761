package io.github.cloudtrailexporter.trail;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of GetTrailStatus for one trail in one Region.
 *
 * @param logging whether StartLogging is in force; does not imply delivery
 * @param deliveries one entry for every {@link Destination}
 * @param started the most recent StartLogging
 * @param stopped the most recent StopLogging; not cleared by a later StartLogging
 */
public record TrailStatus(
        boolean logging, Map<Destination, Delivery> deliveries, Optional<Instant> started, Optional<Instant> stopped) {

    public TrailStatus {
        EnumMap<Destination, Delivery> all = new EnumMap<>(Destination.class);
        for (Destination destination : Destination.values()) {
            all.put(destination, deliveries.getOrDefault(destination, Delivery.NONE));
        }
        deliveries = Map.copyOf(all);
        Objects.requireNonNull(started);
        Objects.requireNonNull(stopped);
    }

    public Delivery delivery(Destination destination) {
        return Objects.requireNonNull(deliveries.get(destination));
    }
}
