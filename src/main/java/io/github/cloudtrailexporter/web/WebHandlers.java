package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.metrics.ReloadMetrics.FileReloads;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.prometheus.client.Collector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the paths need from the rest of the exporter.
 *
 * @param ownMetrics the exporter's own metrics, in the order of the page
 * @param fileReloads receives whether changed files of the web configuration could be used
 * @param ready whether the configuration is in place
 * @param pollTimeout the longest duration of a poll if the request sets none
 */
public record WebHandlers(
        SnapshotSource snapshots,
        List<Collector> ownMetrics,
        Reloader reloader,
        FileReloads fileReloads,
        BooleanSupplier ready,
        Supplier<Duration> pollTimeout) {

    public WebHandlers {
        Objects.requireNonNull(snapshots);
        ownMetrics = List.copyOf(ownMetrics);
        Objects.requireNonNull(reloader);
        Objects.requireNonNull(fileReloads);
        Objects.requireNonNull(ready);
        Objects.requireNonNull(pollTimeout);
    }

    /** Reads the configuration again. */
    public interface Reloader {

        /** Puts the whole file into force, or nothing if it is not valid. Never called twice at the same time. */
        ReloadResult reload();

        /**
         * The result of a reload.
         *
         * @param problems the errors in the file, for people; none if the new configuration is in force
         */
        record ReloadResult(List<String> problems) {

            public ReloadResult {
                problems = List.copyOf(problems);
            }

            /** The new configuration is in force. */
            public static ReloadResult done() {
                return new ReloadResult(List.of());
            }

            public boolean ok() {
                return problems.isEmpty();
            }
        }
    }
}
