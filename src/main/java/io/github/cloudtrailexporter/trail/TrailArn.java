package io.github.cloudtrailexporter.trail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a trail: {@code arn:PARTITION:cloudtrail:HOME_REGION:ACCOUNT:trail/NAME}. The Region in it is always the
 * home Region, also when the trail's shadow in another Region is asked.
 */
public record TrailArn(String partition, String homeRegion, String accountId, String name)
        implements Comparable<TrailArn> {

    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z0-9-]*):cloudtrail:([a-z0-9-]+):([0-9]{12}):trail/([A-Za-z0-9._-]{1,128})");

    public TrailArn {
        String text = text(partition, homeRegion, accountId, name);
        if (!ARN.matcher(text).matches()) {
            throw new IllegalArgumentException("not the ARN of a trail: " + text);
        }
    }

    /** The trail named by this text, or nothing if the text is no ARN of a trail. */
    public static Optional<TrailArn> parse(String text) {
        Matcher matcher = ARN.matcher(text);
        return matcher.matches()
                ? Optional.of(new TrailArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }

    private static String text(String partition, String homeRegion, String accountId, String name) {
        return "arn:" + partition + ":cloudtrail:" + homeRegion + ":" + accountId + ":trail/" + name;
    }

    @Override
    public int compareTo(TrailArn other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return text(partition, homeRegion, accountId, name);
    }
}
