package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.CallPool;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.discovery.Discovery;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What is made of one configuration. A reload makes a new one.
 *
 * @param poller with its clients, credentials and discovery, which are closed with it
 * @param pollTimeout the longest duration of a poll if the request sets none
 */
public record Engine(Poller poller, Duration pollTimeout) {

    /**
     * Connects the parts.
     *
     * @param port is closed with the poller
     * @param afterPoll receives the result of each poll
     */
    static Engine of(ExporterConfig config, Plan plan, CloudTrailPort port, Consumer<Snapshot> afterPoll) {
        CallPool pool = new CallPool(config.poll().concurrency());
        MetadataCache cache = new MetadataCache(config.discoveryInterval(), System::nanoTime);
        PollerResources resources = new PollerResources(port, plan, pool, cache, Clock.systemUTC());
        Discovery discovery = Discovery.start(resources, config.discoveryInterval());
        Poller poller = new Poller(resources, discovery, config.poll().minInterval(), afterPoll);
        return new Engine(poller, config.poll().timeout());
    }
}
