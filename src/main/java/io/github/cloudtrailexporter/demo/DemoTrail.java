package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A trail of the demo. A new one is healthy: it has been logging for 90 days and delivers log files every 5 minutes and
 * digests every hour, in each Region at slightly different times.
 *
 * <p>The methods that return {@code this} are for {@link DemoFleet}, which changes a trail only before it is shared.
 */
final class DemoTrail {

    private static final Duration LOG_FILES = Duration.ofMinutes(5);
    private static final Duration DIGESTS = Duration.ofHours(1);
    private static final Duration AGE = Duration.ofDays(90);

    private final TrailArn arn;
    private final String bucket;
    private final Map<Destination, UnaryOperator<Timeline>> stories = new EnumMap<>(Destination.class);
    private Instant started;
    private Instant stopped = Instant.MAX;
    private String readWriteType = "All";
    private Instant eventsOff = Instant.MAX;
    private Instant eventsOn = Instant.MAX;
    private List<String> regions;
    private boolean organization;
    private boolean denied;
    private String keyPrefix = "";
    private String topicArn = "";
    private String keyArn = "";

    DemoTrail(TrailArn arn, String bucket, Instant now) {
        this.arn = arn;
        this.bucket = bucket;
        this.regions = List.of(arn.homeRegion());
        this.started = now.minus(AGE);
        regular(Destination.S3).regular(Destination.DIGEST);
    }

    /** A multi-Region trail of the whole organization; {@code polled} are the Regions that the demo's configuration lists. */
    DemoTrail organization(List<String> polled) {
        organization = true;
        regions = List.copyOf(polled);
        return this;
    }

    DemoTrail keyPrefix(String prefix) {
        keyPrefix = prefix;
        return this;
    }

    DemoTrail topic(String arnOfTopic) {
        topicArn = arnOfTopic;
        return regular(Destination.SNS);
    }

    DemoTrail logGroup() {
        return regular(Destination.CLOUDWATCH_LOGS);
    }

    DemoTrail key(String arnOfKey) {
        keyArn = arnOfKey;
        return this;
    }

    DemoTrail withoutDigests() {
        stories.remove(Destination.DIGEST);
        return this;
    }

    DemoTrail startedAt(Instant at) {
        started = at;
        return this;
    }

    /** StopLogging was called then: later deliveries do not happen. */
    DemoTrail stoppedAt(Instant at) {
        stopped = at;
        return this;
    }

    /** Records no read management events. */
    DemoTrail writeOnly() {
        readWriteType = "WriteOnly";
        return this;
    }

    /** PutEventSelectors switches management events off and, later, on again. */
    DemoTrail managementEventsOff(Instant from, Instant to) {
        eventsOff = from;
        eventsOn = to;
        return this;
    }

    /** GetTrailStatus and GetEventSelectors are denied for this trail. */
    DemoTrail deny() {
        denied = true;
        return this;
    }

    /** Replaces the regular timeline of a destination. */
    DemoTrail story(Destination destination, UnaryOperator<Timeline> story) {
        stories.put(destination, story);
        return this;
    }

    private DemoTrail regular(Destination destination) {
        return story(destination, UnaryOperator.identity());
    }

    TrailArn arn() {
        return arn;
    }

    /** The Regions in which the demo's configuration polls it, the home Region first. */
    List<String> regions() {
        return regions;
    }

    boolean isOrganization() {
        return organization;
    }

    boolean isDenied() {
        return denied;
    }

    /** Whether the Region has the trail or a shadow of it. */
    boolean isIn(String region) {
        return organization || arn.homeRegion().equals(region);
    }

    /** As DescribeTrails reports it. */
    TrailSettings settings() {
        String logGroup = stories.containsKey(Destination.CLOUDWATCH_LOGS)
                ? "arn:aws:logs:" + arn.homeRegion() + ":" + arn.accountId() + ":log-group:cloudtrail/" + arn.name()
                        + ":*"
                : "";
        return new TrailSettings(
                new TrailSettings.Destinations(bucket, keyPrefix, topicArn, logGroup, keyArn),
                organization,
                organization,
                stories.containsKey(Destination.DIGEST),
                new TrailSettings.Recording(organization, false, false));
    }

    /** As GetEventSelectors reports it; without a story, the default, which records all management events. */
    EventSelectors eventSelectors(Instant now) {
        boolean off = !now.isBefore(eventsOff) && now.isBefore(eventsOn);
        return new EventSelectors(
                List.of(new EventSelectors.Basic(readWriteType, !off, Map.of(), List.of())), List.of());
    }

    /** As GetTrailStatus reports it in one Region. While logging is stopped, everything stays as it was at the stop. */
    TrailStatus status(String region, Instant now) {
        boolean logging = now.isBefore(stopped);
        Instant asOf = logging ? now : stopped;
        Map<Destination, Delivery> deliveries = new EnumMap<>(Destination.class);
        stories.forEach((destination, story) -> deliveries.put(
                destination, story.apply(healthy(destination, region)).at(asOf)));
        return new TrailStatus(
                logging, deliveries, Optional.of(started), logging ? Optional.empty() : Optional.of(stopped));
    }

    private Timeline healthy(Destination destination, String region) {
        Duration interval = destination == Destination.DIGEST ? DIGESTS : LOG_FILES;
        long spread = Math.floorMod((arn + region).hashCode(), interval.toMillis());
        return Timeline.every(interval, Duration.ofMillis(spread).plus(lag(destination)));
    }

    /** A notification follows its log file at once; CloudWatch Logs is served independently. */
    private static Duration lag(Destination destination) {
        return switch (destination) {
            case S3, DIGEST -> Duration.ZERO;
            case SNS -> Duration.ofMillis(40);
            case CLOUDWATCH_LOGS -> Duration.ofSeconds(73);
        };
    }
}
