package io.github.cloudtrailexporter.config;

import java.util.Optional;

/** The parts of {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}, none of them checked yet. */
record Arn(String partition, String service, String region, String accountId, String resource) {

    static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /** What is wrong with the ARN of a trail; empty if nothing is. */
    String faultAsTrail() {
        String name = resource.startsWith("trail/") ? resource.substring("trail/".length()) : "";
        return firstOf(
                faultOf("cloudtrail"),
                unless(AwsName.isRegion(region), Quote.of(region) + " is not a Region"),
                unless(
                        Partition.ofRegion(region).id().equals(partition),
                        "the Region " + region + " is in the partition "
                                + Partition.ofRegion(region).id() + ", not " + partition),
                faultOfAccount(),
                unless(resource.startsWith("trail/"), "it must end in :trail/NAME, found " + Quote.of(resource)),
                unless(AwsName.isTrail(name), Quote.of(name) + " cannot be the name of a trail"));
    }

    /** What is wrong with the ARN of a role; empty if nothing is. */
    String faultAsRole() {
        return firstOf(
                faultOf("iam"),
                unless(region.isEmpty(), "IAM has no Regions: between the colons after iam stands nothing"),
                faultOfAccount(),
                unless(
                        resource.startsWith("role/") && AwsName.isRole(resource.substring("role/".length())),
                        "it must end in :role/NAME, found " + Quote.of(resource)));
    }

    private String faultOf(String expectedService) {
        return firstOf(
                unless(
                        Partition.named(partition).isPresent(),
                        Quote.of(partition) + " is not one of the partitions " + String.join(", ", Partition.ids())),
                unless(
                        service.equals(expectedService),
                        "its service is " + Quote.of(service) + ", not " + Quote.of(expectedService)));
    }

    private String faultOfAccount() {
        return unless(AwsName.isAccount(accountId), "the account " + Quote.of(accountId) + " does not have 12 digits");
    }

    private static String unless(boolean good, String fault) {
        return good ? "" : fault;
    }

    private static String firstOf(String... faults) {
        for (String fault : faults) {
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        return "";
    }
}
