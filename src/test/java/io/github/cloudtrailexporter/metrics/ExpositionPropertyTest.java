package io.github.cloudtrailexporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever AWS says, the page stays a page. */
class ExpositionPropertyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final TrailArn ARN = new TrailArn("aws", "eu-west-1", "111122223333", "main");
    private static final Pattern CODE = Pattern.compile("code=\"((?:[A-Za-z][A-Za-z0-9._-]{0,63})?)\"");
    private static final List<String> REASONS =
            Arrays.stream(FailureReason.values()).map(FailureReason::label).toList();

    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "\n",
                "\r\n",
                "\"",
                "\\",
                "\\n",
                "\u0000",
                "\u2028",
                "\u0085",
                "\uD800",
                "\uDC00",
                "🦊",
                "{",
                "}",
                " 1\n",
                "# EOF\n",
                "fake_metric 1",
                "cloudtrail_is_logging{",
                "AccessDenied",
                "\",reason=\"");
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(100),
                pieces.list().ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings().withCharRange('A', 'z').ofMaxLength(80),
                pieces.map(piece -> piece.repeat(2000)));
    }

    @Property
    void anErrorOfADestinationIsACodeOrOther(@ForAll("texts") String raw, @ForAll Destination destination) {
        Delivery delivery = new Delivery(Optional.of(NOW), ErrorCode.of(raw));
        TrailStatus status = new TrailStatus(true, Map.of(destination, delivery), Optional.empty(), Optional.empty());
        Snapshot snapshot = snapshot(report("", new TrailOutcome.Observed(status, NOW), Optional.empty()));

        Exposition page = Exposition.text(snapshot, NOW);

        assertThat(page.samples()).hasSize(10);
        assertThat(page.samples().stream().filter(line -> line.contains("code=\"")))
                .hasSize(4)
                .allMatch(line -> CODE.matcher(line).find());
        assertThat(page.samples().stream().filter(line -> line.contains("code=\"") && line.endsWith(" 1.0")))
                .hasSize(raw.isBlank() ? 0 : 1)
                .allMatch(line -> code(line).equals(ErrorCode.isSafe(raw) ? raw : "other"));
        assertThat(Exposition.openMetrics(snapshot, NOW).samples()).hasSize(10);
    }

    @Property
    void aFailureIsOneReasonOfTheClosedList(@ForAll FailureReason reason, @ForAll("texts") String code) {
        Snapshot snapshot = snapshot(report("", new TrailOutcome.Failed(new Failure(reason, code)), Optional.empty()));

        Exposition page = Exposition.text(snapshot, NOW);

        assertThat(page.samples()).hasSize(3);
        assertThat(page.named("cloudtrail_up"))
                .singleElement()
                .satisfies(up -> assertThat(up).endsWith(" 0.0"));
        assertThat(page.named("cloudtrail_failure"))
                .singleElement()
                .satisfies(line -> assertThat(REASONS).contains(line.replaceAll(".*reason=\"([a-z_]+)\".*", "$1")));
        assertThat(Exposition.openMetrics(snapshot, NOW).samples()).hasSize(3);
    }

    @Property
    void theSettingsOfATrailAreOneSampleOfBoundedLength(
            @ForAll("texts") String account, @ForAll("texts") String bucket, @ForAll("texts") String key) {
        TrailSettings settings = new TrailSettings(
                new TrailSettings.Destinations(bucket, key, account, bucket, key),
                true,
                false,
                true,
                new TrailSettings.Recording(true, false, false));
        Snapshot snapshot = snapshot(
                report(account, new TrailOutcome.Failed(Failure.of(FailureReason.TIMEOUT)), Optional.of(settings)));

        Exposition page = Exposition.text(snapshot, NOW);

        assertThat(page.samples()).hasSize(4);
        assertThat(page.named("cloudtrail_trail_info"))
                .singleElement()
                .satisfies(line -> assertThat(line.length()).isLessThan(8 * 2 * Family.MAX_LABEL_VALUE));
        assertThat(Exposition.openMetrics(snapshot, NOW).samples()).hasSize(4);
    }

    @Property
    void anErrorOfACallIsCountedUnderACode(@ForAll("texts") String raw) {
        AwsCallMetrics calls = new AwsCallMetrics();
        String code = new Failure(FailureReason.INTERNAL, raw).code();
        calls.attempt("cloudtrail", "GetTrailStatus", code, Duration.ofMillis(20));

        Exposition page = Exposition.text(new Snapshot(List.of(), List.of(), Duration.ZERO), NOW, calls);

        assertThat(page.named("cloudtrail_exporter_aws_request_errors_total"))
                .hasSize(code.isEmpty() ? 0 : 1)
                .allMatch(line -> code(line).equals(code));
    }

    private static String code(String line) {
        Matcher code = CODE.matcher(line);
        assertThat(code.find()).as(line).isTrue();
        return code.group(1);
    }

    private static TrailReport report(String account, TrailOutcome outcome, Optional<TrailSettings> settings) {
        return new TrailReport(
                TrailKey.of(ARN, "eu-west-1"),
                Optional.of(ARN),
                account,
                outcome,
                new TrailMetadata(settings, new SelectorsOutcome.NotRead()));
    }

    private static Snapshot snapshot(TrailReport report) {
        return new Snapshot(List.of(report), List.of(), Duration.ofMillis(250));
    }
}
