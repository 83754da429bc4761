package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.metrics.MetricsPage;
import io.github.cloudtrailexporter.trail.Delivery;
import io.github.cloudtrailexporter.trail.Destination;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.prometheus.client.SampleNameFilter;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The page of 1,000 (trail, Region) pairs with every series there can be, compressed, beside only writing its text so. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class PageBenchmark {

    private static final int PAIRS = 1_000;

    private final MetricsPage page = new MetricsPage(Clock.systemUTC(), List.of());
    private final Snapshot snapshot = snapshot();
    private final String text = text();
    private final Renderers renderers = new Renderers();

    @Benchmark
    public Object render() throws IOException {
        return renderers.render(
                TextFormat.CONTENT_TYPE_004,
                () -> page.sections(snapshot, TextFormat.CONTENT_TYPE_004, SampleNameFilter.ALLOW_ALL).stream()
                        .<Body.Content>map(section -> section::writeTo)
                        .toList());
    }

    @Benchmark
    public Object write() throws IOException {
        return renderers.render(TextFormat.CONTENT_TYPE_004, () -> List.of(out -> out.write(text)));
    }

    private String text() {
        StringWriter whole = new StringWriter();
        try {
            for (MetricsPage.Section section :
                    page.sections(snapshot, TextFormat.CONTENT_TYPE_004, SampleNameFilter.ALLOW_ALL)) {
                section.writeTo(whole);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return whole.toString();
    }

    private static Snapshot snapshot() {
        List<TrailReport> reports = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            String account = String.format("%012d", 111122223333L + i / 10);
            TrailArn arn = new TrailArn("aws", "us-east-1", account, "management-events");
            reports.add(report(arn, "eu-west-" + i % 10, i));
        }
        return new Snapshot(reports, List.of(), Duration.ofMillis(500));
    }

    private static TrailReport report(TrailArn arn, String region, int i) {
        Instant now = Instant.now();
        Map<Destination, Delivery> deliveries = new EnumMap<>(Destination.class);
        for (Destination destination : Destination.values()) {
            Instant latest = now.minusMillis(137L * i + 1009L * destination.ordinal());
            deliveries.put(destination, new Delivery(Optional.of(latest), Optional.empty()));
        }
        TrailStatus status = new TrailStatus(
                true,
                deliveries,
                Optional.of(now.minusSeconds(86_400L + i)),
                Optional.of(now.minusSeconds(90_000L + i)));
        TrailSettings settings = new TrailSettings(
                new TrailSettings.Destinations(
                        "audit-logs-" + arn.accountId(),
                        "prod",
                        "arn:aws:sns:us-east-1:" + arn.accountId() + ":trail-files",
                        "arn:aws:logs:us-east-1:" + arn.accountId() + ":log-group:audit:*",
                        "arn:aws:kms:us-east-1:" + arn.accountId() + ":key/1b2c3d4e-0000-1111-2222-333344445555"),
                true,
                false,
                true);
        return new TrailReport(
                TrailKey.of(arn, region),
                Optional.of(arn),
                "account-" + i,
                new TrailOutcome.Observed(status, now),
                Optional.of(settings));
    }
}
