package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Supplies discovered trails to the polls. It works in the background; all methods return at once. */
public interface TrailDiscovery extends AutoCloseable {

    /** Completes when the first discovery cycle has ended, successful or not. */
    CompletableFuture<Void> firstCycle();

    /** Every trail known now, once per Region. */
    Collection<Target> targets();

    /** The last result for each account and Region. */
    Collection<DiscoveryReport> reports();

    /** The names of accounts by id, where the configuration or the organization names them. */
    Map<String, String> accountNames();

    @Override
    void close();
}
