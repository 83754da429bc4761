package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.concurrent.CompletionException;

/** A call to AWS failed or returned no usable response. Its message has no text of AWS, which may contain anything. */
public final class AwsCallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public AwsCallException(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public AwsCallException(FailureReason reason) {
        this(Failure.of(reason));
    }

    public Failure failure() {
        return failure;
    }

    /** The failure behind an error of a {@link java.util.concurrent.CompletableFuture}: internal, unless it is this exception. */
    public static Failure failureOf(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof AwsCallException call ? call.failure() : Failure.of(FailureReason.INTERNAL);
    }
}
