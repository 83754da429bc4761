package io.github.cloudtrailexporter.aws;

import java.time.Duration;

/** What AWS is asked: the whole list, and thereby what the exporter's policies must allow. */
enum Operation {
    GET_TRAIL_STATUS("cloudtrail", "GetTrailStatus"),
    DESCRIBE_TRAILS("cloudtrail", "DescribeTrails"),
    ASSUME_ROLE("sts", "AssumeRole"),
    GET_CALLER_IDENTITY("sts", "GetCallerIdentity"),
    DESCRIBE_REGIONS("ec2", "DescribeRegions"),
    LIST_ACCOUNTS("organizations", "ListAccounts");

    private final String service;
    private final String action;

    Operation(String service, String action) {
        this.service = service;
        this.action = action;
    }

    String service() {
        return service;
    }

    /** AWS's name of the operation. */
    String action() {
        return action;
    }

    /**
     * How long a call may take, all attempts together. With an attempt as long as {@code callTimeout} a second attempt
     * gets the last quarter; STS gets less, because a sign-in is only the first half of what its caller wants. Reckoned in
     * nanoseconds, for each call: Duration multiplies and divides with big decimals.
     */
    Duration wholeCall(Duration callTimeout) {
        return service.equals("sts") ? callTimeout : callTimeout.plusNanos(callTimeout.toNanos() / 3);
    }

    /** How long one attempt may take. */
    Duration oneAttempt(Duration callTimeout) {
        return service.equals("sts") ? callTimeout.dividedBy(2) : callTimeout;
    }
}
