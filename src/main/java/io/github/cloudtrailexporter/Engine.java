package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsCloudTrail;
import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.PollSettings;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Everything that is made of one configuration: the clients, the credentials, the poll. A reload makes a new one. */
public final class Engine implements SnapshotSource, AutoCloseable {

    /** Where STS is asked and discovery looks if neither the configuration nor the environment names a Region. */
    private static final String LAST_RESORT_REGION = "us-east-1";

    private final Poller poller;
    private final Duration pollTimeout;

    /** What all engines of a process share, whatever the configuration says. */
    public record Surroundings(
            Build build, Shard shard, Optional<AwsOptions.StaticKeys> keys, CallListener calls, Clock clock) {
        public Plan plan(ExporterConfig config) {
            String region = AwsCloudTrail.environmentRegion(awsOptions(config)).orElse(LAST_RESORT_REGION);
            return PlanBuilder.plan(config, shard, region);
        }

        AwsOptions awsOptions(ExporterConfig config) {
            return new AwsOptions(
                    config.aws().profile(),
                    config.aws().endpointUrl(),
                    config.poll().callTimeout(),
                    config.poll().concurrency(),
                    keys,
                    "cloudtrail-exporter/" + build.version());
        }
    }

    public Engine(ExporterConfig config, Surroundings surroundings) {
        this.pollTimeout = config.poll().timeout();
        this.poller = new Poller(
                new AwsCloudTrail(surroundings.awsOptions(config), surroundings.calls(), surroundings.clock()),
                surroundings.plan(config),
                new PollSettings(config.poll().minInterval(), config.poll().concurrency(), config.discoveryInterval()),
                surroundings.clock());
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
