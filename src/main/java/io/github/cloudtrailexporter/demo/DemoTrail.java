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

/**
 * A trail of the demo. A new one is healthy: it has been logging for 90 days and delivers log files every 5 minutes and
 * digests every hour, in each Region at slightly different times. Nothing runs in the background: a trail continues to
 * deliver because the clock advances.
 *
 * <p>The methods that return {@code this} are for {@link DemoCompany}, which changes a trail only before it is shared.
 */
final class DemoTrail {

    /** What is special about a trail beside the gaps in its deliveries. */
    enum State {
        USUAL,
        /** A multi-Region trail of the whole organization. */
        ORGANIZATION,
        /** Records no read management events, and for a while no write ones either. */
        WRITE_ONLY,
        /** StopLogging was called six hours before the start: later deliveries do not happen. */
        STOPPED,
        /** StartLogging was called two hours before the start, and nothing has been delivered; without validation. */
        NEVER_DELIVERED,
        /** GetTrailStatus and GetEventSelectors are denied. */
        DENIED
    }

    private final TrailArn arn;
    private final String bucket;
    private final Instant start;
    private final Map<Destination, Gap> gaps = new EnumMap<>(Destination.class);
    private State state = State.USUAL;
    private String topicArn = "";
    private String keyArn = "";

    DemoTrail(TrailArn arn, String bucket, Instant start) {
        this.arn = arn;
        this.bucket = bucket;
        this.start = start;
        gap(Gap.NONE, Destination.S3, Destination.DIGEST);
    }

    DemoTrail state(State special) {
        state = special;
        return this;
    }

    DemoTrail topic(String name) {
        topicArn = arnOf("sns", name);
        return gap(Gap.NONE, Destination.SNS);
    }

    DemoTrail logGroup() {
        return gap(Gap.NONE, Destination.CLOUDWATCH_LOGS);
    }

    DemoTrail key(String id) {
        keyArn = arnOf("kms", "key/" + id);
        return this;
    }

    /** The last delivery was so long ago, because of the error, or because there was nothing to deliver if it is empty. */
    DemoTrail interrupted(Duration before, String error, Destination... destinations) {
        Instant since = start.minus(before);
        return gap(new Gap(since, since, Instant.MAX, error), destinations);
    }

    DemoTrail gap(Gap gap, Destination... destinations) {
        for (Destination destination : destinations) {
            gaps.put(destination, gap);
        }
        return this;
    }

    /**
     * A gap in the deliveries to a destination. When it ends, the backlog is delivered at once, as in AWS.
     *
     * @param begins the last delivery before the gap
     * @param fails from when on CloudTrail reports the error; later than {@code begins} if there was nothing to deliver
     * @param error empty if there is nothing to deliver in the whole gap
     */
    record Gap(Instant begins, Instant fails, Instant ends, String error) {

        private static final Gap NONE = new Gap(Instant.MAX, Instant.MAX, Instant.MAX, "");

        /** @param regular the last delivery that would have happened without the gap */
        private Delivery delivery(Instant regular, Instant now) {
            if (now.isBefore(ends)) {
                Instant latest = regular.isBefore(begins) ? regular : begins;
                return new Delivery(Optional.of(latest), ErrorCode.of(now.isBefore(fails) ? "" : error));
            }
            return new Delivery(Optional.of(regular.isBefore(ends) ? ends : regular), Optional.empty());
        }
    }

    TrailArn arn() {
        return arn;
    }

    List<String> regions() {
        return state == State.ORGANIZATION ? DemoCompany.POLLED_REGIONS : List.of(arn.homeRegion());
    }

    boolean isDenied() {
        return state == State.DENIED;
    }

    TrailSettings settings() {
        boolean organization = state == State.ORGANIZATION;
        boolean logs = gaps.containsKey(Destination.CLOUDWATCH_LOGS);
        String logGroup = logs ? arnOf("logs", "log-group:cloudtrail/" + arn.name() + ":*") : "";
        return new TrailSettings(
                new TrailSettings.Destinations(bucket, organization ? "org" : "", topicArn, logGroup, keyArn),
                organization,
                organization,
                state != State.NEVER_DELIVERED,
                new TrailSettings.Recording(organization, false, false));
    }

    private String arnOf(String service, String resource) {
        return String.join(":", "arn:aws", service, arn.homeRegion(), arn.accountId(), resource);
    }

    EventSelectors eventSelectors(Instant now) {
        boolean writeOnly = state == State.WRITE_ONLY;
        Instant off = start.plus(DemoCompany.EVENTS_OFF_AFTER);
        boolean on = !writeOnly || now.isBefore(off) || !now.isBefore(off.plus(DemoCompany.EVENTS_ON_AFTER));
        return new EventSelectors(
                List.of(EventSelectors.basic(writeOnly ? "WriteOnly" : "All", on, Map.of(), List.of())));
    }

    /** While logging is stopped, everything stays as it was at the stop. */
    TrailStatus status(String region, Instant now) {
        Optional<Instant> stopped =
                state == State.STOPPED ? Optional.of(start.minus(Duration.ofHours(6))) : Optional.empty();
        if (state == State.NEVER_DELIVERED) {
            Instant started = start.minus(Duration.ofHours(2));
            return new TrailStatus(true, Map.of(), Optional.of(started), stopped);
        }
        Map<Destination, Delivery> deliveries = new EnumMap<>(Destination.class);
        gaps.forEach((destination, gap) ->
                deliveries.put(destination, delivery(gap, destination, region, stopped.orElse(now))));
        return new TrailStatus(stopped.isEmpty(), deliveries, Optional.of(start.minus(Duration.ofDays(90))), stopped);
    }

    private Delivery delivery(Gap gap, Destination destination, String region, Instant now) {
        long interval =
                Duration.ofMinutes(destination == Destination.DIGEST ? 60 : 5).toMillis();
        int phase = (arn + region).hashCode();
        return gap.delivery(now.minusMillis(Math.floorMod(now.toEpochMilli() - phase, interval)), now);
    }
}
