package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import java.time.Clock;

/** Makes an engine of a configuration. All engines of a process share the same cloud, shard and clock. */
public record EngineFactory(Cloud cloud, Shard shard, Clock clock) {

    /** The Region of STS if neither the configuration nor the environment names one. */
    private static final String LAST_RESORT_REGION = "us-east-1";

    /** What the configuration polls. */
    public Plan plan(ExporterConfig config) {
        return config.plan(shard, cloud.region(config.aws()).orElse(LAST_RESORT_REGION));
    }

    /** Makes no call to AWS yet. The caller closes the engine. */
    public Engine create(ExporterConfig config) {
        return new Engine(config, plan(config), this);
    }
}
