package io.github.cloudtrailexporter.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Skips are loud: a test that did not run must not look like one that passed. */
public final class Skips {

    private Skips() {}

    public static void unless(boolean possible, String reason) {
        if (!possible) {
            System.out.println("SKIPPED: " + reason);
        }
        assumeTrue(possible, reason);
    }
}
