package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.faults.Connections;
import io.github.cloudtrailexporter.faults.Figure;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that does not do its work any more ends, so that somebody starts it again. */
@Tag("nightly")
class ZombieIT {

    private static final int STUCK = 71;

    /** The real intervals are fifteen seconds, which makes less than a minute of three. */
    private static final String OFTEN = "-Dcloudtrail-exporter.self-probe-millis=500";

    @TempDir
    Path directory;

    @ParameterizedTest
    @Tag("P13")
    @CsvSource({"deadlock, threads wait for each other", "freeze the accept thread, no answer on port"})
    void aStuckProcessEndsItselfWithAThreadDump(String sabotage, String reason) throws Exception {
        Skips.unless(
                sabotage.equals("deadlock") || Runtime.version().feature() < 20,
                "a thread can be suspended only in older JDKs");
        try (ExporterProcess exporter = Jar.in(directory).options(OFTEN).serveThrough(Saboteur.class, "--demo")) {
            exporter.scrape();

            exporter.tell(sabotage);

            assertThat(exporter.awaitExit()).isEqualTo(STUCK);
            assertThat(exporter.err()).contains("fatal: " + reason, "\"HTTP-Dispatcher\"");
        }
    }

    @Test
    @Tag("P7")
    void aProcessWithoutMemoryEnds() throws Exception {
        try (ExporterProcess exporter =
                Jar.in(directory).options("-Xmx64m", OFTEN).serveThrough(Saboteur.class, "--demo")) {
            exporter.scrape();
            long start = System.nanoTime();

            exporter.tell("eat the memory");
            scrapeUntilItEnds(exporter);

            assertThat(exporter.awaitExit()).isIn(3, 70, STUCK);
            Figure.of("P7", "ended %.1f s after the memory was gone", seconds(start));
        }
    }

    private static void scrapeUntilItEnds(ExporterProcess exporter) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (exporter.isAlive() && System.nanoTime() < until) {
            exporter.getAsync("/metrics").exceptionally(failure -> null);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Test
    @Tag("P6")
    void aThousandTrailsInLittleMemoryAreServedOrTheEnd() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            TrailsFile.of(aws, 1000, "min_interval: 0s").write(directory);
            try (ExporterProcess exporter =
                    Jar.in(directory).options("-Xmx32m").withKeys().serve()) {
                for (int i = 0; i < 3 && exporter.isAlive(); i++) {
                    Page page = exporter.scrape("X-Prometheus-Scrape-Timeout-Seconds", "25");
                    assertThat(page.named("cloudtrail_up").samples())
                            .hasSize(1000)
                            .allMatch(up -> up.value() == 1);
                }
                Figure.of("P6", "%s", exporter.isAlive() ? "1,000 trails are served" : "ended");
            }
        }
    }

    @Test
    @Tag("P8")
    void aProcessWithoutFileDescriptorsAnswersAgainOrEnds() throws Exception {
        try (ExporterProcess exporter = Jar.in(directory)
                .after("ulimit -n 100")
                .options("-Djdk.httpserver.maxConnections=1000")
                .serve("--demo")) {
            exporter.scrape();
            List<Socket> many = Connections.untilRefused(exporter.port(), 150);

            TimeUnit.SECONDS.sleep(2);
            for (Socket socket : many) {
                socket.close();
            }

            long start = System.nanoTime();
            while (exporter.isAlive() && !exporter.isHealthy()) {
                assertThat(seconds(start)).isLessThan(60);
            }
            Figure.of(
                    "P8",
                    "100 descriptors, %d connections: %s %.1f s after the clients left",
                    many.size(),
                    exporter.isAlive() ? "answers" : "ended",
                    seconds(start));
        }
    }

    @Test
    @Tag("P9")
    void aProcessThatCanMakeNoThreadAnswersOrEnds() throws Exception {
        Unprivileged.need();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        int few = 25;
        try (ExporterProcess exporter = Jar.in(directory)
                .behind(Unprivileged.with("ulimit -u " + few))
                .options("-XX:+UseSerialGC", "-XX:CICompilerCount=2", OFTEN)
                .start("--demo", "--web.listen-address=127.0.0.1:0")) {
            long start = System.nanoTime();
            if (exporter.listens()) {
                scrapeUntilItEnds(exporter);
            }

            assertThat(exporter.awaitExit()).isNotZero();
            Figure.of("P9", "%d threads: ended with %d after %.1f s", few, exporter.awaitExit(), seconds(start));
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
