package io.github.cloudtrailexporter.simulator;

/** What a trail delivers, each to a place of its own and each able to fail alone. */
public enum Destination {
    /** Log files to the S3 bucket. Errors are S3 codes such as {@code AccessDenied}, {@code NoSuchBucket}. */
    S3("LatestDeliveryTime", "LatestDeliveryError"),
    /** Notices of log files to the SNS topic. Only for a trail with a topic. */
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

    /** The member of GetTrailStatus's answer that holds the time. */
    public String timeMember() {
        return timeMember;
    }

    /** The member of GetTrailStatus's answer that holds the error. */
    public String errorMember() {
        return errorMember;
    }
}
