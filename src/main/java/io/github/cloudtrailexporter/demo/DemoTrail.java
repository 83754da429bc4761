package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.ErrorCode;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A trail of the demo. A new one is healthy: it has been logging for 90 days and delivers log files every 5 minutes and
 * digests every hour, in each Region at slightly different times.
 *
 * <p>The methods that return {@code this} are for {@link DemoCompany}, which changes a trail only before it is shared.
 */
final class DemoTrail {

    private static final Duration LOG_FILES = Duration.ofMinutes(5);
    private static final Duration DIGESTS = Duration.ofHours(1);
    private static final Duration AGE = Duration.ofDays(90);

    private final TrailArn arn;
    private final String bucket;
    private final Map<Destination, Story> stories = new EnumMap<>(Destination.class);
    private Instant started;
    private Instant stopped = Instant.MAX;
    private String readWriteType = "All";
    private Predicate<Instant> managementEvents = now -> true;
    private List<String> regions;
    private boolean organization;
    private boolean denied;
    private String topicArn = "";
    private String keyArn = "";

    DemoTrail(TrailArn arn, String bucket, Instant now) {
        this.arn = arn;
        this.bucket = bucket;
        this.regions = List.of(arn.homeRegion());
        this.started = now.minus(AGE);
        healthy(Destination.S3).healthy(Destination.DIGEST);
    }

    /** A multi-Region trail of the whole organization; {@code polled} are the Regions that the demo's configuration lists. */
    DemoTrail organization(List<String> polled) {
        organization = true;
        regions = polled;
        return this;
    }

    DemoTrail topic(String name) {
        topicArn = arnOf("sns", name);
        return healthy(Destination.SNS);
    }

    DemoTrail logGroup() {
        return healthy(Destination.CLOUDWATCH_LOGS);
    }

    DemoTrail key(String id) {
        keyArn = arnOf("kms", "key/" + id);
        return this;
    }

    /** StartLogging was called then, and nothing has been delivered since; log file validation is off. */
    DemoTrail neverDeliveredSince(Instant start) {
        started = start;
        stories.clear();
        return this;
    }

    /** StopLogging was called then: later deliveries do not happen. */
    DemoTrail stoppedAt(Instant at) {
        stopped = at;
        return this;
    }

    /** Records no read management events, and those of writes only while {@code on}. */
    DemoTrail writeOnly(Predicate<Instant> on) {
        readWriteType = "WriteOnly";
        managementEvents = on;
        return this;
    }

    /** GetTrailStatus and GetEventSelectors are denied for this trail. */
    DemoTrail deny() {
        denied = true;
        return this;
    }

    private DemoTrail healthy(Destination destination) {
        return story(destination, (regular, now) -> delivered(regular.apply(now)));
    }

    /** The last delivery before {@code since} stays, and CloudTrail reports {@code error}. */
    DemoTrail failing(Instant since, String error, Destination... destinations) {
        for (Destination destination : destinations) {
            story(destination, (regular, now) -> failed(regular.apply(since), error));
        }
        return this;
    }

    DemoTrail story(Destination destination, Story story) {
        stories.put(destination, story);
        return this;
    }

    /**
     * The state of a destination, as a function of the time at which GetTrailStatus is called. Nothing runs in the
     * background: a healthy trail continues to deliver because the clock advances.
     */
    @FunctionalInterface
    interface Story {
        /**
         * The state at this time.
         *
         * @param regular the last delivery of a healthy trail before a time
         */
        Delivery at(UnaryOperator<Instant> regular, Instant now);
    }

    static Delivery delivered(Instant latest) {
        return new Delivery(Optional.of(latest), Optional.empty());
    }

    static Delivery failed(Instant latest, String error) {
        return new Delivery(Optional.of(latest), ErrorCode.of(error));
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

    /** As DescribeTrails reports it. */
    TrailSettings settings() {
        boolean logs = stories.containsKey(Destination.CLOUDWATCH_LOGS);
        String logGroup = logs ? arnOf("logs", "log-group:cloudtrail/" + arn.name() + ":*") : "";
        return new TrailSettings(
                new TrailSettings.Destinations(bucket, organization ? "org" : "", topicArn, logGroup, keyArn),
                organization,
                organization,
                stories.containsKey(Destination.DIGEST),
                new TrailSettings.Recording(organization, false, false));
    }

    private String arnOf(String service, String resource) {
        return String.join(":", "arn:aws", service, arn.homeRegion(), arn.accountId(), resource);
    }

    /** As GetEventSelectors reports it. */
    EventSelectors eventSelectors(Instant now) {
        EventSelectors.Basic selector =
                new EventSelectors.Basic(readWriteType, managementEvents.test(now), Map.of(), List.of());
        return new EventSelectors(List.of(selector), List.of());
    }

    /** As GetTrailStatus reports it in one Region. While logging is stopped, everything stays as it was at the stop. */
    TrailStatus status(String region, Instant now) {
        boolean logging = now.isBefore(stopped);
        Instant asOf = logging ? now : stopped;
        Map<Destination, Delivery> deliveries = new EnumMap<>(Destination.class);
        stories.forEach((destination, story) ->
                deliveries.put(destination, story.at(time -> regular(destination, region, time), asOf)));
        return new TrailStatus(
                logging, deliveries, Optional.of(started), logging ? Optional.empty() : Optional.of(stopped));
    }

    private Instant regular(Destination destination, String region, Instant now) {
        Duration interval = destination == Destination.DIGEST ? DIGESTS : LOG_FILES;
        int phase = (arn + region).hashCode();
        return now.minusMillis(Math.floorMod(now.toEpochMilli() - phase, interval.toMillis()));
    }
}
