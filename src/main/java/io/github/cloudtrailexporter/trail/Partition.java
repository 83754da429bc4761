package io.github.cloudtrailexporter.trail;

import java.util.Map;

/** The partitions of AWS: which one a Region belongs to, by the prefix of its name (AWS service model, partitions.json). */
public final class Partition {

    private static final Map<String, String> BY_PREFIX = Map.of(
            "cn-", "aws-cn",
            "us-gov-", "aws-us-gov",
            "eusc-", "aws-eusc",
            "us-iso-", "aws-iso",
            "us-isob-", "aws-iso-b",
            "eu-isoe-", "aws-iso-e",
            "us-isof-", "aws-iso-f");

    private static final Map<String, String> FIRST_REGION = Map.of(
            "aws-cn", "cn-north-1",
            "aws-us-gov", "us-gov-west-1",
            "aws-eusc", "eusc-de-east-1",
            "aws-iso", "us-iso-east-1",
            "aws-iso-b", "us-isob-east-1",
            "aws-iso-e", "eu-isoe-west-1",
            "aws-iso-f", "us-isof-south-1");

    private Partition() {}

    /** The partition's name as it stands in ARNs, for example {@code aws} or {@code aws-cn}. */
    public static String of(String region) {
        return BY_PREFIX.entrySet().stream()
                .filter(entry -> region.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }

    /** A Region of the partition that every account has enabled. */
    public static String firstRegion(String partition) {
        return FIRST_REGION.getOrDefault(partition, "us-east-1");
    }
}
