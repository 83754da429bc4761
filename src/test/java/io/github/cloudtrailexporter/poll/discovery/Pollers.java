package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.PollSettings;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.target.Plan;
import java.time.Clock;

/** Pollers for tests, with their discovery, as the exporter starts them. */
public final class Pollers {

    private Pollers() {}

    public static Poller start(CloudTrailPort port, Plan plan, PollSettings settings, Clock clock) {
        PollerResources resources = PollerResources.create(port, plan, settings, clock);
        return new Poller(
                resources,
                Discovery.start(resources, settings.discoveryInterval()),
                settings.minInterval(),
                snapshot -> {});
    }
}
