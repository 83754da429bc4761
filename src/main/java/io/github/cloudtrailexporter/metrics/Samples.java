package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Sample values, and simpleclient's own metrics in a stable order. */
final class Samples {

    private static final Comparator<MetricFamilySamples.Sample> BY_LABELS =
            Comparator.comparing(sample -> String.join("\0", withoutBucket(sample)));

    private Samples() {}

    /**
     * The one family of a simpleclient metric, its series in the order of their labels and without the {@code _created}
     * series, which double their number and are of no use here.
     */
    static MetricFamilySamples sorted(Collector metric) {
        MetricFamilySamples family = metric.collect().get(0);
        List<MetricFamilySamples.Sample> samples = family.samples.stream()
                .filter(sample -> !sample.name.endsWith("_created"))
                .sorted(BY_LABELS)
                .toList();
        return new MetricFamilySamples(family.name, family.type, family.help, samples);
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    static double unixTime(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static List<String> withoutBucket(MetricFamilySamples.Sample sample) {
        // A histogram's buckets are already in ascending order, which is not the order of their labels' texts.
        int le = sample.labelNames.indexOf("le");
        return le < 0 ? sample.labelValues : sample.labelValues.subList(0, le);
    }
}
