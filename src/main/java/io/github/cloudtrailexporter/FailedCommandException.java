package io.github.cloudtrailexporter;

/** Ends a command. The message is for people and contains the remedy. */
public final class FailedCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedCommandException(String message) {
        super(message);
    }
}
