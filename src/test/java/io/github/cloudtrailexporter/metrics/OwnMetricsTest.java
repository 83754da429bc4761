package io.github.cloudtrailexporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exporter's metrics about itself. */
class OwnMetricsTest {

    @Test
    void thoseOfTheProcessComeInTheOrderOfTheirNamesAfterTheBuild() {
        List<String> names = new ProcessMetrics("1.2.3", "abc1234")
                .collect().stream().map(family -> family.name).toList();

        assertThat(names.get(0)).isEqualTo("cloudtrail_exporter_build");
        assertThat(names.subList(1, names.size())).isSorted().contains("jvm_threads_current", "process_cpu_seconds");
    }

    @Test
    void aHistogramKeepsTheOrderOfItsBuckets() {
        AwsCallMetrics calls = new AwsCallMetrics();
        calls.attempt("sts", "AssumeRole", "", Duration.ofMillis(40));
        calls.attempt("cloudtrail", "GetTrailStatus", "", Duration.ofMillis(40));

        MetricFamilySamples durations = calls.collect().get(2);

        List<String> buckets = durations.samples.stream()
                .filter(sample -> sample.name.endsWith("_bucket") && sample.labelValues.contains("sts"))
                .map(sample -> sample.labelValues.get(2))
                .toList();
        assertThat(buckets).startsWith("0.025", "0.05").endsWith("10.0", "+Inf").hasSize(10);
        assertThat(durations.samples.get(0).labelValues).startsWith("cloudtrail");
    }
}
