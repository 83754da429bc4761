package io.github.cloudtrailexporter.aws;

import java.time.Duration;

/** Every operation that the exporter calls, and so every action that its policies must allow. */
enum Operation {
    GET_TRAIL_STATUS("cloudtrail", "GetTrailStatus"),
    GET_EVENT_SELECTORS("cloudtrail", "GetEventSelectors"),
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
     * gets the last quarter; STS gets less, because a caller that signs in has another call to make.
     */
    Duration wholeCall(Duration callTimeout) {
        return service.equals("sts") ? callTimeout : callTimeout.multipliedBy(4).dividedBy(3);
    }

    /** How long one attempt may take. */
    Duration oneAttempt(Duration callTimeout) {
        return service.equals("sts") ? callTimeout.dividedBy(2) : callTimeout;
    }
}
