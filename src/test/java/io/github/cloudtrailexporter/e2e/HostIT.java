package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.cloudtrailexporter.e2e.Jar.Ended;
import io.github.cloudtrailexporter.faults.Figure;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.InjectedFault;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects of the host on the exporter. */
@Tag("nightly")
class HostIT {

    private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
    private static final String POLL_TIME = "cloudtrail_poll_timestamp_seconds";

    @TempDir
    Path directory;

    @ParameterizedTest
    @Tag("P2")
    @CsvSource({"TERM, 143", "INT, 130"})
    void secondSignalEndsTheProcessAtOnce(String second, int code) throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            // Time enough for STS on a busy machine, because the call after it is the one that hangs.
            TrailsFile.of(aws, 1, "min_interval: 0s, timeout: 30s, call_timeout: 20s")
                    .write(directory);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
                InjectedFault hang = aws.inject(FaultScope.on("GetTrailStatus"), Fault.hang());
                CompletableFuture<?> scrape = exporter.getAsync("/metrics");
                hang.awaitHit();
                exporter.signal("TERM");
                exporter.awaitLog("msg=\"stopping\"", 1);

                exporter.signal(second);

                assertThat(exporter.awaitExit()).isEqualTo(code);
                assertThat(scrape).failsWithin(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    @Tag("P2")
    void interruptDuringTheStartEndsTheProcess() throws Exception {
        try (ExporterProcess exporter = Jar.in(directory).start("--demo", "--web.listen-address=127.0.0.1:0")) {
            exporter.signal("INT");

            assertThat(exporter.awaitExit()).isEqualTo(130);
        }
    }

    @Test
    @Tag("P4")
    void foreignListenAddressIsOneLine() throws Exception {
        Ended refused = Jar.in(directory).run("--demo", "--web.listen-address=192.0.2.1:10106");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("cannot listen on 192.0.2.1:10106: ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @Tag("P10")
    @CsvSource({
        "the disk is full, exec 2>/dev/full",
        "the reader has ended, exec 2> >(exec true)",
        "the reader has stopped, exec 2> >(exec sleep 45)",
        "stderr is closed, exec 2>&-"
    })
    void scrapesContinueIfTheLogIsBlocked(String name, String redirection) throws Exception {
        Tools.need("bash");
        try (SimulatedAws aws = SimulatedAws.start()) {
            TrailsFile.of(aws, 3, "min_interval: 0s").write(directory);
            try (ExporterProcess exporter =
                    Jar.in(directory).withKeys().after(redirection).serveUnheard()) {
                Files.writeString(directory.resolve("config.yml"), "  - nonsense\n".repeat(500));
                for (int i = 0; i < 20; i++) {
                    assertThat(exporter.request("POST", "/-/reload").statusCode())
                            .isEqualTo(400);
                }

                Page page = exporter.scrape(TIMEOUT, "10");

                assertThat(page.named("cloudtrail_up").samples()).hasSize(3).allMatch(up -> up.value() == 1);
                assertThat(exporter.stop()).isZero();
            }
        }
    }

    @Test
    @Tag("P11")
    void exporterSurvivesJumpsOfTheClock() throws Exception {
        Path library = Tools.needLibrary("faketime/libfaketimeMT.so.1");
        Path clock = Files.writeString(directory.resolve("clock"), "+0");
        try (SimulatedAws aws = SimulatedAws.start()) {
            TrailsFile.of(aws, 3, "min_interval: 0s").write(directory);
            Jar jar = Jar.in(directory)
                    .withKeys()
                    .with("LD_PRELOAD", library.toString())
                    .with("FAKETIME_TIMESTAMP_FILE", clock.toString())
                    .with("FAKETIME_NO_CACHE", "1")
                    .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                    .with("FAKETIME_FORCE_MONOTONIC_FIX", "0");
            try (ExporterProcess exporter = jar.serve()) {
                for (String jump : new String[] {"+0", "+1h", "-1h", "@1970-01-02 00:00:00", "+0"}) {
                    Files.writeString(clock, jump);
                    Page page = exporter.scrape(TIMEOUT, "20");

                    assertThat(page.named("cloudtrail_up").samples())
                            .as("clock %s", jump)
                            .hasSize(3)
                            .allMatch(up -> up.value() == 1);
                }
                assertThat(exporter.scrape().named(POLL_TIME).samples())
                        .allSatisfy(polled ->
                                assertThat(polled.value()).isCloseTo(System.currentTimeMillis() / 1e3, offset(60.0)));
            }
        }
    }

    @Test
    @Tag("P12")
    void noOldValueIsShownAfterAPause() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            TrailsFile.of(aws, 1, "min_interval: 1s").write(directory);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
                exporter.scrape();
                exporter.signal("STOP");
                TimeUnit.SECONDS.sleep(2);
                double resumed = System.currentTimeMillis() / 1e3;

                exporter.signal("CONT");

                assertThat(exporter.scrape().value(POLL_TIME)).isGreaterThanOrEqualTo(resumed);
            }
        }
    }

