package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** For polls of listed trails only. */
final class NoDiscovery implements TrailDiscovery {

    @Override
    public CompletableFuture<Void> firstCycle() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Collection<Target> targets() {
        return List.of();
    }

    @Override
    public Collection<DiscoveryReport> reports() {
        return List.of();
    }

    @Override
    public Map<String, String> accountNames() {
        return Map.of();
    }

    @Override
    public void close() {}
}
