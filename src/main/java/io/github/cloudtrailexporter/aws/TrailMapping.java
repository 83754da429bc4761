package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.Delivery;
import io.github.cloudtrailexporter.trail.Destination;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
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
 * CloudTrail's answers as values. No field of them is certain to be there: absent, null and blank all mean "nothing",
 * except for {@code IsLogging}, without which an answer is none.
 */
final class TrailMapping {

    /** CloudTrail came out in November 2013. */
    private static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofDays(1);

    private final Clock clock;
    private final CallListener listener;
    private final OnceLog oddities;

    TrailMapping(Clock clock, CallListener listener, OnceLog oddities) {
        this.clock = clock;
        this.listener = listener;
        this.oddities = oddities;
    }

    TrailStatus status(TrailArn trail, GetTrailStatusResponse said) throws AwsCallException {
        if (said.isLogging() == null) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        Map<Destination, Delivery> deliveries = Map.of(
                Destination.S3,
                delivery(trail, "LatestDelivery", said.latestDeliveryTime(), said.latestDeliveryError()),
                Destination.SNS,
                delivery(trail, "LatestNotification", said.latestNotificationTime(), said.latestNotificationError()),
                Destination.CLOUDWATCH_LOGS,
                delivery(
                        trail,
                        "LatestCloudWatchLogsDelivery",
                        said.latestCloudWatchLogsDeliveryTime(),
                        said.latestCloudWatchLogsDeliveryError()),
                Destination.DIGEST,
                delivery(
                        trail,
                        "LatestDigestDelivery",
                        said.latestDigestDeliveryTime(),
                        said.latestDigestDeliveryError()));
        return new TrailStatus(
                said.isLogging(),
                deliveries,
                time(trail, "StartLoggingTime", said.startLoggingTime()),
                time(trail, "StopLoggingTime", said.stopLoggingTime()));
    }

    private Delivery delivery(TrailArn trail, String field, Instant latest, String error) {
        return new Delivery(time(trail, field + "Time", latest), error(trail, field + "Error", error));
    }

    private Optional<ErrorCode> error(TrailArn trail, String field, String said) {
        Optional<ErrorCode> error = ErrorCode.of(said);
        if (error.equals(Optional.of(ErrorCode.OTHER)) && !said.equals(ErrorCode.OTHER.value())) {
            oddities.warn(field + " of " + trail + " is no error code: " + said);
        }
        return error;
    }

    /** The time, unless it cannot be: a unit that went wrong must not become an age. */
    private Optional<Instant> time(TrailArn trail, String field, Instant said) {
        if (said == null) {
            return Optional.empty();
        }
        if (said.isBefore(EARLIEST) || said.isAfter(clock.instant().plus(AHEAD))) {
            listener.implausible(field);
            oddities.warn(field, field + " cannot be, and is left out: " + said + " (" + trail + ")");
            return Optional.empty();
        }
        return Optional.of(said);
    }

    SortedMap<TrailArn, TrailSettings> settings(DescribeTrailsResponse said) {
        SortedMap<TrailArn, TrailSettings> settings = new TreeMap<>();
        for (Trail trail : said.trailList()) {
            String arn = trail == null ? null : trail.trailARN();
            TrailArn.parse(text(arn))
                    .ifPresentOrElse(
                            known -> settings.put(known, settings(trail)),
                            () -> oddities.warn(
                                    "DescribeTrails names a trail that is left out, for this is no ARN: " + arn));
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
                Boolean.TRUE.equals(trail.logFileValidationEnabled()));
    }

    private static String text(String said) {
        return Objects.requireNonNullElse(said, "");
    }
}
