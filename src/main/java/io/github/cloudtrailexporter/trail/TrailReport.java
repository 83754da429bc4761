package io.github.cloudtrailexporter.trail;

import java.util.Objects;
import java.util.Optional;

/**
 * The result of one poll for one trail in one Region.
 *
 * @param arn the trail's ARN; empty while the account of a trail listed by name is not known
 * @param accountName the name of the account in the configuration or the organization; may be empty
 * @param metadata settings and event selectors
 */
public record TrailReport(
        TrailKey key, Optional<TrailArn> arn, String accountName, TrailOutcome outcome, TrailMetadata metadata)
        implements Comparable<TrailReport> {

    public TrailReport {
        Objects.requireNonNull(key);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(accountName);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(metadata);
    }

    /** A report whose event selectors have not been read. */
    public TrailReport(
            TrailKey key,
            Optional<TrailArn> arn,
            String accountName,
            TrailOutcome outcome,
            Optional<TrailSettings> settings) {
        this(key, arn, accountName, outcome, new TrailMetadata(settings, new SelectorsOutcome.NotRead()));
    }

    /** The result of DescribeTrails; empty if it is not allowed or failed. */
    public Optional<TrailSettings> settings() {
        return metadata.settings();
    }

    /** The result of GetEventSelectors, for the home Region only. */
    public SelectorsOutcome selectors() {
        return metadata.selectors();
    }

    @Override
    public int compareTo(TrailReport other) {
        return key.compareTo(other.key);
    }
}
