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
        return observed(report, ((Observed) report.outcome()).status(), now);
    }

    public boolean healthy() {
        return state == State.HEALTHY;
    }

    private static TrailHealth observed(TrailReport report, TrailStatus status, Instant now) {
        if (!status.logging()) {
            return notLogging(status, now);
        }
        String errors = errors(status);
        if (!errors.isEmpty()) {
            return new TrailHealth(State.FAILING, errors);
        }
        if (neverDelivered(report, status, now)) {
            return new TrailHealth(State.NEVER_DELIVERED, "Nothing delivered" + since(status.started(), now));
        }
        Optional<Duration> digestAge = digestAge(report, status, now);
        if (digestAge.filter(age -> age.compareTo(DIGEST_STALE_AFTER) > 0).isPresent()) {
            return new TrailHealth(State.STALE, "No digest for " + Age.format(digestAge.get()));
        }
        Optional<Duration> logs = lag(Destination.CLOUDWATCH_LOGS, report, status, now);
        if (logs.isPresent()) {
            return new TrailHealth(
                    State.CLOUDWATCH_LOGS_STALE, "Nothing sent to CloudWatch Logs for " + Age.format(logs.get()));
        }
        Optional<Duration> notices = lag(Destination.SNS, report, status, now);
        if (notices.isPresent()) {
            return new TrailHealth(State.NOTIFICATIONS_STALE, "No notification for " + Age.format(notices.get()));
        }
        return new TrailHealth(State.HEALTHY, healthyMessage(status, now));
    }

    /**
     * The time since the last delivery to this destination, if the bucket got newer log files. The same events go to
     * both, so they are compared: an idle trail delivers to neither.
     */
    private static Optional<Duration> lag(
            Destination destination, TrailReport report, TrailStatus status, Instant now) {
        Optional<Instant> logFile = status.delivery(Destination.S3).latest();
        return status.delivery(destination)
                .latest()
                .filter(last -> logFile.isPresent() && last.plus(LAGS_AFTER).isBefore(logFile.get()))
                .filter(last -> report.settings()
                        .map(settings -> isSet(settings.destinations(), destination))
                        .orElse(true))
                .map(last -> Age.of(last, now));
    }

    private static boolean isSet(TrailSettings.Destinations to, Destination destination) {
        return !(destination == Destination.SNS ? to.snsTopicArn() : to.logGroupArn()).isEmpty();
    }

    private static TrailHealth notLogging(TrailStatus status, Instant now) {
        String message = status.stopped()
                .map(stopped -> "Not logging, stopped " + Age.format(Age.of(stopped, now)) + " ago")
                .orElse("Not logging");
        return new TrailHealth(State.NOT_LOGGING, message);
    }

    private static String errors(TrailStatus status) {
        return Arrays.stream(Destination.values())
                .filter(destination -> !isReportedForLogFiles(destination, status))
                .flatMap(destination ->
                        status
                                .delivery(destination)
                                .error()
                                .map(code -> failed(destination) + ": " + code.value())
                                .stream())
                .collect(Collectors.joining("; "));
    }

    /** Digests go to the same bucket: the same error of both is reported once. */
    private static boolean isReportedForLogFiles(Destination destination, TrailStatus status) {
        return destination == Destination.DIGEST
                && status.delivery(Destination.DIGEST)
                        .error()
                        .equals(status.delivery(Destination.S3).error());
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
    private static boolean neverDelivered(TrailReport report, TrailStatus status, Instant now) {
        boolean home = report.key().awsRegion().equals(report.key().homeRegion());
        boolean delivered = status.delivery(Destination.S3).latest().isPresent()
                || status.delivery(Destination.DIGEST).latest().isPresent();
        boolean longAgo = status.started()
                .filter(started -> Age.of(started, now).compareTo(FIRST_DELIVERY_WITHIN) > 0)
                .isPresent();
        return home && !delivered && longAgo;
    }

    /** The time since the last digest; nothing if none is expected, or not yet. */
    private static Optional<Duration> digestAge(TrailReport report, TrailStatus status, Instant now) {
        Optional<Instant> digest = status.delivery(Destination.DIGEST).latest();
        boolean expected =
                report.settings().map(TrailSettings::logFileValidation).orElse(digest.isPresent());
        return expected ? digest.map(latest -> Age.of(later(latest, status.started()), now)) : Optional.empty();
    }

    /** After a stop, the hour of the next digest counts from the start. */
    private static Instant later(Instant digest, Optional<Instant> started) {
        return started.filter(digest::isBefore).orElse(digest);
    }

    private static String healthyMessage(TrailStatus status, Instant now) {
        Optional<Instant> logFile = status.delivery(Destination.S3).latest();
        if (logFile.isEmpty()) {
            return "Logging, nothing to deliver yet";
        }
        Duration age = Age.of(logFile.get(), now);
        return age.compareTo(FIRST_DELIVERY_WITHIN) > 0 ? "Logging, no log file for " + Age.format(age) : "Delivering";
    }

    private static String since(Optional<Instant> started, Instant now) {
        return started.map(start -> " since logging started " + Age.format(Age.of(start, now)) + " ago")
                .orElse("");
    }
}
