package io.github.cloudtrailexporter.trail;

import java.util.Comparator;

/**
 * The identity of a trail's series: one trail, polled in one Region. Sorted in the order of the page.
 *
 * @param accountId empty while it is not known (a trail listed by name whose credentials or STS fail)
 * @param awsRegion the Region that was polled
 */
public record TrailKey(String accountId, String awsRegion, String homeRegion, String trail) {

    static final Comparator<TrailKey> ORDER = Comparator.comparing(TrailKey::accountId)
            .thenComparing(TrailKey::trail)
            .thenComparing(TrailKey::homeRegion)
            .thenComparing(TrailKey::awsRegion);

    /** The key of a trail whose ARN is known, polled in {@code awsRegion}. */
    public static TrailKey of(TrailArn arn, String awsRegion) {
        return new TrailKey(arn.accountId(), awsRegion, arn.homeRegion(), arn.name());
    }
}
