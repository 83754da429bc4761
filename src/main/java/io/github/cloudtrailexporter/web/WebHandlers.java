package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.prometheus.client.Collector;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the paths need from the rest of the exporter.
 *
 * @param ownMetrics the exporter's own metrics, in the order of the page
 * @param reload reads the configuration again; returns the problems of the file, for people, or none if the new
 *     configuration is in force
 * @param pollTimeout the longest duration of a poll if the request sets none
 */
public record WebHandlers(
        SnapshotSource snapshots,
        List<Collector> ownMetrics,
        Supplier<List<String>> reload,
        Supplier<Duration> pollTimeout) {

    public WebHandlers {
        ownMetrics = List.copyOf(ownMetrics);
    }
}
