package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The duration of a scrape of 200 trails in ten accounts. The figures are printed; the assertions allow for a busy
 * machine, and one successful attempt of several is enough.
 */
@Tag("nightly")
class DeadlineIT {

    private static final int ACCOUNTS = 10;
    private static final int TRAILS_EACH = 20;
    private static final int TRAILS = ACCOUNTS * TRAILS_EACH;

    private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

    @TempDir
    Path directory;

    private final SimulatedAws aws = SimulatedAws.start();
    private ExporterProcess exporter;

    @BeforeEach
    void start() throws Exception {
        StringBuilder config =
                new StringBuilder("aws: {endpoint_url: '" + aws.endpoint() + "'}\npoll: {min_interval: 0s}\ntrails:\n");
        IntStream.range(0, ACCOUNTS).forEach(number -> config.append(listing(number)));
        Files.writeString(directory.resolve("config.yml"), config);
        exporter = Jar.in(directory).withKeys().serve();
    }

    @AfterEach
    void end() {
        exporter.close();
        aws.close();
    }

    private String listing(int number) {
        SimulatedAccount account = aws.account("2222333344%02d".formatted(number));
        String role = account.role("cloudtrail-exporter").arn();
        StringBuilder trails = new StringBuilder();
        for (int i = 0; i < TRAILS_EACH; i++) {
            String arn = account.trail("trail-" + i, "us-east-1").arn();
            trails.append("  - {arn: '" + arn + "', role_arn: '" + role + "'}\n");
        }
        return trails.toString();
    }

    @Test
    void twoHundredTrailsArePolledConcurrently() throws Exception {
        aws.latency(Duration.ofMillis(50));
        exporter.scrape(TIMEOUT, "25");
        Duration best = Duration.ofSeconds(25);

        for (int i = 0; i < 5; i++) {
            Timed scrape = scrape("25");
            assertThat(scrape.page().named("cloudtrail_up").samples()).hasSize(TRAILS);
            best = scrape.took().compareTo(best) < 0 ? scrape.took() : best;
        }

        System.out.printf(
                "%d trails at 50 ms each: on the page after %d ms, the best of five%n", TRAILS, best.toMillis());
        assertThat(aws.calls().mostInFlight()).isGreaterThan(32);
        Skips.within(Duration.ofSeconds(3), best);
    }

    @Test
    @Tag("A5")
    void scrapeIsAnsweredInTimeWithEveryTrailIfAwsHangs() throws Exception {
        Page before = exporter.scrape(TIMEOUT, "25");
        aws.inject(FaultScope.everything(), Fault.hang());
        Duration best = Duration.ofSeconds(25);

        for (int i = 0; i < 3 && best.compareTo(Duration.ofMillis(9600)) > 0; i++) {
            Timed scrape = scrape("10");
            assertUnknown(scrape.page());
            best = scrape.took().compareTo(best) < 0 ? scrape.took() : best;
        }

        System.out.printf("AWS hangs, timeout 10 s: %d trails on the page after %d ms%n", TRAILS, best.toMillis());
        assertThat(before.named("cloudtrail_is_logging").samples()).isNotEmpty();
        Skips.within(Duration.ofMillis(9600), best);
    }

    @Test
    @Tag("A23")
    void firstScrapeIsAnsweredInTimeIfStsHangs() throws Exception {
        aws.inject(FaultScope.everything(), Fault.hang());

        Timed scrape = scrape("10");

        System.out.printf(
                "AWS hangs from the start: %d trails on the page after %d ms%n",
                TRAILS, scrape.took().toMillis());
        assertUnknown(scrape.page());
    }

    private static void assertUnknown(Page page) {
        assertThat(page.named("cloudtrail_up").samples()).hasSize(TRAILS).allMatch(up -> up.value() == 0);
        assertThat(page.named("cloudtrail_failure").labels("reason"))
                .hasSize(TRAILS)
                .containsAnyOf("timeout", "not_run")
                .allMatch(reason -> reason.equals("timeout") || reason.equals("not_run"));
        assertThat(page.named("cloudtrail_is_logging").samples()).isEmpty();
    }

    private record Timed(Page page, Duration took) {}

    private Timed scrape(String timeout) throws Exception {
        long start = System.nanoTime();
        Page page = exporter.scrape(TIMEOUT, timeout);
        return new Timed(page, Duration.ofNanos(System.nanoTime() - start));
    }
}
