package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Info;
import io.prometheus.client.hotspot.DefaultExports;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** This build, this process and its JVM. */
public final class ProcessMetrics extends Collector {

    private final CollectorRegistry registry = new CollectorRegistry();

    public ProcessMetrics(String version, String revision) {
        DefaultExports.register(registry);
        Info.build(
                        "cloudtrail_exporter_build",
                        "1, with the version, the revision and the Java version of this exporter.")
                .register(registry)
                .info("version", version, "revision", revision, "java_version", System.getProperty("java.version"));
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return Collections.list(registry.metricFamilySamples()).stream()
                .sorted(Comparator.comparing(family -> family.name))
                .toList();
    }
}
