package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.faults.Connections;
import io.github.cloudtrailexporter.faults.Figure;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.net.Socket;
import java.net.http.HttpResponse;
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

/** A process that can no longer work ends, so that it is restarted. */
@Tag("nightly")
class ZombieIT {

    @TempDir
    Path directory;

    @Test
    @Tag("P7")
    void uncaughtErrorEndsTheProcess() throws Exception {
        try (ExporterProcess exporter = Jar.in(directory).serveThrough(Saboteur.class, "--demo")) {
            exporter.scrape();

            exporter.writeLine("throw an error");

            assertThat(exporter.awaitExit()).isEqualTo(70);
            assertThat(exporter.err())
                    .contains("fatal: uncaught java.lang.AssertionError in thread broken")
                    .doesNotContain("secret in a message");
        }
    }

    @ParameterizedTest
    @Tag("P7")
    @CsvSource({"-XX:+ExitOnOutOfMemoryError, 3", "-XX:-ExitOnOutOfMemoryError, 70"})
    void processWithoutMemoryEnds(String option, int code) throws Exception {
        try (ExporterProcess exporter =
                Jar.in(directory).options("-Xmx64m", option).serveThrough(Saboteur.class, "--demo")) {
            exporter.scrape();
            long start = System.nanoTime();

            exporter.writeLine("eat the memory");
            scrapeUntilItEnds(exporter);

            assertThat(exporter.awaitExit()).isEqualTo(code);
            Figure.of("P7", "%s: ended %.1f s after the memory was exhausted", option, seconds(start));
        }
    }

    @Test
    @Tag("P7")
    void shippedOptionsEndAProcessWithoutMemory() throws Exception {
        assertThat(Files.readString(Path.of("deploy", "jvm.options"))).contains("\n-XX:+ExitOnOutOfMemoryError\n");
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
    void thousandTrailsInLittleMemoryAreServedOrTheProcessEnds() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            TrailsFile.of(aws, 1000, "min_interval: 0s").write(directory);
            try (ExporterProcess exporter =
                    Jar.in(directory).options("-Xmx32m").withKeys().serve()) {
                for (int i = 0; i < 3 && exporter.isAlive(); i++) {
                    HttpResponse<String> response =
                            exporter.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "25");
                    if (response.statusCode() == 500) {
                        assertThat(exporter.awaitExit()).isEqualTo(70);
                        break;
                    }
                    assertThat(Page.of(response.body()).named("cloudtrail_up").samples())
                            .hasSize(1000)
                            .allMatch(up -> up.value() == 1);
                }
                Figure.of("P6", "%s", exporter.isAlive() ? "1,000 trails are served" : "ended");
            }
        }
    }

    @Test
    @Tag("P8")
    void processWithoutFileDescriptorsServesAgainOrEnds() throws Exception {
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
                    exporter.isAlive() ? "serves" : "ended",
                    seconds(start));
        }
    }

    @Test
    @Tag("P9")
    void processThatCannotCreateThreadsServesOrEnds() throws Exception {
        Unprivileged.need();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        int few = 25;
        try (ExporterProcess exporter = Jar.in(directory)
                .behind(Unprivileged.with("ulimit -u " + few))
                .options("-XX:+UseSerialGC", "-XX:CICompilerCount=2")
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
