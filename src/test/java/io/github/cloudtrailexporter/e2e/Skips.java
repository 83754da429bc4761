package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Skips are printed: a skipped test must not look like a passed one. */
public final class Skips {

    /** Signals that the parent of a program can ignore: nohup, or a shell that starts it in the background. */
    private static final Map<String, Integer> CAN_BE_IGNORED = Map.of("HUP", 1, "INT", 2);

    private Skips() {}

    public static void unless(boolean possible, String reason) {
        if (!possible) {
            System.out.println("SKIPPED: " + reason);
        }
        assumeTrue(possible, reason);
    }

    /** A signal that is ignored when a process starts remains ignored, and the exporter inherits that from the test. */
    static void ifIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        Integer number = CAN_BE_IGNORED.get(signal);
        if (number == null || !Files.exists(status)) {
            return;
        }
        boolean ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(mask -> (mask >> (number - 1) & 1) != 0);
        unless(
                !ignored,
                "SIG" + signal + " is ignored here, as under nohup or in the background, and a JVM leaves it so");
    }

    /** Asserts a time. On a busy machine, a longer time is not caused by the exporter. */
    static void within(Duration limit, Duration measured) {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        double load = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
        unless(
                measured.compareTo(limit) <= 0 || load < 4,
                "the machine is too busy to measure times: load %.1f per processor".formatted(load));
        assertThat(measured).isLessThanOrEqualTo(limit);
    }
}
