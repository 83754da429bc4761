package io.github.cloudtrailexporter.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The GetTrailStatus response of AWS: times and errors without a value are omitted; only the six texts that AWS documents
 * as "no longer in use" are always present.
 */
final class TrailStatusDocument {

    private final SimulatedTrail trail;
    private final String region;
    private final Instant now;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private TrailStatusDocument(SimulatedTrail trail, String region, Instant now) {
        this.trail = trail;
        this.region = region;
        this.now = now;
    }

    /**
     * The status of the trail in one Region.
     *
     * @param withErrors whether errors are included: not for a plain member of the organization
     */
    static Map<String, Object> of(SimulatedTrail trail, String region, Instant now, boolean withErrors) {
        return new TrailStatusDocument(trail, region, now).write(withErrors);
    }

    private Map<String, Object> write(boolean withErrors) {
        LoggingTimes logging = trail.logging();
        members.put("IsLogging", logging.isLogging(now));
        logging.started().ifPresent(at -> members.put("StartLoggingTime", at));
        logging.stoppedBy(now).ifPresent(at -> members.put("StopLoggingTime", at));
        for (Destination destination : Destination.values()) {
            delivery(destination).ifPresent(delivery -> put(destination, delivery, withErrors));
        }
        legacy(logging);
        trail.rawStatusMembers().forEach((member, json) -> members.put(member, new Json.Raw(json)));
        return members;
    }

    private void put(Destination destination, Timeline.Delivery delivery, boolean withErrors) {
        delivery.latest().ifPresent(latest -> members.put(destination.timeMember(), latest));
        if (withErrors && !delivery.error().isEmpty()) {
            members.put(destination.errorMember(), delivery.error());
        }
    }

    /** While logging is stopped all times remain those of the stop; before the first start there are none. */
    private Optional<Timeline.Delivery> delivery(Destination destination) {
        if (trail.logging().started().isEmpty() || !trail.delivers(destination)) {
            return Optional.empty();
        }
        Instant asOf = trail.logging().stopInForce(now).orElse(now);
        return Optional.of(trail.timeline(destination, region).at(asOf));
    }

    private void legacy(LoggingTimes logging) {
        Optional<Timeline.Delivery> files = delivery(Destination.S3);
        Optional<Timeline.Delivery> notices = delivery(Destination.SNS);
        members.put("LatestDeliveryAttemptTime", text(files.flatMap(this::attempt)));
        members.put("LatestNotificationAttemptTime", text(notices.flatMap(this::attempt)));
        members.put("LatestNotificationAttemptSucceeded", text(notices.flatMap(Timeline.Delivery::latest)));
        members.put("LatestDeliveryAttemptSucceeded", text(files.flatMap(Timeline.Delivery::latest)));
        members.put("TimeLoggingStarted", text(logging.started()));
        members.put("TimeLoggingStopped", text(logging.stoppedBy(now)));
    }

    /** Attempts continue while deliveries fail. */
    private Optional<Instant> attempt(Timeline.Delivery delivery) {
        return delivery.error().isEmpty() ? delivery.latest() : Optional.of(now);
    }

    private static String text(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("");
    }
}
