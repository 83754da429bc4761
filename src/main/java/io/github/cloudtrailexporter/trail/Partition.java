package io.github.cloudtrailexporter.trail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The partitions of AWS and their Regions (AWS SDK, partitions.json). Credentials of one are not valid in another. */
public enum Partition {
    CHINA("aws-cn", "cn-", "cn-north-1 cn-northwest-1"),
    GOV_CLOUD("aws-us-gov", "us-gov-", "us-gov-west-1 us-gov-east-1"),
    EUROPEAN_SOVEREIGN_CLOUD("aws-eusc", "eusc-", "eusc-de-east-1"),
    ISO("aws-iso", "us-iso-", "us-iso-east-1 us-iso-west-1"),
    ISO_B("aws-iso-b", "us-isob-", "us-isob-east-1 us-isob-west-1"),
    ISO_E("aws-iso-e", "eu-isoe-", "eu-isoe-west-1"),
    ISO_F("aws-iso-f", "us-isof-", "us-isof-south-1 us-isof-east-1"),
    /** The last: the prefix matches every Region that is not in another partition. */
    COMMERCIAL(
            "aws",
            "",
            "us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2"
                    + " ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4"
                    + " ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2"
                    + " eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1"
                    + " me-south-1 mx-central-1 sa-east-1");

    private final String id;
    private final String regionPrefix;
    private final String knownRegions;

    Partition(String id, String regionPrefix, String knownRegions) {
        this.id = id;
        this.regionPrefix = regionPrefix;
        this.knownRegions = knownRegions;
    }

    /** The partition of a Region, by the prefix of its name; the Region need not be a known one. */
    public static Partition ofRegion(String region) {
        return Arrays.stream(values())
                .filter(partition -> region.startsWith(partition.regionPrefix))
                .findFirst()
                .orElseThrow();
    }

    /** The partition with this id. */
    public static Optional<Partition> named(String id) {
        return Arrays.stream(values())
                .filter(partition -> partition.id.equals(id))
                .findFirst();
    }

    /** The partition in an ARN, such as {@code aws} or {@code aws-cn}. */
    public String id() {
        return id;
    }

    /** A Region that is enabled in every account and cannot be disabled. */
    public String firstRegion() {
        return knownRegions().get(0);
    }

    /** The Regions that existed when this version was built. */
    public List<String> knownRegions() {
        return List.of(knownRegions.split(" ", -1));
    }

    @Override
    public String toString() {
        return id;
    }
}
