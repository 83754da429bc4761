package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.aws.PortWithKeys;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import java.time.Clock;
import java.util.Optional;

/** The AWS behind the configured {@code endpoint_url}, with keys that a simulator accepts and without an environment. */
record SimulatedCloud(Clock clock) implements Cloud {

    @Override
    public CloudTrailPort connect(ExporterConfig config) {
        AwsOptions options = new AwsOptions(
                Optional.empty(),
                config.aws().endpointUrl(),
                config.poll().callTimeout(),
                config.poll().concurrency(),
                "cloudtrail-exporter/test");
        return PortWithKeys.connect(options, CallListener.NONE, clock);
    }

    @Override
    public Optional<String> region(AwsConfig config) {
        return Optional.empty();
    }
}
