package io.github.cloudtrailexporter.trail;

import java.util.Locale;

/** Why a trail could not be asked: the closed list behind {@code cloudtrail_failure{reason}}. */
public enum FailureReason {
    /** The credentials are good but not allowed to make the call. */
    ACCESS_DENIED(false),
    /** STS refused to assume the configured role. */
    ASSUME_ROLE_DENIED(false),
    /** There are no credentials, or AWS does not accept them. */
    CREDENTIALS(false),
    /** CloudTrail knows no such trail. */
    TRAIL_NOT_FOUND(false),
    /** The trail belongs to another account and cannot be seen from this one. */
    NOT_VISIBLE(false),
    /** The Region is not enabled for the account. */
    REGION_DISABLED(false),
    /** AWS limits the rate of calls of this account and Region. */
    THROTTLED(true),
    /** No answer within the time there was. */
    TIMEOUT(true),
    /** The time was over before this trail's turn came. */
    NOT_RUN(true),
    /** AWS could not be reached. */
    NETWORK(true),
    /** The TLS handshake failed. */
    TLS(false),
    /** AWS answered with an error of its own (5xx). */
    SERVICE_ERROR(true),
    /** The answer was no GetTrailStatus answer. */
    BAD_RESPONSE(true),
    /** AWS refused the request as malformed. */
    BAD_REQUEST(false),
    /** A fault of this program, or an error it does not know. */
    INTERNAL(true);

    private final boolean retryable;

    FailureReason(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether asking again soon makes sense although nobody has changed anything. */
    public boolean retryable() {
        return retryable;
    }

    /** The value of the label, for example {@code access_denied}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same for people, to be read after a colon. */
    public String message() {
        return switch (this) {
            case ACCESS_DENIED -> "access denied";
            case ASSUME_ROLE_DENIED -> "the role cannot be assumed";
            case CREDENTIALS -> "no working credentials";
            case TRAIL_NOT_FOUND -> "there is no such trail";
            case NOT_VISIBLE -> "not visible from this account";
            case REGION_DISABLED -> "the Region is not enabled";
            case THROTTLED -> "throttled by AWS";
            case TIMEOUT -> "no answer in time";
            case NOT_RUN -> "not asked in time";
            case NETWORK -> "AWS cannot be reached";
            case TLS -> "no secure connection to AWS";
            case SERVICE_ERROR -> "AWS has an error of its own";
            case BAD_RESPONSE -> "the answer makes no sense";
            case BAD_REQUEST -> "AWS refuses the request";
            case INTERNAL -> "an error of the exporter";
        };
    }
}
