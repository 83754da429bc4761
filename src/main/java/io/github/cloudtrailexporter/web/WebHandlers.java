package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.metrics.MetricsPage;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What stands behind the paths.
 *
 * @param tlsReloads hears whether changed TLS files could be used, if there are any
 * @param ready whether the configuration is in place
 * @param pollTimeout how long a poll may take if the request does not say
 */
public record WebHandlers(
        SnapshotSource snapshots,
        MetricsPage metrics,
        Reloader reloader,
        ReloadMetrics tlsReloads,
        BooleanSupplier ready,
        Supplier<Duration> pollTimeout) {

    public WebHandlers {
        Objects.requireNonNull(snapshots);
        Objects.requireNonNull(metrics);
        Objects.requireNonNull(reloader);
        Objects.requireNonNull(tlsReloads);
        Objects.requireNonNull(ready);
        Objects.requireNonNull(pollTimeout);
    }
}
