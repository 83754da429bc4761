package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.poll.discovery.Discovery;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** What is made of one configuration: the clients, the credentials, the poll. A reload makes a new one. */
public final class Engine implements SnapshotSource, AutoCloseable {

    private final Poller poller;
    private final Duration pollTimeout;

    Engine(ExporterConfig config, Plan plan, Factory factory) {
        this.pollTimeout = config.poll().timeout();
        PollerResources resources = PollerResources.create(
                factory.cloud().connect(config),
                plan,
                factory.clock(),
                config.poll().concurrency(),
                config.discoveryInterval());
        Discovery discovery = Discovery.start(resources, config.discoveryInterval());
        this.poller = new Poller(resources, discovery, config.poll().minInterval(), factory.afterPoll());
    }

    /** The longest duration of a poll if the request sets none. */
    public Duration pollTimeout() {
        return pollTimeout;
    }

    @Override
    public Snapshot snapshot(Deadline deadline) {
        return poller.snapshot(deadline);
    }

    @Override
    public void close() {
        poller.close();
    }

    /**
     * Makes an engine of a configuration. All engines of a process share the components of the factory.
     *
     * @param afterPoll receives the result of each poll
     */
    public record Factory(Cloud cloud, Shard shard, Clock clock, Consumer<Snapshot> afterPoll) {

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
}
