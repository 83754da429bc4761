package io.github.cloudtrailexporter.trail;

import java.util.Locale;

/** The reason why a trail could not be polled: the closed list of {@code cloudtrail_failure{reason}}. */
public enum FailureReason {
    /** The credentials are valid but not allowed to make the call. */
    ACCESS_DENIED(false, "access denied"),
    /** STS denied the configured role. */
    ASSUME_ROLE_DENIED(false, "the role cannot be assumed"),
    /** There are no credentials, or AWS does not accept them. */
    CREDENTIALS(false, "no valid credentials"),
    TRAIL_NOT_FOUND(false, "the trail does not exist"),
    /** The trail belongs to another account and is not visible from this one. */
    NOT_VISIBLE(false, "not visible from this account"),
    REGION_DISABLED(false, "the Region is not enabled"),
    /** AWS limits the rate of calls of this account and Region. */
    THROTTLED(true, "throttled by AWS"),
    TIMEOUT(true, "no response in time"),
    NOT_RUN(true, "poll ended before this trail was polled"),
    NETWORK(true, "AWS cannot be reached"),
    TLS(false, "TLS handshake with AWS failed"),
    /** AWS responded with an internal error (5xx). */
    SERVICE_ERROR(true, "internal error of AWS"),
    BAD_RESPONSE(true, "invalid response from AWS"),
    BAD_REQUEST(false, "AWS rejects the request"),
    /** An error of this program, or an unexpected one. */
    INTERNAL(true, "internal error of the exporter");

    private final boolean retryable;
    private final String message;

    FailureReason(boolean retryable, String message) {
        this.retryable = retryable;
        this.message = message;
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
        return message;
    }
}
