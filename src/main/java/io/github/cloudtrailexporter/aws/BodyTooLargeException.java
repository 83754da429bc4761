package io.github.cloudtrailexporter.aws;

/** An answer without end. Not an {@link java.io.IOException}: the SDK would ask for another one. */
final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long limit) {
        super("the answer is longer than " + limit + " bytes");
    }
}
