package io.github.cloudtrailexporter.config;

/** For the records: what the readers let through is valid, so a failure here is a mistake of the program. */
final class Check {

    private Check() {}

    /** @param what never a secret: it may be logged */
    static void that(boolean valid, String what) {
        if (!valid) {
            throw new IllegalArgumentException("not valid: " + what);
        }
    }
}
