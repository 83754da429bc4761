package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.Comparator;
import java.util.List;

/** simpleclient's own metrics, made fit for a page that is the same every time. */
final class Samples {

    private static final Comparator<MetricFamilySamples.Sample> BY_LABELS =
            Comparator.comparing(sample -> String.join("\0", withoutBucket(sample)));

    private Samples() {}

    /**
     * The one family of a simpleclient metric, its series in the order of their labels and without the {@code _created}
     * series that nobody asked for.
     */
    static MetricFamilySamples sorted(Collector metric) {
        MetricFamilySamples family = metric.collect().get(0);
        List<MetricFamilySamples.Sample> samples = family.samples.stream()
                .filter(sample -> !sample.name.endsWith("_created"))
                .sorted(BY_LABELS)
                .toList();
        return new MetricFamilySamples(family.name, family.type, family.help, samples);
    }

    private static List<String> withoutBucket(MetricFamilySamples.Sample sample) {
        // A histogram's buckets are already in ascending order, which is not the order of their labels' texts.
        int le = sample.labelNames.indexOf("le");
        return le < 0 ? sample.labelValues : sample.labelValues.subList(0, le);
    }
}
