package io.github.cloudtrailexporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The whole configuration. There is always something to watch in it.
 *
 * @param trails listed one by one, no trail twice
 * @param discovery where others are found
 * @param discoveryInterval how often they are looked for
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
        Check.that(!trails.isEmpty() || !discovery.isEmpty(), "nothing to watch");
        Check.that(discoveryInterval.compareTo(Duration.ZERO) > 0, "discovery_interval " + discoveryInterval);
        Objects.requireNonNull(poll);
        Objects.requireNonNull(aws);
    }
}
