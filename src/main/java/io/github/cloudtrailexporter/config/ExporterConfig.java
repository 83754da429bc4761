package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Check;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The whole configuration. It always has at least one trail or discovery source.
 *
 * @param trails the listed trails, no trail twice
 * @param discovery where other trails are discovered
 * @param discoveryInterval the time between two discoveries
 */
public record ExporterConfig(
        List<ListedTrail> trails,
        List<DiscoverySource> discovery,
        Duration discoveryInterval,
        PollConfig poll,
        AwsConfig aws) {

    public static final Duration DEFAULT_DISCOVERY_INTERVAL = Duration.ofMinutes(10);

    public ExporterConfig {
        trails = List.copyOf(trails);
        discovery = List.copyOf(discovery);
        Check.that(!trails.isEmpty() || !discovery.isEmpty(), "nothing to monitor");
        Check.that(discoveryInterval.compareTo(Duration.ZERO) > 0, "discovery_interval " + discoveryInterval);
        Objects.requireNonNull(poll);
        Objects.requireNonNull(aws);
    }

    /** What this configuration polls: {@code region} is the Region of the environment. */
    public Plan plan(Shard shard, String region) {
        return new Plan(trails, discovery, shard, region);
    }
}
