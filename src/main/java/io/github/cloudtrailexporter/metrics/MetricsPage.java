package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.util.List;

/**
 * What {@code /metrics} shows. The registry's collector shows the snapshot that {@link #show} has bound to the calling
 * thread, because a simpleclient collector cannot be told which scrape it works for.
 */
public final class MetricsPage {

    private final CollectorRegistry registry = new CollectorRegistry();
    private static final ThreadLocal<Snapshot> SHOWN = new ThreadLocal<>();

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

    List<Collector.MetricFamilySamples> collect() {
        return List.of();
    }
}
