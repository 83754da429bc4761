package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Snapshot → metric families, each when it is asked for: a pure function of the snapshot and the time. */
final class SnapshotFamilies {

    private final Snapshot snapshot;
    private final Instant now;

    /** @param now the time from which ages are counted */
    SnapshotFamilies(Snapshot snapshot, Instant now) {
        this.snapshot = snapshot;
        this.now = now;
    }

    /** What grows with the number of trails: nearly all of a page. */
    List<Supplier<MetricFamilySamples>> trails() {
        List<Family.Identified<TrailReport>> trails = TrailFamilies.TRAIL.of(snapshot.trails());
        return TrailFamilies.TABLE.stream()
                .<Supplier<MetricFamilySamples>>map(family -> () -> family.of(trails, now))
                .toList();
    }

    Stream<MetricFamilySamples> others() {
        List<Family.Identified<DiscoveryReport>> discoveries = DiscoveryFamilies.PLACE.of(snapshot.discoveries());
        return Stream.concat(
                DiscoveryFamilies.TABLE.stream().map(family -> family.of(discoveries, now)),
                Stream.of(pollDuration(snapshot)));
    }

    private static MetricFamilySamples pollDuration(Snapshot snapshot) {
        String name = "cloudtrail_exporter_poll_duration_seconds";
        double value = seconds(snapshot.pollDuration());
        return new MetricFamilySamples(
                name,
                Collector.Type.GAUGE,
                "Duration of the last poll of AWS, all trails together, in seconds.",
                List.of(new MetricFamilySamples.Sample(name, List.of(), List.of(), value)));
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    static double unixTime(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
