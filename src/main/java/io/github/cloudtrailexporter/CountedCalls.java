package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.metrics.AwsCallMetrics;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** What the AWS room tells about its calls, in the exporter's own metrics. */
record CountedCalls(AwsCallMetrics metrics) implements CallListener {

    @Override
    public void attempt(String service, String operation, Optional<ErrorCode> error, Duration duration) {
        metrics.attempt(service, operation, error.map(ErrorCode::value).orElse(""), duration);
    }

    @Override
    public void implausible(String field) {
        metrics.implausible(field);
    }
}
