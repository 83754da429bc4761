package io.github.cloudtrailexporter.target;

import java.util.List;
import java.util.Objects;

/**
 * What is polled: the trails that are listed, those that are found, and of both this shard's share.
 *
 * @param region the Region of the environment, for sources that name none
 */
public record Plan(List<ListedTrail> listedTrails, List<DiscoverySource> sources, Shard shard, String region) {
    public Plan {
        listedTrails = List.copyOf(listedTrails);
        sources = List.copyOf(sources);
        Objects.requireNonNull(shard);
        Objects.requireNonNull(region);
    }

    /** A plan of listed trails only, all of them. */
    public static Plan of(List<ListedTrail> listedTrails) {
        return new Plan(listedTrails, List.of(), Shard.ALL, "us-east-1");
    }
}
