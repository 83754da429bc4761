package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Snapshot → metric families: a pure function of the snapshot and the time. */
final class SnapshotFamilies {

    private SnapshotFamilies() {}

    /** @param now the time from which ages are counted */
    static List<MetricFamilySamples> of(Snapshot snapshot, Instant now) {
        List<MetricFamilySamples> families = new ArrayList<>();
        TrailFamilies.TABLE.forEach(family -> families.add(family.of(snapshot.trails(), now)));
        DiscoveryFamilies.TABLE.forEach(family -> families.add(family.of(snapshot.discoveries(), now)));
        families.add(pollDuration(snapshot));
        return families;
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
