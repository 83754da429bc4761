package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.aws.PortWithKeys;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.discovery.Pollers;
import io.github.cloudtrailexporter.target.Shard;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The AWS behind the configured {@code endpoint_url}, with keys that a simulator accepts and without an environment. */
final class SimulatedCloud {

    private SimulatedCloud() {}

    /** Makes no call. */
    static CloudTrailPort connect(ExporterConfig config, Clock clock) {
        AwsOptions options = new AwsOptions(
                Optional.empty(),
                config.aws().endpointUrl(),
                config.poll().callTimeout(),
                config.poll().concurrency(),
                "cloudtrail-exporter/test");
        return PortWithKeys.connect(options, CallListener.NONE, clock);
    }

    /** A poller of this configuration, as the exporter starts it. */
    static Poller poller(String yaml, Shard shard, Clock clock) throws ConfigException {
        ExporterConfig config = ConfigReader.read("test", yaml, Map.of());
        return Pollers.start(connect(config, clock), config.plan(shard, "us-east-1"), 64, clock);
    }
}
