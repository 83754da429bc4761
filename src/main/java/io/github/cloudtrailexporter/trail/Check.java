package io.github.cloudtrailexporter.trail;

/** Validation in the constructors of values. */
public final class Check {

    private Check() {}

    /** Throws an {@link IllegalArgumentException} with {@code what} if not valid: never a secret, because messages are logged. */
    public static void that(boolean valid, String what) {
        if (!valid) {
            throw new IllegalArgumentException("not valid: " + what);
        }
    }
}
