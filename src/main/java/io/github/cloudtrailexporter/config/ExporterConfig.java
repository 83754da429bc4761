package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Check;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The whole configuration: at least one trail or discovery source, and no trail twice. */
public record ExporterConfig(
        List<ListedTrail> trails,
        List<DiscoverySource> discovery,
        Duration discoveryInterval,
        PollConfig poll,
        AwsConfig aws) {

    static final Duration DEFAULT_DISCOVERY_INTERVAL = Duration.ofMinutes(10);

    public ExporterConfig {
        trails = List.copyOf(trails);
        discovery = List.copyOf(discovery);
        Check.that(!trails.isEmpty() || !discovery.isEmpty(), "nothing to monitor");
        Check.that(discoveryInterval.compareTo(Duration.ZERO) > 0, "discovery_interval " + discoveryInterval);
    }

    /** What this configuration polls: {@code region} is the Region of the environment. */
    public Plan plan(Shard shard, String region) {
        return new Plan(trails, discovery, shard, region);
    }

    /**
     * How AWS is polled.
     *
     * @param minInterval a scrape within this time of the last poll is answered from it; zero polls on every scrape
     * @param timeout for one poll, for scrapes without a timeout of their own
     * @param callTimeout for one attempt of one AWS call; not longer than {@code timeout}
     * @param concurrency AWS calls in flight, all accounts together
     */
    public record PollConfig(Duration minInterval, Duration timeout, Duration callTimeout, int concurrency) {

        /** A page may present a state this old as current. Declared before the default, which is validated with it. */
        static final Duration MAX_MIN_INTERVAL = Duration.ofHours(1);

        static final PollConfig DEFAULT =
                new PollConfig(Duration.ofSeconds(45), Duration.ofSeconds(9), Duration.ofSeconds(3), 64);

        static final int MAX_CONCURRENCY = 1024;

        public PollConfig {
            Check.that(
                    !minInterval.isNegative() && minInterval.compareTo(MAX_MIN_INTERVAL) <= 0,
                    "min_interval " + minInterval);
            Check.that(timeout.compareTo(Duration.ZERO) > 0, "timeout " + timeout);
            Check.that(
                    callTimeout.compareTo(Duration.ZERO) > 0 && callTimeout.compareTo(timeout) <= 0,
                    "call_timeout " + callTimeout);
            Check.that(concurrency >= 1 && concurrency <= MAX_CONCURRENCY, "concurrency " + concurrency);
        }
    }

    /**
     * How the exporter connects to AWS.
     *
     * @param profile of the shared AWS configuration files; none for the default chain
     * @param endpointUrl replaces the endpoints of all services; for emulators and VPC endpoints
     */
    public record AwsConfig(Optional<String> profile, Optional<URI> endpointUrl) {

        static final AwsConfig DEFAULT = new AwsConfig(Optional.empty(), Optional.empty());
    }
}
