package io.github.cloudtrailexporter.trail;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
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
    }

    public Delivery delivery(Destination destination) {
        return deliveries.get(destination);
    }

    /** The last successful delivery to a destination if there was one (never 0), and the error CloudTrail shows now if any. */
    public record Delivery(Optional<Instant> latest, Optional<ErrorCode> error) {

        /** No delivery and no error: a destination that is not used, or not yet. */
        public static final Delivery NONE = new Delivery(Optional.empty(), Optional.empty());
    }

    /** The four destinations of a trail; GetTrailStatus reports a time and an error for each of them. */
    public enum Destination {
        /** Log files in the S3 bucket: {@code LatestDeliveryTime}, {@code LatestDeliveryError}. */
        S3,
        /** Notifications to the SNS topic: {@code LatestNotificationTime}, {@code LatestNotificationError}. */
        SNS,
        /** Events in the log group: {@code LatestCloudWatchLogsDeliveryTime}, {@code ...Error}. */
        CLOUDWATCH_LOGS,
        /** Hourly digest files in the S3 bucket: {@code LatestDigestDeliveryTime}, {@code LatestDigestDeliveryError}. */
        DIGEST
    }
}
