package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The exporter's own calls to AWS: how many, how long, and which errors. Each attempt counts, retries too. */
public class AwsCallMetrics extends Collector {

    private final Counter requests = Counter.build()
            .name("cloudtrail_exporter_aws_requests_total")
            .help("Calls to AWS, each attempt counted.")
            .labelNames("service", "operation")
            .create();
    private final Counter errors = Counter.build()
            .name("cloudtrail_exporter_aws_request_errors_total")
            .help("Calls to AWS that failed, each attempt counted, by error code.")
            .labelNames("service", "operation", "code")
            .create();
    private final Counter implausible = Counter.build()
            .name("cloudtrail_exporter_implausible_values_total")
            .help("Implausible times in GetTrailStatus responses, which were dropped, by field.")
            .labelNames("field")
            .create();
    private final Histogram durations = Histogram.build()
            .name("cloudtrail_exporter_aws_request_duration_seconds")
            .help("Duration of one attempt of a call to AWS, in seconds.")
            .labelNames("service", "operation")
            .buckets(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .create();

    /** Counts one attempt; the error code is safe as a label, and empty if the attempt succeeded. */
    public void attempt(String service, String operation, String errorCode, Duration duration) {
        requests.labels(service, operation).inc();
        durations.labels(service, operation).observe(Family.seconds(duration));
        if (!errorCode.isEmpty()) {
            errors.labels(service, operation, errorCode).inc();
        }
    }

    /** Counts an implausible time in this field of a response. */
    public void implausible(String field) {
        implausible.labels(field).inc();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(sorted(requests, 2), sorted(errors, 3), sorted(durations, 2), sorted(implausible, 1));
    }

    /**
     * The series in the order of their labels, without the {@code _created} ones, which double their number.
     *
     * @param labels how many labels count for the order: a histogram's buckets are in ascending order already, which is not
     *     the order of their labels' texts
     */
    private static MetricFamilySamples sorted(Collector metric, int labels) {
        MetricFamilySamples family = metric.collect().get(0);
        List<MetricFamilySamples.Sample> samples = family.samples.stream()
                .filter(sample -> !sample.name.endsWith("_created"))
                .sorted(Comparator.comparing(sample -> String.join("\0", sample.labelValues.subList(0, labels))))
                .toList();
        return new MetricFamilySamples(family.name, family.type, family.help, samples);
    }
}
