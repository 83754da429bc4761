package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.PollSettings;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.poll.discovery.Discovery;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Clock;
import java.time.Duration;

/** Everything that is made of one configuration: the clients, the credentials, the poll. A reload makes a new one. */
public final class Engine implements SnapshotSource, AutoCloseable {

    /** Where STS is asked and discovery looks if neither the configuration nor the environment names a Region. */
    private static final String LAST_RESORT_REGION = "us-east-1";

    private final Poller poller;
    private final Duration pollTimeout;

    /** What all engines of a process share, whatever the configuration says. */
    public record Surroundings(Cloud cloud, Shard shard, Clock clock) {
        public Plan plan(ExporterConfig config) {
            return PlanBuilder.plan(config, shard, cloud.region(config).orElse(LAST_RESORT_REGION));
        }
    }

    public Engine(ExporterConfig config, Surroundings surroundings) {
        this.pollTimeout = config.poll().timeout();
        PollSettings settings =
                new PollSettings(config.poll().minInterval(), config.poll().concurrency(), config.discoveryInterval());
        PollerResources resources = PollerResources.create(
                surroundings.cloud().connect(config), surroundings.plan(config), settings, surroundings.clock());
        Discovery discovery = Discovery.start(resources, settings.discoveryInterval());
        this.poller = new Poller(resources, discovery, settings.minInterval());
    }

    /** How long a poll may take if nobody says otherwise. */
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
}
