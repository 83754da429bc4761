package io.github.cloudtrailexporter.trail;

import java.util.Objects;
import java.util.Optional;

/**
 * Everything one poll has to say about one trail in one Region.
 *
 * @param arn the trail's ARN; empty as long as the account of a trail listed by name is not known
 * @param accountName what the configuration or the organization calls the account; may be empty
 * @param settings what DescribeTrails said; empty where that is not allowed or did not work
 */
public record TrailReport(
        TrailKey key,
        Optional<TrailArn> arn,
        String accountName,
        TrailOutcome outcome,
        Optional<TrailSettings> settings)
        implements Comparable<TrailReport> {

    public TrailReport {
        Objects.requireNonNull(key);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(accountName);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(settings);
    }

    @Override
    public int compareTo(TrailReport other) {
        return key.compareTo(other.key);
    }
}
