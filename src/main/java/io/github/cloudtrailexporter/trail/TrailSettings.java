package io.github.cloudtrailexporter.trail;

import java.util.Objects;

/**
 * How a trail is set up, as DescribeTrails tells it. A text is empty where the trail has no such destination.
 *
 * @param destinations where it delivers to
 * @param multiRegion whether it records in every enabled Region of the account
 * @param organization whether it records for every account of the organization
 * @param logFileValidation whether it writes hourly digest files
 */
public record TrailSettings(
        Destinations destinations, boolean multiRegion, boolean organization, boolean logFileValidation) {

    public TrailSettings {
        Objects.requireNonNull(destinations);
    }

    /** The names of the places a trail delivers to; empty where it has none. */
    public record Destinations(
            String s3Bucket, String s3KeyPrefix, String snsTopicArn, String logGroupArn, String kmsKeyId) {
        public Destinations {
            Objects.requireNonNull(s3Bucket);
            Objects.requireNonNull(s3KeyPrefix);
            Objects.requireNonNull(snsTopicArn);
            Objects.requireNonNull(logGroupArn);
            Objects.requireNonNull(kmsKeyId);
        }
    }
}
