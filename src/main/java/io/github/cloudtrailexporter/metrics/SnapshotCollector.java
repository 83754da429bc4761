package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.metrics.Family.Subject;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Clock;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The whole content of {@code /metrics}: the families of one snapshot, then the exporter's own. It is the only collector
 * of its registry, because a registry returns its collectors in no stable order.
 */
public final class SnapshotCollector extends Collector {

    private final Snapshot snapshot;
    private final Clock clock;
    private final List<Collector> own;

    /** The collector of one page: ages are counted from the clock's time when it is rendered, {@code own} keeps its order. */
    public SnapshotCollector(Snapshot snapshot, Clock clock, List<Collector> own) {
        this.snapshot = snapshot;
        this.clock = clock;
        this.own = List.copyOf(own);
    }

    /** The families in the order of the tables; each is computed when it is read, so that one at a time is in memory. */
    @Override
    public List<MetricFamilySamples> collect() {
        List<Supplier<MetricFamilySamples>> families = new ArrayList<>();
        List<Subject<TrailReport>> trails =
                snapshot.trails().stream().map(TrailFamilies::subject).toList();
        TrailFamilies.table(clock.instant()).forEach(family -> families.add(() -> family.of(trails)));
        List<Subject<DiscoveryReport>> areas =
                snapshot.discoveries().stream().map(DiscoveryFamilies::subject).toList();
        DiscoveryFamilies.TABLE.forEach(family -> families.add(() -> family.of(areas)));
        families.add(() -> new GaugeMetricFamily(
                "cloudtrail_exporter_poll_duration_seconds",
                "Duration of the last poll of AWS, all trails together, in seconds.",
                Family.seconds(snapshot.pollDuration())));
        own.forEach(collector -> collector.collect().forEach(family -> families.add(() -> family)));
        return new AbstractList<>() {
            @Override
            public MetricFamilySamples get(int index) {
                return families.get(index).get();
            }

            @Override
            public int size() {
                return families.size();
            }
        };
    }
}
