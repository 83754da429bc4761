package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the configuration in force is the one in the file. The same two metrics as Prometheus has for itself. */
public final class ReloadMetrics implements MetricsPage.FamilySource {

    private record State(boolean successful, Instant lastSuccess) {}

    private final AtomicReference<State> state;

    /** @param loaded when the first configuration was loaded */
    public ReloadMetrics(Instant loaded) {
        state = new AtomicReference<>(new State(true, loaded));
    }

    public void succeeded(Instant at) {
        state.set(new State(true, at));
    }

    public void failed() {
        state.updateAndGet(before -> new State(false, before.lastSuccess()));
    }

    @Override
    public List<MetricFamilySamples> families() {
        State now = state.get();
        return List.of(
                new GaugeMetricFamily(
                        "cloudtrail_exporter_config_last_reload_successful",
                        "1 if the last reading of the configuration succeeded, 0 if the one before it is still in force.",
                        now.successful() ? 1 : 0),
                new GaugeMetricFamily(
                        "cloudtrail_exporter_config_last_reload_success_timestamp_seconds",
                        "Unix time of the last successful reading of the configuration, in seconds.",
                        SnapshotFamilies.unixTime(now.lastSuccess())));
    }
}
