package io.github.cloudtrailexporter.trail;

import java.util.Locale;

/** The reason why a trail could not be polled: the closed list of {@code cloudtrail_failure{reason}}. */
public enum FailureReason {
    /** The credentials are valid but not allowed to make the call. */
    ACCESS_DENIED(false),
    /** STS denied the configured role. */
    ASSUME_ROLE_DENIED(false),
    /** There are no credentials, or AWS does not accept them. */
    CREDENTIALS(false),
    /** CloudTrail does not know the trail. */
    TRAIL_NOT_FOUND(false),
    /** The trail belongs to another account and is not visible from this one. */
    NOT_VISIBLE(false),
    /** The Region is not enabled for the account. */
    REGION_DISABLED(false),
    /** AWS limits the rate of calls of this account and Region. */
    THROTTLED(true),
    /** No response within the deadline. */
    TIMEOUT(true),
    /** The poll ended before this trail was polled. */
    NOT_RUN(true),
    /** AWS could not be reached. */
    NETWORK(true),
    /** The TLS handshake failed. */
    TLS(false),
    /** AWS responded with an internal error (5xx). */
    SERVICE_ERROR(true),
    /** The response was not a valid one of the called operation. */
    BAD_RESPONSE(true),
    /** AWS rejected the request as malformed. */
    BAD_REQUEST(false),
    /** An error of this program, or an unexpected one. */
    INTERNAL(true);

    private final boolean retryable;

    FailureReason(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether a retry may succeed although nothing was changed. */
    public boolean retryable() {
        return retryable;
    }

    /** The value of the label, for example {@code access_denied}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason for people, as text after a colon. */
    public String message() {
        return switch (this) {
            case ACCESS_DENIED -> "access denied";
            case ASSUME_ROLE_DENIED -> "the role cannot be assumed";
            case CREDENTIALS -> "no valid credentials";
            case TRAIL_NOT_FOUND -> "the trail does not exist";
            case NOT_VISIBLE -> "not visible from this account";
            case REGION_DISABLED -> "the Region is not enabled";
            case THROTTLED -> "throttled by AWS";
            case TIMEOUT -> "no response in time";
            case NOT_RUN -> "poll ended before this trail was polled";
            case NETWORK -> "AWS cannot be reached";
            case TLS -> "TLS handshake with AWS failed";
            case SERVICE_ERROR -> "internal error of AWS";
            case BAD_RESPONSE -> "invalid response from AWS";
            case BAD_REQUEST -> "AWS rejects the request";
            case INTERNAL -> "internal error of the exporter";
        };
    }
}
