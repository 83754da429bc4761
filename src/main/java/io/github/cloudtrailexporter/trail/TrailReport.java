package io.github.cloudtrailexporter.trail;

import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of one poll for one trail in one Region.
 *
 * @param arn the trail's ARN; empty while the account of a trail listed by name is not known
 * @param accountName the name of the account in the configuration or the organization; may be empty
 */
public record TrailReport(
        TrailKey key, Optional<TrailArn> arn, String accountName, TrailOutcome outcome, TrailMetadata metadata) {

    /** The result of DescribeTrails; empty if it is not allowed or failed. */
    public Optional<TrailSettings> settings() {
        return metadata.settings();
    }

    /** The result of GetEventSelectors, for the home Region only. */
    public SelectorsOutcome selectors() {
        return metadata.selectors();
    }

    /** Whether the trail has this destination, or may have it because its settings are not known. */
    public boolean mayUse(Destination destination) {
        return settings()
                .map(settings -> switch (destination) {
                    case S3 -> !settings.destinations().s3Bucket().isEmpty();
                    case SNS -> !settings.destinations().snsTopicArn().isEmpty();
                    case CLOUDWATCH_LOGS ->
                        !settings.destinations().logGroupArn().isEmpty();
                    case DIGEST -> settings.logFileValidation();
                })
                .orElse(true);
    }

    /** The result of polling one trail in one Region. There is no third case: what was not observed is a failure. */
    public sealed interface TrailOutcome {

        /** CloudTrail responded, at this time. */
        record Observed(TrailStatus status, Instant at) implements TrailOutcome {}

        /** CloudTrail could not be called, or did not respond: the trail's health is unknown. */
        record Failed(Failure failure) implements TrailOutcome {}
    }

    /** What is known about a trail beside its status. It changes rarely and is not requested in every poll. */
    public record TrailMetadata(Optional<TrailSettings> settings, SelectorsOutcome selectors) {

        /** Nothing is known. */
        public static final TrailMetadata NONE = new TrailMetadata(Optional.empty(), new SelectorsOutcome.NotRead());
    }

    /** The last reading of the event selectors of a trail. */
    public sealed interface SelectorsOutcome {

        /** What the selectors record, and their {@link EventSelectors#fingerprint()}. */
        record Known(RecordedEvents events, String fingerprint) implements SelectorsOutcome {}

        /** The selectors could not be read: what the trail records is unknown. */
        record Unreadable(Failure failure) implements SelectorsOutcome {}

        /** What the trail does not record, or that this is unknown, as a sentence without a full stop; else empty. */
        default String note() {
            if (this instanceof Known known) {
                return known.events().shortfall();
            }
            return this instanceof Unreadable unreadable
                    ? "What it records is unknown: "
                            + unreadable.failure().reason().message()
                    : "";
        }

        /** The selectors have not been read yet, or the report is not that of the home Region. */
        record NotRead() implements SelectorsOutcome {}
    }
}
