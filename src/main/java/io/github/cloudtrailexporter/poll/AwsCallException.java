package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;

/** A call to AWS failed or returned no usable response. Carries the reason, but no text of AWS, because it may contain anything. */
public final class AwsCallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public AwsCallException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public AwsCallException(FailureReason reason) {
        this(Failure.of(reason), null);
    }

    public Failure failure() {
        return failure;
    }
}
