package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code /metrics} shows. The registry's collector shows the snapshot that {@link #show} has bound to the calling
 * thread, because a simpleclient collector cannot be told which scrape it works for.
 *
 * <p>The registry holds this one collector only: it keeps its collectors in a hash set, and families in a random order
 * make two pages impossible to compare.
 */
public final class MetricsPage {

    private static final ThreadLocal<Snapshot> SHOWN = new ThreadLocal<>();

    private final Clock clock;
    private final List<FamilySource> own;
    private final CollectorRegistry registry = new CollectorRegistry();

    /**
     * @param clock tells the ages of deliveries
     * @param own the exporter's own metrics, in the order of the page
     */
    public MetricsPage(Clock clock, List<FamilySource> own) {
        this.clock = clock;
        this.own = List.copyOf(own);
        new PageCollector().register(registry);
    }

    /** The registry for simpleclient's HTTPMetricHandler, or for TextFormat. */
    public CollectorRegistry registry() {
        return registry;
    }

    /** Runs {@code writer}, which collects from the registry on this thread, on the page of this snapshot. */
    public void show(Snapshot snapshot, Writer writer) throws IOException {
        SHOWN.set(snapshot);
        try {
            writer.write();
        } finally {
            SHOWN.remove();
        }
    }

    /** Writes the page somewhere. */
    public interface Writer {
        void write() throws IOException;
    }

    /** A part of the page that does not come from a snapshot. */
    public interface FamilySource {
        List<Collector.MetricFamilySamples> families();
    }

    private List<Collector.MetricFamilySamples> collect() {
        Snapshot snapshot = SHOWN.get();
        if (snapshot == null) {
            throw new IllegalStateException("the page was collected without a snapshot");
        }
        List<Collector.MetricFamilySamples> page = new ArrayList<>(SnapshotFamilies.of(snapshot, clock.instant()));
        own.forEach(source -> page.addAll(source.families()));
        return page;
    }

    private final class PageCollector extends Collector implements Collector.Describable {
        @Override
        public List<MetricFamilySamples> collect() {
            return MetricsPage.this.collect();
        }

        @Override
        public List<MetricFamilySamples> describe() {
            // Nothing to describe: asking the page itself at registration would need a poll.
            return List.of();
        }
    }
}
