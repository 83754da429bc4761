package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** This build, this process and its JVM. */
public final class ProcessMetrics extends Collector {

    private final CollectorRegistry hotspot = new CollectorRegistry();
    private final MetricFamilySamples build;

    public ProcessMetrics(String version, String revision) {
        DefaultExports.register(hotspot);
        String name = "cloudtrail_exporter_build";
        build = new MetricFamilySamples(
                name,
                Collector.Type.INFO,
                "1, with the version, the revision and the Java version of this exporter.",
                List.of(new MetricFamilySamples.Sample(
                        name + "_info",
                        List.of("version", "revision", "java_version"),
                        List.of(version, revision, System.getProperty("java.version")),
                        1)));
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>(Collections.list(hotspot.metricFamilySamples()));
        families.sort(Comparator.comparing(family -> family.name));
        families.add(0, build);
        return families;
    }
}
