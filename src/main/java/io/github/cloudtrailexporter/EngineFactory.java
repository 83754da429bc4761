package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Makes an engine of a configuration. All engines of a process share the components of the factory.
 *
 * @param afterPoll receives the result of each poll
 */
public record EngineFactory(Cloud cloud, Shard shard, Clock clock, Consumer<Snapshot> afterPoll) {

    /** The Region of STS if neither the configuration nor the environment names one. */
    private static final String LAST_RESORT_REGION = "us-east-1";

    /** A factory whose engines report the results of their polls only when they are requested. */
    public EngineFactory(Cloud cloud, Shard shard, Clock clock) {
        this(cloud, shard, clock, snapshot -> {});
    }

    EngineFactory withListener(Consumer<Snapshot> listener) {
        return new EngineFactory(cloud, shard, clock, listener);
    }

    /** What the configuration polls. */
    public Plan plan(ExporterConfig config) {
        return config.plan(shard, cloud.region(config.aws()).orElse(LAST_RESORT_REGION));
    }

    /** Makes no call to AWS yet. The caller closes the engine. */
    public Engine create(ExporterConfig config) {
        return new Engine(config, plan(config), this);
    }
}
