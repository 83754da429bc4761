package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.util.List;
import java.util.Optional;

/** One trail in one Region, with its health. */
record TrailRow(TrailReport report, TrailHealth health) {

    /** The same for all Regions of a trail. */
    List<String> trail() {
        return List.of(
                report.key().accountId(),
                report.key().homeRegion(),
                report.key().trail());
    }

    String region() {
        return report.key().awsRegion();
    }

    boolean isHome() {
        return region().equals(report.key().homeRegion());
    }

    /** What CloudTrail returned; nothing if the poll of this trail failed. */
    Optional<TrailStatus> status() {
        return report.outcome() instanceof Observed observed ? Optional.of(observed.status()) : Optional.empty();
    }

    /** Whether the settings are known and do not name this destination. */
    boolean isUnused(Destination destination) {
        return report.settings()
                .filter(settings -> isUnused(settings, destination))
                .isPresent();
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