    @Test
    @Tag("P14")
    void processWithoutCpuRespondsByTheDeadline() throws Exception {
        Tools.need("stress-ng");
        try (SimulatedAws aws = SimulatedAws.start()) {
            TrailsFile.of(aws, 100, "min_interval: 0s").write(directory);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
                exporter.scrape(TIMEOUT, "25");
                CompletableFuture<?> stress = CompletableFuture.runAsync(() -> stress(8));
                Duration worst = Duration.ZERO;

                while (!stress.isDone()) {
                    long start = System.nanoTime();
                    Page page = exporter.scrape(TIMEOUT, "5");
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    worst = took.compareTo(worst) > 0 ? took : worst;
                    assertThat(page.named("cloudtrail_up").samples()).hasSize(100);
                }

                Figure.of("P14", "timeout 5 s: the slowest scrape took %d ms", worst.toMillis());
                Skips.within(Duration.ofSeconds(5), worst);
            }
        }
    }

    private static void stress(int seconds) {
        try {
            int processors = Runtime.getRuntime().availableProcessors();
            Tools.run("", "stress-ng", "-q", "--cpu", "" + 4 * processors, "--timeout", seconds + "s");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("P15")
    void exporterNeedsNoPrivilegeAndNoWritableFolder() throws Exception {
        Unprivileged.need();
        String locked = "mount -o remount,bind,ro /";
        String[] namespace = {"unshare", "-m", "--propagation", "private"};
        Skips.unless(
                Tools.run("", namespace[0], "-m", "sh", "-c", locked).code() == 0,
                "file systems cannot be remounted on this machine");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        String[] inner = Unprivileged.with(locked);
        String[] words = IntStream.range(0, namespace.length + inner.length)
                .mapToObj(i -> i < namespace.length ? namespace[i] : inner[i - namespace.length])
                .toArray(String[]::new);

        try (ExporterProcess exporter = Jar.in(directory)
                .behind(words)
                .options("-Djava.io.tmpdir=/nowhere")
                .serve("--demo")) {
            assertThat(exporter.scrape().named("cloudtrail_up").samples()).isNotEmpty();
            assertThat(Files.readString(exporter.proc("status")))
                    .contains("Uid:\t65532", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1");
        }
    }

    @ParameterizedTest
    @Tag("P17")
    @ValueSource(booleans = {false, true})
    void exporterRecoversWithTheNetworkInOneScrape(boolean silent) throws Exception {
        SimulatedAws aws = SimulatedAws.start();
        int port = aws.endpoint().getPort();
        TrailsFile file = TrailsFile.of(aws, 3, "min_interval: 0s, call_timeout: 1s");
        file.write(directory);
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            assertUp(exporter.scrape(), 3);
            if (silent) {
                aws.inject(FaultScope.everything(), Fault.hang());
            } else {
                aws.close();
            }
            for (int i = 0; i < 3; i++) {
                Page gone = exporter.scrape(TIMEOUT, "5");
                assertThat(gone.named("cloudtrail_failure").labels("reason"))
                        .containsOnly(silent ? "timeout" : "network");
                assertThat(gone.named("cloudtrail_is_logging").samples()).isEmpty();
            }

            if (silent) {
                aws.clearFaults();
            } else {
                aws = SimulatedAws.start(Clock.systemUTC(), port);
                TrailsFile.of(aws, 3, "");
            }

            assertUp(exporter.scrape(TIMEOUT, "10"), 3);
        } finally {
            aws.close();
        }
    }

    @Test
    @Tag("P17")
    void exporterRecoversAfterALossOfAllPackets() throws Exception {
        LostNetwork.need();

        Tools.Ran ran = LostNetwork.run(directory);

        assertThat(ran.code()).as(ran.output()).isZero();
    }

    static void assertUp(Page page, int trails) {
        assertThat(page.named("cloudtrail_up").samples()).hasSize(trails).allMatch(up -> up.value() == 1);
    }
}
