package io.github.cloudtrailexporter;

/** A command cannot go on. The message is for people and says the way out; there is nothing else to tell. */
public final class FailedCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    public FailedCommandException(String message) {
        super(message);
    }
}
