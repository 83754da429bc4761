package io.github.cloudtrailexporter.config;

import java.util.List;
import java.util.Objects;

/**
 * One entry of {@code discovery}: where trails are looked for, and which of the found ones are watched.
 *
 * @param include names must match one of these; empty for every name
 * @param exclude names must match none of these
 */
public record DiscoverySource(DiscoveryScope scope, RegionSelection regions, List<Glob> include, List<Glob> exclude) {
    public DiscoverySource {
        Objects.requireNonNull(scope);
        Objects.requireNonNull(regions);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Whether a trail of this name is watched. */
    public boolean selects(String trailName) {
        return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(trailName)))
                && exclude.stream().noneMatch(glob -> glob.matches(trailName));
    }
}
