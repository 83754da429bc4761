package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.CallBatch;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the event selectors of all visible trails at the end of a cycle, unless a poll has read them. A replica needs those
 * of every trail that is visible in its accounts and Regions, also if another one polls the trail.
 */
final class SelectorsReading {

    private final DiscoveryCycle cycle;

    SelectorsReading(DiscoveryCycle cycle) {
        this.cycle = cycle;
    }

    /** @param readers the credentials to read each trail with, the best first. Never fails */
    CompletableFuture<Void> run(Map<TrailArn, List<AwsIdentity>> readers) {
        return CallBatch.all(readers.entrySet().stream()
                .map(trail -> read(trail.getKey(), trail.getValue().iterator()))
                .toList());
    }

    /** The next credentials are used only where there is no session: what AWS refuses to the owner, it refuses to all. */
    private CompletableFuture<Void> read(TrailArn arn, Iterator<AwsIdentity> readers) {
        if (!readers.hasNext()) {
            return CompletableFuture.completedFuture(null);
        }
        AwsIdentity identity = readers.next();
        return cycle.session(identity, arn.homeRegion())
                .thenCompose(session -> cycle.loadSelectors(identity, arn, session))
                .exceptionallyCompose(noSession -> read(arn, readers));
    }
}
