package io.github.cloudtrailexporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import io.prometheus.client.Collector;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final Path GOLDEN = Path.of("src/test/resources/metrics");
    private static final TrailArn ARN = new TrailArn("aws", "eu-west-1", "111122223333", "main");

    @Test
    void thePageIsTheGoldenOneInTextFormat() throws IOException {
        String page = page(TextFormat.CONTENT_TYPE_004, snapshot(), awsCalls(), reload(), tlsReload());

        assertThat(page).isEqualTo(golden("page.txt", page));
    }

    @Test
    void thePageIsTheGoldenOneInOpenMetrics() throws IOException {
        String page = page(TextFormat.CONTENT_TYPE_OPENMETRICS_100, snapshot(), awsCalls(), reload(), tlsReload());

        assertThat(page).isEqualTo(golden("page.openmetrics.txt", page));
    }

    @Test
    void anUnknownTrailHasNoHealthSeriesAtAll() throws IOException {
        TrailReport unknown = report("eu-west-1", new TrailOutcome.Failed(Failure.of(FailureReason.TIMEOUT)));

        String page = page(TextFormat.CONTENT_TYPE_004, snapshotOf(unknown));

        assertThat(samples(page))
                .containsExactly(
                        "cloudtrail_up{aws_account_id=\"111122223333\",aws_region=\"eu-west-1\",home_region=\"eu-west-1\",trail=\"main\",} 0.0",
                        "cloudtrail_failure{aws_account_id=\"111122223333\",aws_region=\"eu-west-1\",home_region=\"eu-west-1\",trail=\"main\",reason=\"timeout\",} 1.0",
                        "cloudtrail_exporter_poll_duration_seconds 0.25");
    }

    @Test
    void agesAreCountedWhenThePageIsRenderedAndAreNeverNegative() throws IOException {
        Delivery future = new Delivery(Optional.of(NOW.plusSeconds(90)), Optional.empty());
        Delivery past = new Delivery(Optional.of(NOW.minusMillis(1500)), Optional.empty());
        TrailStatus status = new TrailStatus(
                true, Map.of(Destination.S3, past, Destination.SNS, future), Optional.empty(), Optional.empty());

        String page = page(TextFormat.CONTENT_TYPE_004, snapshotOf(report("eu-west-1", observed(status))));

        assertThat(samples(page))
                .anyMatch(line -> line.startsWith("cloudtrail_seconds_since_last_delivery{") && line.endsWith(" 1.5"))
                .anyMatch(
                        line -> line.startsWith("cloudtrail_seconds_since_last_notification{") && line.endsWith(" 0.0"))
                .noneMatch(line -> line.startsWith("cloudtrail_seconds_since_last_digest_delivery"));
    }

    @Test
    void whatATrailRecordsIsAbsentWhileItIsNotKnown() throws IOException {
        String notRead = page(TextFormat.CONTENT_TYPE_004, snapshotOf(report("eu-west-1", observed(healthy()))));

        assertThat(samples(notRead))
                .noneMatch(line -> line.startsWith("cloudtrail_management_events_recorded"))
                .noneMatch(line -> line.startsWith("cloudtrail_event_selectors"));
    }

    @Test
    void selectorsAreShownWithoutSettings() throws IOException {
        TrailReport report = new TrailReport(
                TrailKey.of(ARN, "eu-west-1"),
                Optional.of(ARN),
                "",
                observed(healthy()),
                new TrailMetadata(Optional.empty(), selectors()));

        assertThat(samples(page(TextFormat.CONTENT_TYPE_004, snapshotOf(report))))
                .anyMatch(line -> line.startsWith("cloudtrail_event_selectors_info{")
                        && line.contains("fingerprint=\"0123456789ab\"")
                        && line.contains("insights=\"\",global_service_events=\"\""));
    }

    @Test
    void hostileTextFromOutsideCannotBreakALineOrGrowALabel() throws IOException {
        String hostile = "\"} 1\nfake_metric 1\r\u0000\u2028\uD800";
        TrailSettings settings = new TrailSettings(
                new TrailSettings.Destinations(hostile, "x".repeat(100_000), "", "", ""),
                false,
                false,
                false,
                new TrailSettings.Recording(true, false, false));
        TrailReport report = new TrailReport(
                TrailKey.of(ARN, "eu-west-1"),
                Optional.of(ARN),
                hostile,
                new TrailOutcome.Failed(Failure.of(FailureReason.INTERNAL)),
                new TrailMetadata(Optional.of(settings), new SelectorsOutcome.NotRead()));

        String page = page(TextFormat.CONTENT_TYPE_004, snapshotOf(report));

        assertThat(page.lines()).noneMatch(line -> line.startsWith("fake_metric"));
        assertThat(page).doesNotContain("\r", "\u0000", "\u2028", "\uD800");
        assertThat(page.lines().mapToInt(String::length).max().orElse(0)).isLessThan(1500);
        assertThat(samples(page).stream().filter(line -> line.startsWith("cloudtrail_trail_info")))
                .hasSize(1);
    }

    @Test
    void failedReloadsAreVisibleAndKeepTheTimeOfTheLastSuccess() throws IOException {
        ReloadMetrics reload = ReloadMetrics.ofConfiguration(NOW.minusSeconds(100));
        reload.succeeded(NOW.minusSeconds(50));
        reload.failed();

        String page = page(TextFormat.CONTENT_TYPE_004, snapshotOf(), reload);

        assertThat(samples(page))
                .contains("cloudtrail_exporter_config_last_reload_successful 0.0")
                .anyMatch(line -> line.equals("cloudtrail_exporter_config_last_reload_success_timestamp_seconds "
                        + (double) NOW.minusSeconds(50).getEpochSecond()));
    }

    @Test
    void theBuildAndTheProcessAreOnThePage() throws IOException {
        String page = page(TextFormat.CONTENT_TYPE_004, snapshotOf(), new ProcessMetrics("1.2.3", "abc1234"));

        assertThat(samples(page))
                .contains("cloudtrail_exporter_build_info{java_version=\"" + System.getProperty("java.version")
                        + "\",revision=\"abc1234\",version=\"1.2.3\",} 1.0")
                .anyMatch(line -> line.startsWith("process_cpu_seconds_total "))
                .anyMatch(line -> line.startsWith("jvm_threads_current "));
    }

    private static TrailReport report(String region, TrailOutcome outcome) {
        return new TrailReport(TrailKey.of(ARN, region), Optional.of(ARN), "", outcome, TrailMetadata.NONE);
    }

    private static TrailOutcome observed(TrailStatus status) {
        return new TrailOutcome.Observed(status, NOW.minusSeconds(2));
    }

    private static Snapshot snapshotOf(TrailReport... reports) {
        return new Snapshot(List.of(reports), List.of(), Duration.ofMillis(250));
    }

    /** A trail that delivers everywhere, the same trail failing in another Region, and one whose status is unknown. */
    private static Snapshot snapshot() {
        TrailSettings settings = new TrailSettings(
                new TrailSettings.Destinations(
                        "audit-logs",
                        "prod",
                        "arn:aws:sns:eu-west-1:111122223333:audit",
                        "arn:aws:logs:eu-west-1:111122223333:log-group:audit:*",
                        "arn:aws:kms:eu-west-1:111122223333:key/1"),
                true,
                false,
                true,
                new TrailSettings.Recording(true, false, false));
        TrailReport healthy = new TrailReport(
                TrailKey.of(ARN, "eu-west-1"),
                Optional.of(ARN),
                "payments",
                observed(healthy()),
                new TrailMetadata(Optional.of(settings), selectors()));
        TrailReport unknown = new TrailReport(
                new TrailKey("", "us-east-1", "us-east-1", "by-name"),
                Optional.empty(),
                "",
                new TrailOutcome.Failed(Failure.of(FailureReason.CREDENTIALS)),
                new TrailMetadata(
                        Optional.empty(), new SelectorsOutcome.Unreadable(Failure.of(FailureReason.ACCESS_DENIED))));
        List<DiscoveryReport> discoveries = List.of(
                new DiscoveryReport(
                        "111122223333",
                        "eu-west-1",
                        OptionalInt.of(2),
                        Optional.empty(),
                        Optional.of(new RecordingTrails(2, 1))),
                new DiscoveryReport(
                        "444455556666",
                        "eu-west-1",
                        OptionalInt.of(0),
                        Optional.of(Failure.of(FailureReason.ACCESS_DENIED)),
                        Optional.empty()));
        return new Snapshot(
                List.of(unknown, report("us-east-1", observed(failing())), healthy),
                discoveries,
                Duration.ofMillis(250));
    }

    /** Records all read management events, and the write ones without those of KMS. */
    private static SelectorsOutcome selectors() {
        RecordedEvents events = new RecordedEvents(true, false, List.of("kms.amazonaws.com"), true, List.of());
        return new SelectorsOutcome.Known(events, "0123456789ab");
    }

    private static TrailStatus healthy() {
        return new TrailStatus(
                true,
                Map.of(
                        Destination.S3, delivered(180),
                        Destination.SNS, delivered(179),
                        Destination.CLOUDWATCH_LOGS, delivered(120),
                        Destination.DIGEST, delivered(1800)),
                Optional.of(NOW.minusSeconds(86_400)),
                Optional.of(NOW.minusSeconds(90_000)));
    }

    private static TrailStatus failing() {
        Delivery denied = new Delivery(Optional.of(NOW.minusSeconds(10_800)), ErrorCode.of("AccessDenied"));
        Delivery sentence = new Delivery(Optional.empty(), ErrorCode.of("Access denied. Verify in IAM."));
        return new TrailStatus(
                true,
                Map.of(Destination.S3, denied, Destination.CLOUDWATCH_LOGS, sentence),
                Optional.of(NOW.minusSeconds(86_400)),
                Optional.empty());
    }

    private static Delivery delivered(int secondsAgo) {
        return new Delivery(Optional.of(NOW.minusSeconds(secondsAgo).plusMillis(500)), Optional.empty());
    }

    private static AwsCallMetrics awsCalls() {
        AwsCallMetrics calls = new AwsCallMetrics();
        calls.attempt("sts", "AssumeRole", "", Duration.ofMillis(40));
        calls.attempt("cloudtrail", "GetTrailStatus", "", Duration.ofMillis(60));
        calls.attempt("cloudtrail", "GetTrailStatus", "ThrottlingException", Duration.ofMillis(300));
        calls.implausible("LatestDeliveryTime");
        return calls;
    }

    private static ReloadMetrics reload() {
        return ReloadMetrics.ofConfiguration(NOW.minusSeconds(3600));
    }

    private static ReloadMetrics tlsReload() {
        ReloadMetrics reload = ReloadMetrics.ofTlsFiles(NOW.minusSeconds(3600));
        reload.failed();
        return reload;
    }

    private static String page(String format, Snapshot snapshot, Collector... own) {
        return Exposition.text(new SnapshotCollector(snapshot, Clock.fixed(NOW, ZoneOffset.UTC), List.of(own)), format);
    }

    private static List<String> samples(String page) {
        return page.lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** The golden page; written anew when the tests run with {@code -Dgolden.update=true}. */
    private static String golden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
