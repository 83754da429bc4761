package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;

/** AWS could not be asked, or did not answer. Says why; carries no text of AWS, which may hold anything. */
public final class AskException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public AskException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public AskException(FailureReason reason) {
        this(Failure.of(reason), null);
    }

    public Failure failure() {
        return failure;
    }
}
