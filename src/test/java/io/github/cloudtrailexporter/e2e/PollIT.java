package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Polls, verified on the page and by the calls that a simulated AWS receives. */
class PollIT {

    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "222233334444";
    private static final String REQUESTS = "cloudtrail_exporter_aws_requests_total";
    private static final List<String> REGIONS = List.of("ap-northeast-1", "eu-west-1", "us-east-1");

    /** Long, because these tests do not verify times. */
    private static final String[] LONG_TIMEOUT = {"X-Prometheus-Scrape-Timeout-Seconds", "25"};

    @TempDir
    Path directory;

    /** Its clock is fixed, so its responses change only on events. */
    private final SimulatedAws aws = SimulatedAws.start(Clock.fixed(Instant.now(), ZoneOffset.UTC));

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    void trailPolledInThreeRegionsHasThreeSetsOfSeries() throws Exception {
        try (ExporterProcess exporter = serve("0s", inThreeRegions())) {
            Page page = exporter.scrape(LONG_TIMEOUT);

            assertThat(page.named("cloudtrail_up").labels("aws_region")).containsExactlyElementsOf(REGIONS);
            assertThat(page.named("cloudtrail_up").labels("home_region")).containsOnly("us-east-1");
            for (String region : REGIONS) {
                Page own = page.with("aws_region", region);
                assertThat(own.value("cloudtrail_is_logging")).isEqualTo(1);
                assertThat(own.value("cloudtrail_delivery_error")).isZero();
                assertThat(own.value("cloudtrail_trail_info")).isEqualTo(1);
            }
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.hang(),
                Fault.throttling(),
                Fault.accessDenied(),
                Fault.response(500, "text/html", "<html>oops</html>"),
                Fault.body("{}"),
                Fault.reset());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failingRegionChangesNoByteOfTheOthers(Fault fault) throws Exception {
        try (ExporterProcess exporter = serve("0s", inThreeRegions())) {
            Page before = exporter.scrape(LONG_TIMEOUT);
            aws.inject(FaultScope.on("GetTrailStatus").region("eu-west-1"), fault);

            Page after = exporter.scrape("X-Prometheus-Scrape-Timeout-Seconds", "10");

            assertThat(others(after)).isEqualTo(others(before)).isNotEmpty();
            assertThat(after.with("aws_region", "eu-west-1").value("cloudtrail_up"))
                    .isZero();
            assertThat(after.with("aws_region", "eu-west-1").names())
                    .contains("cloudtrail_failure")
                    .doesNotContain("cloudtrail_is_logging", "cloudtrail_delivery_error");
        }
    }

    private static List<String> others(Page page) {
        return page.trail("management")
                .only(sample -> !sample.label("aws_region").equals("eu-west-1"))
                .timelessLines();
    }

    @Test
    @Tag("H7")
    void scrapesAtTheSameTimeShareOnePoll() throws Exception {
        aws.latency(Duration.ofMillis(500));
        try (ExporterProcess exporter = serve("45s", inThreeRegions())) {
            List<CompletableFuture<Page>> scrapes = IntStream.range(0, 50)
                    .mapToObj(number -> scrapeAsync(exporter))
                    .toList();

            assertThat(scrapes)
                    .allSatisfy(scrape -> assertThat(
                                    scrape.get().named("cloudtrail_up").samples())
                            .hasSize(3)
                            .allMatch(up -> up.value() == 1));
            assertThat(aws.calls().count("GetTrailStatus")).isEqualTo(3);
        }
    }

    private static CompletableFuture<Page> scrapeAsync(ExporterProcess exporter) {
        return exporter.getAsync("/metrics").thenApply(response -> Page.of(response.body()));
    }

    @Test
    void scrapeWithinTheIntervalIsAnsweredFromTheLastPoll() throws Exception {
        try (ExporterProcess exporter = serve("1h", inThreeRegions())) {
            exporter.scrape(LONG_TIMEOUT);
            aws.inject(FaultScope.everything(), Fault.accessDenied());

            Page second = exporter.scrape(LONG_TIMEOUT);

            assertThat(second.named("cloudtrail_is_logging").samples()).hasSize(3);
            assertThat(aws.calls().count("GetTrailStatus")).isEqualTo(3);
        }
    }

    @Test
    void everyAttemptIsAllowedSignedAndCounted() throws Exception {
        List<String> sessions = new CopyOnWriteArrayList<>();
        aws.inject(FaultScope.on("AssumeRole"), Fault.edited(response -> remember(response, sessions)));
        aws.inject(FaultScope.on("GetTrailStatus"), Fault.throttling(), 3);
        try (ExporterProcess exporter = serve("1h", everyKindOfListing())) {
            exporter.scrape(LONG_TIMEOUT);

            Page page = exporter.scrape(LONG_TIMEOUT);

            assertThat(page.named("cloudtrail_up").samples()).hasSize(1 + 3 + 17);
            Map<String, Long> calls = aws.calls().counts();
            assertThat(calls.keySet())
                    .isSubsetOf(
                            "GetTrailStatus",
                            "GetEventSelectors",
                            "DescribeTrails",
                            "AssumeRole",
                            "GetCallerIdentity",
                            "DescribeRegions")
                    .contains("GetTrailStatus", "AssumeRole", "GetCallerIdentity", "DescribeRegions");
            assertThat(counted(page)).isEqualTo(calls);
            assertThat(calls).containsEntry("GetTrailStatus", 1 + 3 + 17 + 3L);
            assertThat(page.named("cloudtrail_exporter_aws_request_errors_total")
                            .with("code", "ThrottlingException")
                            .value("cloudtrail_exporter_aws_request_errors_total"))
                    .isEqualTo(3);
            assertThat(aws.calls().records()).allSatisfy(call -> {
                assertThat(call.userAgent()).contains("cloudtrail-exporter/");
                assertThat(call.accessKeyId()).isNotEmpty();
            });
            assertThat(sessions).isNotEmpty().allMatch(name -> name.equals("cloudtrail-exporter"));
        }
    }

    /** The role session's name is the last part of the ARN that STS returns. */
    private static String remember(String response, List<String> sessions) {
        sessions.add(response.replaceFirst("(?s).*<Arn>[^<]*/([^/<]*)</Arn>.*", "$1"));
        return response;
    }

    private static Map<String, Long> counted(Page page) {
        Map<String, Long> counted = new TreeMap<>();
        page.named(REQUESTS)
                .samples()
                .forEach(sample -> counted.merge(sample.label("operation"), (long) sample.value(), Long::sum));
        return counted;
    }

    @Test
    @Tag("A26")
    void disabledRegionIsDistinguishedFromInvalidCredentials() throws Exception {
        aws.account(ACCOUNT).enabledRegions(Set.of("us-east-1", "ap-northeast-1"));
        try (ExporterProcess exporter = serve("0s", inThreeRegions())) {
            Page page = exporter.scrape(LONG_TIMEOUT);

            assertThat(page.named("cloudtrail_failure").single().labels())
                    .containsEntry("aws_region", "eu-west-1")
                    .containsEntry("reason", "region_disabled");
        }
    }

    private String inThreeRegions() {
        SimulatedTrail trail =
                aws.account(ACCOUNT).trail("management", "us-east-1").multiRegion(true);
        return "  - {arn: '" + trail.arn() + "', regions: [us-east-1, eu-west-1, ap-northeast-1]}\n";
    }

    /** By name, by ARN, with a role, and in every Region. */
    private String everyKindOfListing() {
        aws.account(ACCOUNT).trail("local", "eu-west-1");
        SimulatedTrail everywhere =
                aws.account(OTHER).trail("everywhere", "us-west-2").multiRegion(true);
        String role = aws.account(OTHER).role("cloudtrail-exporter").arn();
        return inThreeRegions() + "  - {name: local, region: eu-west-1}\n  - {arn: '" + everywhere.arn()
                + "', regions: all, role_arn: '" + role + "'}\n";
    }

    private ExporterProcess serve(String minInterval, String trails) throws Exception {
        Files.writeString(directory.resolve("config.yml"), """
                aws: {endpoint_url: '%s'}
                poll: {min_interval: %s, call_timeout: 8s}
                trails:
                %s""".formatted(aws.endpoint(), minInterval, trails));
        return Jar.in(directory).withKeys().serve();
    }
}
