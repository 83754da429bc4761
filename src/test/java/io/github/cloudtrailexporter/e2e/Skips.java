package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;

/** Skips are loud: a test that did not run must not look like one that passed. */
public final class Skips {

    private Skips() {}

    public static void unless(boolean possible, String reason) {
        if (!possible) {
            System.out.println("SKIPPED: " + reason);
        }
        assumeTrue(possible, reason);
    }

    /** Asserts a time. On a machine that does many other things a time that is too long is not the exporter's. */
    static void within(Duration limit, Duration measured) {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double load = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
        unless(
                measured.compareTo(limit) <= 0 || load < 4,
                "the machine is too busy to measure times: load %.1f per processor".formatted(load));
        assertThat(measured).isLessThanOrEqualTo(limit);
    }
}
