package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Instant;
import java.util.Optional;

/** One trail in one Region, with its health. */
record TrailRow(TrailReport report, TrailHealth health) {

    String region() {
        return report.key().awsRegion();
    }

    boolean isHome() {
        return region().equals(report.key().homeRegion());
    }

    StatusIcon icon() {
        return StatusIcon.of(health.state());
    }

    String message() {
        return health.message();
    }

    /** What CloudTrail returned; nothing if the poll of this trail failed. */
    Optional<TrailStatus> status() {
        return report.outcome() instanceof Observed observed ? Optional.of(observed.status()) : Optional.empty();
    }

    boolean isKnown() {
        return status().isPresent();
    }

    boolean hasError(Destination destination) {
        return delivery(destination).error().isPresent();
    }

    String error(Destination destination) {
        return delivery(destination).error().orElseThrow().value();
    }

    boolean hasDelivered(Destination destination) {
        return delivery(destination).latest().isPresent();
    }

    Instant latest(Destination destination) {
        return delivery(destination).latest().orElseThrow();
    }

    /** The text in place of the time of a last delivery, where there was none. */
    String nothing(Destination destination) {
        boolean unused = report.settings()
                .filter(settings -> !hasError(destination))
                .filter(settings -> isUnused(settings, destination))
                .isPresent();
        return unused ? "not set up" : "never";
    }

    private Delivery delivery(Destination destination) {
        return status().map(status -> status.delivery(destination)).orElse(Delivery.NONE);
    }

    private static boolean isUnused(TrailSettings settings, Destination destination) {
        TrailSettings.Destinations destinations = settings.destinations();
        return switch (destination) {
            case S3 -> destinations.s3Bucket().isEmpty();
            case SNS -> destinations.snsTopicArn().isEmpty();
            case CLOUDWATCH_LOGS -> destinations.logGroupArn().isEmpty();
            case DIGEST -> !settings.logFileValidation();
        };
    }
}
