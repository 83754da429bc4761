package io.github.cloudtrailexporter.simulator;

/** The destinations of a trail, each of which can fail separately. */
public enum Destination {
    /** Log files to the S3 bucket. Errors are S3 codes such as {@code AccessDenied}, {@code NoSuchBucket}. */
    S3("LatestDeliveryTime", "LatestDeliveryError"),
    /** Notifications of log files to the SNS topic. Only for a trail with a topic. */
    SNS("LatestNotificationTime", "LatestNotificationError"),
    /** Events to the CloudWatch Logs group. Only for a trail with a group. */
    CLOUDWATCH_LOGS("LatestCloudWatchLogsDeliveryTime", "LatestCloudWatchLogsDeliveryError"),
    /** Hourly digest files to the S3 bucket. Only for a trail with log file validation. */
    DIGEST("LatestDigestDeliveryTime", "LatestDigestDeliveryError");

    private final String timeMember;
    private final String errorMember;

    Destination(String timeMember, String errorMember) {
        this.timeMember = timeMember;
        this.errorMember = errorMember;
    }

    /** The member of the GetTrailStatus response with the time. */
    public String timeMember() {
        return timeMember;
    }

    /** The member of the GetTrailStatus response with the error. */
    public String errorMember() {
        return errorMember;
    }
}
