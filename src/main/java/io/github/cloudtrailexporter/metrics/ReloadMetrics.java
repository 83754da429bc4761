package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.util.List;

/** Whether the last load of a file succeeded: the two metrics that Prometheus has for its own configuration. */
public final class ReloadMetrics extends Collector {

    private final String prefix;
    private final String what;
    private boolean successful = true;
    private Instant lastSuccess;

    private ReloadMetrics(String prefix, String what, Instant loaded) {
        this.prefix = prefix;
        this.what = what;
        this.lastSuccess = loaded;
    }

    /** Of the configuration file, which was first loaded at this time. */
    public static ReloadMetrics ofConfiguration(Instant loaded) {
        return new ReloadMetrics("cloudtrail_exporter_config_last_reload", "the configuration", loaded);
    }

    /** Of the files of {@code tls_server_config}, which were first loaded at this time. */
    public static ReloadMetrics ofTlsFiles(Instant loaded) {
        return new ReloadMetrics(
                "cloudtrail_exporter_tls_last_reload", "the TLS certificate, key and client CA", loaded);
    }

    /** Of the users and headers of the web configuration file, which were first loaded at this time. */
    public static ReloadMetrics ofWebConfiguration(Instant loaded) {
        return new ReloadMetrics(
                "cloudtrail_exporter_web_config_last_reload", "the users of the web configuration file", loaded);
    }

    public synchronized void succeeded(Instant at) {
        successful = true;
        lastSuccess = at;
    }

    public synchronized void failed() {
        successful = false;
    }

    @Override
    public synchronized List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily(
                        prefix + "_successful",
                        "1 if the last load of " + what + " succeeded, 0 if the previous one is still in force.",
                        successful ? 1 : 0),
                new GaugeMetricFamily(
                        prefix + "_success_timestamp_seconds",
                        "Unix time of the last successful load of " + what + ", in seconds.",
                        Family.unixTime(lastSuccess)));
    }
}
