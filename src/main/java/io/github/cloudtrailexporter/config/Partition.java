package io.github.cloudtrailexporter.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The partitions of AWS, and how the names of their Regions begin (AWS SDK, partitions.json). Credentials of one are
 * worth nothing in another.
 */
enum Partition {
    CHINA("aws-cn", "cn-"),
    GOV_CLOUD("aws-us-gov", "us-gov-"),
    EUROPEAN_SOVEREIGN_CLOUD("aws-eusc", "eusc-"),
    ISO("aws-iso", "us-iso-"),
    ISO_B("aws-iso-b", "us-isob-"),
    ISO_E("aws-iso-e", "eu-isoe-"),
    ISO_F("aws-iso-f", "us-isof-"),
    /** The last: every other Region is here. */
    COMMERCIAL("aws", "");

    private final String id;
    private final String regionPrefix;

    Partition(String id, String regionPrefix) {
        this.id = id;
        this.regionPrefix = regionPrefix;
    }

    /** As it stands in an ARN. */
    String id() {
        return id;
    }

    static Optional<Partition> named(String id) {
        return Arrays.stream(values())
                .filter(partition -> partition.id.equals(id))
                .findFirst();
    }

    static Partition ofRegion(String region) {
        return Arrays.stream(values())
                .filter(partition -> region.startsWith(partition.regionPrefix))
                .findFirst()
                .orElse(COMMERCIAL);
    }

    static Partition ofArn(String arn) {
        return named(arn.split(":", 3)[1]).orElse(COMMERCIAL);
    }

    /** Why this one does not go with the one of the owner; empty if it does. */
    String faultBeside(Partition other, String owner) {
        return this == other ? "" : "it is in the partition " + id + ", but " + owner + " in " + other.id;
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Partition::id).sorted().toList();
    }
}
