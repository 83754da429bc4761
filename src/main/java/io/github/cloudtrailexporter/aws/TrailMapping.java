package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * Converts CloudTrail's responses to values of the domain. Any field may be missing: absent, null and blank all mean
 * "nothing", except for {@code IsLogging}, without which a response is invalid.
 */
final class TrailMapping {

    /** CloudTrail was released in November 2013. */
    private static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofDays(1);

    private final Clock clock;
    private final CallListener listener;
    private final DedupLogger anomalies;

    TrailMapping(Clock clock, CallListener listener, DedupLogger anomalies) {
        this.clock = clock;
        this.listener = listener;
        this.anomalies = anomalies;
    }

    TrailStatus status(TrailArn trail, GetTrailStatusResponse response) throws AwsCallException {
        if (response.isLogging() == null) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        Map<Destination, Delivery> deliveries = Map.of(
                Destination.S3,
                delivery(trail, "LatestDelivery", response.latestDeliveryTime(), response.latestDeliveryError()),
                Destination.SNS,
                delivery(
                        trail,
                        "LatestNotification",
                        response.latestNotificationTime(),
                        response.latestNotificationError()),
                Destination.CLOUDWATCH_LOGS,
                delivery(
                        trail,
                        "LatestCloudWatchLogsDelivery",
                        response.latestCloudWatchLogsDeliveryTime(),
                        response.latestCloudWatchLogsDeliveryError()),
                Destination.DIGEST,
                delivery(
                        trail,
                        "LatestDigestDelivery",
                        response.latestDigestDeliveryTime(),
                        response.latestDigestDeliveryError()));
        return new TrailStatus(
                response.isLogging(),
                deliveries,
                time(trail, "StartLoggingTime", response.startLoggingTime()),
                time(trail, "StopLoggingTime", response.stopLoggingTime()));
    }

    private Delivery delivery(TrailArn trail, String field, Instant latest, String error) {
        return new Delivery(time(trail, field + "Time", latest), error(trail, field + "Error", error));
    }

    private Optional<ErrorCode> error(TrailArn trail, String field, String value) {
        Optional<ErrorCode> error = ErrorCode.of(value);
        if (error.equals(Optional.of(ErrorCode.OTHER)) && !value.equals(ErrorCode.OTHER.value())) {
            anomalies.warn(field + " of " + trail + " is not an error code: " + value);
        }
        return error;
    }

    /** The time, unless it is impossible: milliseconds taken for seconds must not become an age. */
    private Optional<Instant> time(TrailArn trail, String field, Instant value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.isBefore(EARLIEST) || value.isAfter(clock.instant().plus(AHEAD))) {
            listener.implausible(field);
            anomalies.warn(field, field + " of " + trail + " is an impossible time and is ignored: " + value);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    SortedMap<TrailArn, TrailSettings> settings(DescribeTrailsResponse response) {
        SortedMap<TrailArn, TrailSettings> settings = new TreeMap<>();
        for (Trail trail : response.trailList()) {
            String arn = trail == null ? null : trail.trailARN();
            TrailArn.parse(text(arn))
                    .ifPresentOrElse(
                            known -> settings.put(known, settings(trail)),
                            () -> anomalies.warn(
                                    "DescribeTrails returned a trail that is ignored because its ARN is invalid: "
                                            + arn));
        }
        return Collections.unmodifiableSortedMap(settings);
    }

    private static TrailSettings settings(Trail trail) {
        TrailSettings.Destinations destinations = new TrailSettings.Destinations(
                text(trail.s3BucketName()),
                text(trail.s3KeyPrefix()),
                text(trail.snsTopicARN()),
                text(trail.cloudWatchLogsLogGroupArn()),
                text(trail.kmsKeyId()));
        return new TrailSettings(
                destinations,
                Boolean.TRUE.equals(trail.isMultiRegionTrail()),
                Boolean.TRUE.equals(trail.isOrganizationTrail()),
                Boolean.TRUE.equals(trail.logFileValidationEnabled()),
                new TrailSettings.Recording(
                        Boolean.TRUE.equals(trail.includeGlobalServiceEvents()),
                        !Boolean.FALSE.equals(trail.hasCustomEventSelectors()),
                        Boolean.TRUE.equals(trail.hasInsightSelectors())));
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
