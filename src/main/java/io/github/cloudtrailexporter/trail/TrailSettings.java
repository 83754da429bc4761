package io.github.cloudtrailexporter.trail;

/**
 * The settings of a trail, from DescribeTrails. A text is empty if the trail has no such destination.
 *
 * @param logFileValidation whether it writes hourly digest files
 */
public record TrailSettings(
        Destinations destinations,
        boolean multiRegion,
        boolean organization,
        boolean logFileValidation,
        Recording recording) {

    /**
     * What the trail records, as far as DescribeTrails returns it.
     *
     * @param globalServiceEvents whether it records the events of global services such as IAM
     * @param customSelectors {@code HasCustomEventSelectors}; true if AWS returned none
     */
    public record Recording(boolean globalServiceEvents, boolean customSelectors, boolean insights) {}

    /** The names of the destinations; empty for those that the trail does not use. */
    public record Destinations(
            String s3Bucket, String s3KeyPrefix, String snsTopicArn, String logGroupArn, String kmsKeyId) {}
}
