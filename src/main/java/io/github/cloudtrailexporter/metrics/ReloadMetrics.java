package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the content of a file is in force. The same two metrics as Prometheus has for its configuration. */
public final class ReloadMetrics extends Collector {

    private record State(boolean successful, Instant lastSuccess) {}

    private final String prefix;
    private final String what;
    private final AtomicReference<State> state;

    private ReloadMetrics(String prefix, String what, Instant loaded) {
        this.prefix = prefix;
        this.what = what;
        this.state = new AtomicReference<>(new State(true, loaded));
    }

    /**
     * Of the configuration file.
     *
     * @param loaded when the first configuration was loaded
     */
    public static ReloadMetrics ofConfiguration(Instant loaded) {
        return new ReloadMetrics("cloudtrail_exporter_config_last_reload", "the configuration", loaded);
    }

    /**
     * Of the files of {@code tls_server_config}.
     *
     * @param loaded when they were first read
     */
    public static ReloadMetrics ofTlsFiles(Instant loaded) {
        return new ReloadMetrics(
                "cloudtrail_exporter_tls_last_reload", "the TLS certificate, key and client CA", loaded);
    }

    /**
     * Of the users and headers of the web configuration file.
     *
     * @param loaded when it was first read
     */
    public static ReloadMetrics ofWebConfiguration(Instant loaded) {
        return new ReloadMetrics(
                "cloudtrail_exporter_web_config_last_reload", "the users of the web configuration file", loaded);
    }

    public void succeeded(Instant at) {
        state.set(new State(true, at));
    }

    public void failed() {
        state.updateAndGet(before -> new State(false, before.lastSuccess()));
    }

    @Override
    public List<MetricFamilySamples> collect() {
        State now = state.get();
        return List.of(
                new GaugeMetricFamily(
                        prefix + "_successful",
                        "1 if the last reading of " + what + " succeeded, 0 if the one before it is still in force.",
                        now.successful() ? 1 : 0),
                new GaugeMetricFamily(
                        prefix + "_success_timestamp_seconds",
                        "Unix time of the last successful reading of " + what + ", in seconds.",
                        Samples.unixTime(now.lastSuccess())));
    }

    /**
     * The reloads of the files that the web server reads again by itself.
     *
     * @param tls the certificate, the key and the client CA
     * @param webConfig the users and headers of the web configuration file
     */
    public record FileReloads(ReloadMetrics tls, ReloadMetrics webConfig) {

        /** Creates both; the files were first read at this time. */
        public static FileReloads of(Instant loaded) {
            return new FileReloads(ReloadMetrics.ofTlsFiles(loaded), ReloadMetrics.ofWebConfiguration(loaded));
        }
    }
}
