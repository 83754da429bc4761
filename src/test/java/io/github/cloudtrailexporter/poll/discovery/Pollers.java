package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.CallPool;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.target.Plan;
import java.time.Clock;
import java.time.Duration;

/** Pollers for tests, with their discovery, as the exporter starts them. */
public final class Pollers {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private Pollers() {}

    /** Each scrape is a poll of its own, and there is one discovery cycle. */
    public static Poller start(CloudTrailPort port, Plan plan, int concurrency, Clock clock) {
        MetadataCache cache = new MetadataCache(AN_HOUR, System::nanoTime);
        PollerResources resources = new PollerResources(port, plan, new CallPool(concurrency), cache, clock);
        return new Poller(resources, Discovery.start(resources, AN_HOUR), Duration.ZERO, snapshot -> {});
    }
}
