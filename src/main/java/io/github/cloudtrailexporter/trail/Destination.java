package io.github.cloudtrailexporter.trail;

/** The four destinations of a trail; GetTrailStatus reports a time and an error for each of them. */
public enum Destination {
    /** Log files in the S3 bucket: {@code LatestDeliveryTime}, {@code LatestDeliveryError}. */
    S3,
    /** Notifications to the SNS topic: {@code LatestNotificationTime}, {@code LatestNotificationError}. */
    SNS,
    /** Events in the log group: {@code LatestCloudWatchLogsDeliveryTime}, {@code ...Error}. */
    CLOUDWATCH_LOGS,
    /** Hourly digest files in the S3 bucket: {@code LatestDigestDeliveryTime}, {@code LatestDigestDeliveryError}. */
    DIGEST
}
