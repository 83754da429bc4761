package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Snapshot → metric families, one at a time: a pure function of the snapshot and the time. */
final class SnapshotFamilies {

    private SnapshotFamilies() {}

    /** @param now the time from which ages are counted */
    static Stream<MetricFamilySamples> of(Snapshot snapshot, Instant now) {
        Stream<MetricFamilySamples> trails =
                families(TrailFamilies.TABLE, TrailFamilies.TRAIL.of(snapshot.trails()), now);
        Stream<MetricFamilySamples> discoveries =
                families(DiscoveryFamilies.TABLE, DiscoveryFamilies.PLACE.of(snapshot.discoveries()), now);
        return Stream.concat(Stream.concat(trails, discoveries), Stream.of(pollDuration(snapshot)));
    }

    private static <T> Stream<MetricFamilySamples> families(
            List<Family<T>> table, List<Family.Identified<T>> things, Instant now) {
        return table.stream().map(family -> family.of(things, now));
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
