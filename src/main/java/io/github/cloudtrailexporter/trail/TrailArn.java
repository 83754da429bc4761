package io.github.cloudtrailexporter.trail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a trail: {@code arn:PARTITION:cloudtrail:HOME_REGION:ACCOUNT:trail/NAME}. Its Region is always the home
 * Region, even if AWS returned it for the shadow trail in another Region. Validation is loose because ARNs also come from
 * AWS: they may be in a partition that is newer than this program.
 */
public record TrailArn(String partition, String homeRegion, String accountId, String name)
        implements Comparable<TrailArn> {

    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z0-9-]*):cloudtrail:([a-z0-9-]+):([0-9]{12}):trail/([A-Za-z0-9._-]{1,128})");

    public TrailArn {
        Arn arn = Arn.ofTrail(partition, homeRegion, accountId, name);
        Check.that(FORM.matcher(arn.toString()).matches(), "ARN of a trail " + arn);
    }

    /** The trail with this ARN, or nothing if the text is not the ARN of a trail. */
    public static Optional<TrailArn> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new TrailArn(parts.group(1), parts.group(2), parts.group(3), parts.group(4)))
                : Optional.empty();
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
