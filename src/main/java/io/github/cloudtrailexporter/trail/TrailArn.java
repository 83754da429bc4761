package io.github.cloudtrailexporter.trail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ARN of a trail: {@code arn:PARTITION:cloudtrail:HOME_REGION:ACCOUNT:trail/NAME}. Its Region is always the home
 * Region, even if AWS returned it for the shadow trail in another Region. Validation is loose because ARNs also come from
 * AWS: they may be in a partition that is newer than this program.
 */
public record TrailArn(String partition, String homeRegion, String accountId, String name)
        implements Comparable<TrailArn> {

    private static final Pattern PARTITION = Pattern.compile("aws[a-z0-9-]*");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public TrailArn {
        Check.that(
                PARTITION.matcher(partition).matches()
                        && REGION.matcher(homeRegion).matches()
                        && AwsName.isAccountId(accountId)
                        && NAME.matcher(name).matches(),
                "ARN of a trail " + Arn.ofTrail(partition, homeRegion, accountId, name));
    }

    /** The trail with this ARN, or nothing if the text is not the ARN of a trail. */
    public static Optional<TrailArn> parse(String text) {
        try {
            return Arn.parse(text)
                    .filter(arn ->
                            arn.service().equals("cloudtrail") && arn.resource().startsWith("trail/"))
                    .map(arn -> new TrailArn(arn.partition(), arn.region(), arn.accountId(), arn.name()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(TrailArn other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return Arn.ofTrail(partition, homeRegion, accountId, name).toString();
    }
}
