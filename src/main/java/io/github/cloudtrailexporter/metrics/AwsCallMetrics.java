package io.github.cloudtrailexporter.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.List;

/** The exporter's own calls to AWS: how many, how long, and which errors. Each attempt counts, retries too. */
public final class AwsCallMetrics extends Collector {

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
            .help("Times in GetTrailStatus answers that cannot be true and were dropped, by field.")
            .labelNames("field")
            .create();
    private final Histogram durations = Histogram.build()
            .name("cloudtrail_exporter_aws_request_duration_seconds")
            .help("Duration of one attempt of a call to AWS, in seconds.")
            .labelNames("service", "operation")
            .buckets(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
            .create();

    /**
     * Counts one attempt.
     *
     * @param errorCode empty if it worked; else a code that is safe as a label
     */
    public void attempt(String service, String operation, String errorCode, Duration duration) {
        requests.labels(service, operation).inc();
        durations.labels(service, operation).observe(Samples.seconds(duration));
        if (!errorCode.isEmpty()) {
            errors.labels(service, operation, errorCode).inc();
        }
    }

    /** Counts a time that cannot be true, in the named field of an answer. */
    public void implausible(String field) {
        implausible.labels(field).inc();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                Samples.sorted(requests),
                Samples.sorted(errors),
                Samples.sorted(durations),
                Samples.sorted(implausible));
    }
}
