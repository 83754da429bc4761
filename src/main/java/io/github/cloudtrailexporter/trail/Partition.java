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

    private Partition() {}

    /** The partition's name as it stands in ARNs, for example {@code aws} or {@code aws-cn}. */
    public static String of(String region) {
        return BY_PREFIX.entrySet().stream()
                .filter(entry -> region.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }
}
