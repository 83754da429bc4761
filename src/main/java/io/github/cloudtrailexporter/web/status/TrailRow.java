package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Delivery;
import io.github.cloudtrailexporter.trail.Destination;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.util.Optional;

/** One trail in one Region, with its state. */
record TrailRow(TrailReport report, TrailHealth health) {

    String region() {
        return report.key().awsRegion();
    }

    boolean isHome() {
        return region().equals(report.key().homeRegion());
    }

    /** What CloudTrail said; nothing if it could not be asked. */
    Optional<TrailStatus> status() {
        return report.outcome() instanceof Observed observed ? Optional.of(observed.status()) : Optional.empty();
    }

    Optional<Delivery> delivery(Destination destination) {
        return status().map(status -> status.delivery(destination));
    }
}
