package io.github.cloudtrailexporter.e2e;

import java.util.List;

/**
 * One of the demo's incidents, with the texts that its notification must contain.
 *
 * @param description a description of the incident
 * @param channel the Slack channel, which identifies the team
 * @param title account, Region, trail, code and a summary
 * @param texts details and remedy
 */
record Incident(String description, String channel, String trail, String title, List<String> texts) {

    private static final String SECURITY_ON_CALL = "#security-alerts";
    private static final String SECURITY = "#security";
    private static final String PLATFORM = "#platform";

    private static final List<Incident> ALL = List.of(
            of(
                    "the bucket policy denies access",
                    SECURITY_ON_CALL,
                    "payments-audit",
                    "[CRITICAL] CloudTrail cannot write log files to the S3 bucket. Trail payments-audit in account"
                            + " acme-payments (222233334444), eu-west-1: AccessDenied",
                    "cannot write its log files of Region eu-west-1 to bucket acme-payments-cloudtrail: AccessDenied.",
                    "Check the bucket policy",
                    "s3:PutObject on [prefix/]AWSLogs/222233334444/*"),
            of(
                    "the bucket was deleted",
                    SECURITY_ON_CALL,
                    "legacy-trail",
                    "[CRITICAL] CloudTrail cannot write log files to the S3 bucket. Trail legacy-trail in account"
                            + " acme-legacy (333344445555), us-west-2: NoSuchBucket",
                    "to bucket acme-legacy-trail-2019: NoSuchBucket.",
                    "Create it again with the same name",
                    "aws cloudtrail update-trail"),
            of(
                    "the 30 days will end",
                    SECURITY,
                    "legacy-trail",
                    "[WARNING] CloudTrail will drop log files for good if delivery is not repaired. Trail legacy-trail in"
                            + " account acme-legacy (333344445555), us-west-2",
                    "for more than 7 days",
                    "the first events can be lost for good from 20",
                    "Repair the delivery before that"),
            of(
                    "logging was stopped",
                    SECURITY_ON_CALL,
                    "sandbox-trail",
                    "[CRITICAL] A CloudTrail trail is not recording. Trail sandbox-trail in account acme-sandbox"
                            + " (555566667777), us-east-1",
                    "records nothing in Region us-east-1. Logging is switched off since 20",
                    "look for StopLogging in the event history",
                    "aws cloudtrail start-logging --region us-east-1 --name sandbox-trail"),
            of(
                    "the key was disabled",
                    SECURITY_ON_CALL,
                    "people-records",
                    "[CRITICAL] CloudTrail cannot write log files to the S3 bucket. Trail people-records in account"
                            + " acme-people (888899990000), eu-central-1: KMS.DisabledException",
                    "to bucket acme-people-cloudtrail: KMS.DisabledException.",
                    "The KMS key arn:aws:kms:eu-central-1:888899990000:key/7c1e2f3a-9b8d-4e6f-a1b2-c3d4e5f60718 is disabled",
                    "aws kms enable-key"),
            of(
                    "the topic policy denies access",
                    SECURITY,
                    "webshop-trail",
                    "[WARNING] CloudTrail cannot announce new log files on the SNS topic. Trail webshop-trail in account"
                            + " acme-webshop (666677778888), us-east-1: AuthorizationError",
                    "on the topic arn:aws:sns:us-east-1:666677778888:webshop-log-files: AuthorizationError.",
                    "must let cloudtrail.amazonaws.com call sns:Publish",
                    "let the readers list the bucket"),
            of(
                    "the role for CloudWatch Logs was deleted",
                    SECURITY_ON_CALL,
                    "data-platform",
                    "[CRITICAL] CloudTrail cannot send events to CloudWatch Logs. Trail data-platform in account acme-data"
                            + " (777788889999), us-east-1: AccessDenied",
                    "to the log group arn:aws:logs:us-east-1:777788889999:log-group:cloudtrail/data-platform:*: AccessDenied.",
                    "Check the role of the trail (CloudWatchLogsRoleArn)",
                    "logs:PutLogEvents"),
            of(
                    "nothing was ever delivered",
                    SECURITY,
                    "research-new",
                    "[WARNING] A CloudTrail trail has never delivered a log file. Trail research-new in account acme-research"
                            + " (999900001111), eu-west-1",
                    "has not written one log file of Region eu-west-1 to its bucket",
                    "Check the bucket's name and policy, and the trail's event selectors",
                    "switch log file validation on"),
            of(
                    "the exporter lacks a permission",
                    PLATFORM,
                    "research-trail",
                    "[WARNING] The state of a CloudTrail trail is not known. Trail research-trail in account acme-research"
                            + " (999900001111), us-east-1: access_denied",
                    "Reason: access_denied. The exporter's role may not call cloudtrail:GetTrailStatus",
                    "Check its policy, permission boundary, and service control policies",
                    "It may be healthy or stopped"),
            of(
                    "the bucket policy denied access for a while",
                    SECURITY_ON_CALL,
                    "checkout-trail",
                    "[CRITICAL] CloudTrail cannot write log files to the S3 bucket. Trail checkout-trail in account"
                            + " acme-webshop (666677778888), us-east-1: AccessDenied",
                    "to bucket acme-checkout-cloudtrail: AccessDenied. Nothing has arrived for",
                    "Check the bucket policy",
                    "CloudTrail retries for 30 days and then drops the undelivered files"));

    private static Incident of(String description, String channel, String trail, String title, String... texts) {
        return new Incident(description, channel, trail, title, List.of(texts));
    }

    static List<Incident> all() {
        return ALL;
    }

    /** The one that begins during the run. */
    static Incident later() {
        return ALL.get(ALL.size() - 1);
    }

    /** Those that exist from the start. */
    static List<Incident> early() {
        return ALL.subList(0, ALL.size() - 1);
    }

    /** The channel and title of its notification. */
    String begins() {
        return channel + " " + title;
    }

    /** The channel and title of its resolved notification. */
    String ends() {
        return channel + " " + titleOfEnd();
    }

    String titleOfEnd() {
        return title.replaceFirst("\\[\\w+]", "[RESOLVED]");
    }

    boolean isCritical() {
        return title.startsWith("[CRITICAL]");
    }

    @Override
    public String toString() {
        return description;
    }
}
