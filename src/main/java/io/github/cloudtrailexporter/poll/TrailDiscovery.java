package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Supplies discovered trails to the polls. It works in the background; all methods return at once. */
public interface TrailDiscovery extends AutoCloseable {

    /** Discovers nothing. */
    TrailDiscovery NONE = new TrailDiscovery() {};

    /** Completes when the first discovery cycle has ended, successful or not. */
    default CompletableFuture<Void> firstCycle() {
        return CompletableFuture.completedFuture(null);
    }

    /** Every trail known now, once per Region. */
    default Collection<Target> targets() {
        return List.of();
    }

    /** The last result for each account and Region. */
    default Collection<DiscoveryReport> reports() {
        return List.of();
    }

    /** The names of accounts by id, where the configuration or the organization names them. */
    default Map<String, String> accountNames() {
        return Map.of();
    }

    @Override
    default void close() {}
}
