package io.github.cloudtrailexporter.trail;

import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The health of a trail, from one report at one instant: its state, and a message for people.
 *
 * <p>The age of log files alone is not a sign of failure: a trail that has nothing to record delivers nothing. Digest
 * files are delivered every hour even then.
 */
public record TrailHealth(State state, String message) {

    /** Digests are delivered every hour; three missing ones in a row are a failure. */
    static final Duration DIGEST_STALE_AFTER = Duration.ofHours(3);

    /** The first log file is usually delivered within minutes. */
    static final Duration FIRST_DELIVERY_WITHIN = Duration.ofHours(1);

    /** Notifications and events in CloudWatch Logs usually follow the log files within minutes. */
    static final Duration LAGS_AFTER = Duration.ofHours(1);

    /** The states, the worst first. */
    public enum State {
        /** Nothing is recorded: events that happen now are lost. */
        NOT_LOGGING("Not logging"),
        /** CloudTrail shows an error for at least one destination. */
        FAILING("Failing"),
        /** Recording for over an hour, but nothing was ever delivered to the bucket. */
        NEVER_DELIVERED("Never delivered"),
        /** No error, but the hourly digests have stopped. */
        STALE("Stale"),
        /** No error, but events of delivered log files are missing in CloudWatch Logs. */
        CLOUDWATCH_LOGS_STALE("CloudWatch Logs stale"),
        /** No error, but delivered log files were not announced. */
        NOTIFICATIONS_STALE("Notifications stale"),
        /** CloudTrail could not be polled. */
        UNKNOWN("Unknown"),
        /** Recording, no error, nothing overdue. */
        HEALTHY("Healthy");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /** One or two words. */
        public String title() {
            return title;
        }
    }

    /** The health of the trail behind this report, at this instant. */
    public static TrailHealth of(TrailReport report, Instant now) {
        if (report.outcome() instanceof Failed failed) {
            return new TrailHealth(
                    State.UNKNOWN, "Unknown: " + failed.failure().reason().message());
        }
        TrailStatus status = ((Observed) report.outcome()).status();
        if (!status.logging()) {
            String since = status.stopped()
                    .map(stopped -> ", stopped " + age(stopped, now) + " ago")
                    .orElse("");
            return new TrailHealth(State.NOT_LOGGING, "Not logging" + since);
        }
        String errors = errors(status);
        if (!errors.isEmpty()) {
            return new TrailHealth(State.FAILING, errors);
        }
        return neverDelivered(report, status, now)
                .or(() -> stale(report, status, now))
                .or(() -> lagging(Destination.CLOUDWATCH_LOGS, report, status, now))
                .or(() -> lagging(Destination.SNS, report, status, now))
                .orElseGet(() -> healthy(status, now));
    }

    public boolean healthy() {
        return state == State.HEALTHY;
    }

    /** Digests go to the same bucket as log files: the same error of both is reported once. */
    private static String errors(TrailStatus status) {
        boolean same = status.delivery(Destination.DIGEST)
                .error()
                .equals(status.delivery(Destination.S3).error());
        return Arrays.stream(Destination.values())
                .filter(destination -> destination != Destination.DIGEST || !same)
                .flatMap(destination -> status.delivery(destination).error().stream()
                        .map(code -> failed(destination) + ": " + code.value()))
                .collect(Collectors.joining("; "));
    }

    private static String failed(Destination destination) {
        return switch (destination) {
            case S3 -> "Cannot deliver to S3";
            case SNS -> "Cannot notify SNS";
            case CLOUDWATCH_LOGS -> "Cannot deliver to CloudWatch Logs";
            case DIGEST -> "Cannot deliver digests";
        };
    }

    /**
     * A delivered digest proves access to the bucket as well as a log file does. In a Region that is not the trail's home
     * there may never be anything to deliver.
     */
    private static Optional<TrailHealth> neverDelivered(TrailReport report, TrailStatus status, Instant now) {
        boolean home = report.key().awsRegion().equals(report.key().homeRegion());
        boolean delivered = status.delivery(Destination.S3).latest().isPresent()
                || status.delivery(Destination.DIGEST).latest().isPresent();
        return status.started()
                .filter(started -> home && !delivered && isOlder(started, FIRST_DELIVERY_WITHIN, now))
                .map(started -> new TrailHealth(
                        State.NEVER_DELIVERED,
                        "Nothing delivered since logging started " + age(started, now) + " ago"));
    }

    /** Digests are expected if log file validation is on. After a stop, the hour of the next one counts from the start. */
    private static Optional<TrailHealth> stale(TrailReport report, TrailStatus status, Instant now) {
        return status.delivery(Destination.DIGEST)
                .latest()
                .filter(latest -> report.mayUse(Destination.DIGEST))
                .map(latest -> status.started().filter(latest::isBefore).orElse(latest))
                .filter(since -> isOlder(since, DIGEST_STALE_AFTER, now))
                .map(since -> new TrailHealth(State.STALE, "No digest for " + age(since, now)));
    }

    /**
     * The last delivery to this destination is much older than the last log file. The same events go to both, so they are
     * compared: an idle trail delivers to neither.
     */
    private static Optional<TrailHealth> lagging(
            Destination destination, TrailReport report, TrailStatus status, Instant now) {
        Optional<Instant> logFile = status.delivery(Destination.S3).latest();
        return status.delivery(destination)
                .latest()
                .filter(last ->
                        report.mayUse(destination) && logFile.isPresent() && isOlder(last, LAGS_AFTER, logFile.get()))
                .map(last -> destination == Destination.SNS
                        ? new TrailHealth(State.NOTIFICATIONS_STALE, "No notification for " + age(last, now))
                        : new TrailHealth(
                                State.CLOUDWATCH_LOGS_STALE, "Nothing sent to CloudWatch Logs for " + age(last, now)));
    }

    private static TrailHealth healthy(TrailStatus status, Instant now) {
        Optional<Instant> logFile = status.delivery(Destination.S3).latest();
        String message = logFile.map(latest -> isOlder(latest, FIRST_DELIVERY_WITHIN, now)
                        ? "Logging, no log file for " + age(latest, now)
                        : "Delivering")
                .orElse("Logging, nothing to deliver yet");
        return new TrailHealth(State.HEALTHY, message);
    }

    private static boolean isOlder(Instant instant, Duration limit, Instant now) {
        return instant.plus(limit).isBefore(now);
    }

    private static String age(Instant instant, Instant now) {
        return Age.format(Duration.between(instant, now));
    }
}
