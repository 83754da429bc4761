package io.github.cloudtrailexporter.simulator;

import java.util.Set;
import java.util.TreeSet;

/** The Regions of the simulated AWS. */
public final class Regions {

    /** The 17 default Regions of every account of the commercial partition. */
    public static final Set<String> DEFAULT = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "sa-east-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "ap-south-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-southeast-1",
            "ap-southeast-2");

    /** Regions that an account has to opt into. */
    public static final Set<String> OPT_IN = Set.of(
            "af-south-1",
            "ap-east-1",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ca-west-1",
            "eu-central-2",
            "eu-south-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "me-south-1");

    private Regions() {}

    static Set<String> known() {
        Set<String> known = new TreeSet<>(DEFAULT);
        known.addAll(OPT_IN);
        return known;
    }

    /** The partition of ARNs in this Region. */
    static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        if (region.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        return region.startsWith("eusc-") ? "aws-eusc" : "aws";
    }
}
