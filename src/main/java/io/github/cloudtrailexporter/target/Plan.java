package io.github.cloudtrailexporter.target;

import java.util.List;

/**
 * What is polled: listed trails and discovered trails, and of both the share of this shard.
 *
 * @param region the Region of the environment, for sources without Regions of their own
 */
public record Plan(List<ListedTrail> listedTrails, List<DiscoverySource> sources, Shard shard, String region) {
    public Plan {
        listedTrails = List.copyOf(listedTrails);
        sources = List.copyOf(sources);
    }
}
