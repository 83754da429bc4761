package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.faults.Figure;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.TestTls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of AWS that last longer than one poll, or affect many trails. */
@Tag("nightly")
class AwsFaultsIT {

    private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

    @TempDir
    Path directory;

    private final SimulatedAws aws = SimulatedAws.start();

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    @Tag("A30")
    void unresolvableHostIsNetwork() throws Exception {
        Path emptyHosts = Files.createFile(directory.resolve("hosts"));
        List<String> arns = TrailsFile.of(aws, 2, "").arns();
        new TrailsFile(URI.create("https://cloudtrail.invalid"), "min_interval: 0s", arns).write(directory);
        try (ExporterProcess exporter = Jar.in(directory)
                .withKeys()
                .options("-Djdk.net.hosts.file=" + emptyHosts)
                .serve()) {
            assertThat(exporter.scrape().named("cloudtrail_failure").labels("reason"))
                    .containsExactly("network", "network");
        }
    }

    @Test
    @Tag("A32")
    void trustedCertificateOfAnotherHostIsTls() throws Exception {
        try (SimulatedAws secure = SimulatedAws.startTls(Clock.systemUTC(), TestTls.selfSigned(directory))) {
            // Time enough for the first handshakes on a busy machine.
            TrailsFile right = TrailsFile.of(secure, 1, "min_interval: 0s, timeout: 30s, call_timeout: 20s");
            right.write(directory);
            try (ExporterProcess exporter = Jar.in(directory)
                    .withKeys()
                    .options(
                            "-Djavax.net.ssl.trustStore=" + directory.resolve("keys.p12"),
                            "-Djavax.net.ssl.trustStorePassword=simulated")
                    .serve()) {
                Page trusted = exporter.scrape();
                URI wrong = URI.create(right.endpoint().toString().replace("127.0.0.1", "localhost"));
                new TrailsFile(wrong, right.poll(), right.arns()).write(directory);

                exporter.request("POST", "/-/reload");

                assertThat(trusted.value("cloudtrail_up")).isEqualTo(1);
                assertThat(exporter.scrape().named("cloudtrail_failure").labels("reason"))
                        .containsExactly("tls");
            }
        }
    }

    @Test
    @Tag("A39")
    void pageShowsTheCurrentStateAtEachScrape() throws Exception {
        TrailsFile.of(aws, 1, "min_interval: 0s").write(directory);
        aws.inject(FaultScope.on("GetTrailStatus"), Fault.inTurn(Fault.none(), Fault.accessDenied()));
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            for (int i = 0; i < 6; i++) {
                boolean fine = i % 2 == 0;
                Page page = exporter.scrape();

                assertThat(page.value("cloudtrail_up")).isEqualTo(fine ? 1 : 0);
                assertThat(page.named("cloudtrail_is_logging").samples()).hasSize(fine ? 1 : 0);
                assertThat(page.named("cloudtrail_failure").samples()).hasSize(fine ? 0 : 1);
            }
        }
    }

    @Test
    @Tag("A40")
    void everyTrailIsPolledEventuallyIfAPollHasTimeForSomeOnly() throws Exception {
        aws.latency(Duration.ofMillis(600));
        TrailsFile.of(aws, 60, "min_interval: 0s, concurrency: 8, call_timeout: 2s")
                .write(directory);
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            Set<String> polled = new TreeSet<>();
            Duration worst = Duration.ZERO;
            int scrapes = 0;
            while (polled.size() < 60 && scrapes < 12) {
                scrapes++;
                long start = System.nanoTime();
                Page page = exporter.scrape(TIMEOUT, "3");
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                worst = took.compareTo(worst) > 0 ? took : worst;
                assertThat(page.named("cloudtrail_up").samples()).hasSize(60);
                assertThat(page.named("cloudtrail_failure").labels("reason")).isSubsetOf("not_run", "timeout");
                polled.addAll(page.named("cloudtrail_is_logging").labels("trail"));
            }

            Figure.of(
                    "A40",
                    "60 trails, time for about 24: all had their turn in %d scrapes, the slowest %d ms",
                    scrapes,
                    worst.toMillis());
            assertThat(polled).hasSize(60);
            Skips.within(Duration.ofSeconds(3), worst);
        }
    }

    @Test
    @Tag("A42")
    void thousandFailuresDoNotFillTheLog() throws Exception {
        TrailsFile.of(aws, 1000, "min_interval: 0s").write(directory);
        aws.inject(FaultScope.on("GetTrailStatus"), Fault.error("Surprise\nException", 400, "x".repeat(1000)));
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            for (int i = 0; i < 3; i++) {
                assertThat(exporter.scrape(TIMEOUT, "25")
                                .named("cloudtrail_failure")
                                .samples())
                        .hasSize(1000);
            }

            Figure.of("A42", "3,000 failures: %d lines", exporter.err().lines().count());
            assertThat(exporter.err().lines().count()).isLessThan(30);
        }
    }
}
