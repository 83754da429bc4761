package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * Converts CloudTrail's responses to values of the domain. Any field may be missing: absent, null and blank all mean
 * "nothing", except for what a response is invalid without: {@code IsLogging}, the list of trails, a list of selectors.
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
                Destination.S3, delivery(trail, "LatestDelivery", response),
                Destination.SNS, delivery(trail, "LatestNotification", response),
                Destination.CLOUDWATCH_LOGS, delivery(trail, "LatestCloudWatchLogsDelivery", response),
                Destination.DIGEST, delivery(trail, "LatestDigestDelivery", response));
        return new TrailStatus(
                response.isLogging(),
                deliveries,
                time(trail, "StartLoggingTime", response),
                time(trail, "StopLoggingTime", response));
    }

    private Delivery delivery(TrailArn trail, String field, GetTrailStatusResponse response) {
        return new Delivery(time(trail, field + "Time", response), error(trail, field + "Error", response));
    }

    private Optional<ErrorCode> error(TrailArn trail, String field, GetTrailStatusResponse response) {
        String value = response.getValueForField(field, String.class).orElse("");
        Optional<ErrorCode> error = ErrorCode.of(value);
        if (error.equals(Optional.of(ErrorCode.OTHER)) && !value.equals(ErrorCode.OTHER.value())) {
            anomalies.warn(field + " of " + trail + " is not an error code: " + value);
        }
        return error;
    }

    /** The time, unless it is impossible: milliseconds taken for seconds must not become an age. */
    private Optional<Instant> time(TrailArn trail, String field, GetTrailStatusResponse response) {
        Optional<Instant> time = response.getValueForField(field, Instant.class);
        Optional<Instant> plausible = time.filter(value ->
                !value.isBefore(EARLIEST) && !value.isAfter(clock.instant().plus(AHEAD)));
        if (time.isPresent() && plausible.isEmpty()) {
            listener.implausible(field);
            anomalies.warn(field, field + " of " + trail + " is an impossible time and is ignored: " + time.get());
        }
        return plausible;
    }

    Map<TrailArn, TrailSettings> settings(DescribeTrailsResponse response) throws AwsCallException {
        if (!response.hasTrailList()) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        Map<TrailArn, TrailSettings> settings = new TreeMap<>();
        for (Trail trail : response.trailList()) {
            String arn = trail == null ? null : trail.trailARN();
            TrailArn.parse(text(arn))
                    .ifPresentOrElse(
                            known -> settings.put(known, settings(trail)),
                            () -> anomalies.warn(
                                    "DescribeTrails returned a trail that is ignored because its ARN is invalid: "
                                            + arn));
        }
        return settings;
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

    /** Without either list a response is invalid, because that must not look like the default selectors. */
    static EventSelectors selectors(GetEventSelectorsResponse response) throws AwsCallException {
        if (!(response.hasEventSelectors() || response.hasAdvancedEventSelectors())
                || response.eventSelectors().contains(null)
                || response.advancedEventSelectors().contains(null)) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return new EventSelectors(Stream.concat(
                        response.eventSelectors().stream().map(TrailMapping::basic),
                        response.advancedEventSelectors().stream().map(TrailMapping::advanced))
                .toList());
    }

    private static EventSelectors.Selector basic(EventSelector selector) {
        Map<String, List<String>> resources = new TreeMap<>();
        for (DataResource resource : present(selector.dataResources())) {
            resources
                    .computeIfAbsent(text(resource.type()), type -> new ArrayList<>())
                    .addAll(present(resource.values()));
        }
        return EventSelectors.basic(
                text(selector.readWriteTypeAsString()),
                !Boolean.FALSE.equals(selector.includeManagementEvents()),
                resources,
                present(selector.excludeManagementEventSources()));
    }

    private static EventSelectors.Selector advanced(AdvancedEventSelector selector) {
        return new EventSelectors.Selector(
                text(selector.name()),
                present(selector.fieldSelectors()).stream()
                        .map(TrailMapping::condition)
                        .toList());
    }

    private static EventSelectors.Field condition(AdvancedFieldSelector field) {
        Map<String, List<String>> conditions = new TreeMap<>();
        put(conditions, "Equals", field.hasEqualsValue(), field.equalsValue());
        put(conditions, "StartsWith", field.hasStartsWith(), field.startsWith());
        put(conditions, "EndsWith", field.hasEndsWith(), field.endsWith());
        put(conditions, "NotEquals", field.hasNotEquals(), field.notEquals());
        put(conditions, "NotStartsWith", field.hasNotStartsWith(), field.notStartsWith());
        put(conditions, "NotEndsWith", field.hasNotEndsWith(), field.notEndsWith());
        return new EventSelectors.Field(text(field.field()), conditions);
    }

    private static void put(Map<String, List<String>> conditions, String operator, boolean has, List<String> values) {
        if (has) {
            conditions.put(operator, present(values));
        }
    }

    private static <T> List<T> present(List<T> values) {
        return values.stream().filter(Objects::nonNull).toList();
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
