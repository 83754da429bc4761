package io.github.cloudtrailexporter.trail;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known about a trail beside its status. It changes rarely and is not requested in every poll.
 *
 * @param settings the result of DescribeTrails; empty if it is not allowed or failed
 * @param selectors the result of GetEventSelectors, for the home Region only
 */
public record TrailMetadata(Optional<TrailSettings> settings, SelectorsOutcome selectors) {

    public TrailMetadata {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(selectors);
    }
}
