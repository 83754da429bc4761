package io.github.cloudtrailexporter.trail;

import static io.github.cloudtrailexporter.trail.PrintableText.quoted;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}, not validated: see {@link #trailError} and {@link #roleError}. */
public record Arn(String partition, String service, String region, String accountId, String resource) {

    /** The parts of the text; nothing if it does not have six of them. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /** The ARN of a trail with this name. */
    public static Arn ofTrail(String partition, String homeRegion, String accountId, String name) {
        return new Arn(partition, "cloudtrail", homeRegion, accountId, "trail/" + name);
    }

    /** The ARN of a role with this name, which may have a path before it. */
    public static Arn ofRole(String partition, String accountId, String name) {
        return new Arn(partition, "iam", "", accountId, "role/" + name);
    }

    /** The reason why this is not the ARN of a trail; empty if it is one. */
    public String trailError() {
        String expected = Partition.ofRegion(region).id();
        return first(
                serviceError("cloudtrail"),
                unless(AwsName.isRegion(region), quoted(region) + " is not a Region"),
                unless(
                        expected.equals(partition),
                        "the Region " + region + " is in the partition " + expected + ", not " + partition),
                accountError(),
                unless(resource.startsWith("trail/"), "it must end in :trail/NAME, found " + quoted(resource)),
                unless(AwsName.isTrail(name()), quoted(name()) + " is not a valid trail name"));
    }

    /** The reason why this is not the ARN of a role; empty if it is one. */
    public String roleError() {
        boolean role = resource.startsWith("role/") && AwsName.isRole(name());
        return first(
                serviceError("iam"),
                unless(region.isEmpty(), "IAM has no Regions: the part after iam must be empty"),
                accountError(),
                unless(role, "it must end in :role/NAME, found " + quoted(resource)));
    }

    /** Whether this is the ARN of a principal: an account, a user, a role or a session of a role. */
    public boolean isPrincipal() {
        return Partition.named(partition).isPresent()
                && (service.equals("iam") || service.equals("sts"))
                && region.isEmpty()
                && AwsName.isAccountId(accountId)
                && resource.matches("[\\x21-\\x7E]+");
    }

    /** The resource without its type; for a role with its path. */
    public String name() {
        return resource.substring(resource.indexOf('/') + 1);
    }

    private String serviceError(String expected) {
        String partitions =
                Stream.of(Partition.values()).map(Partition::id).sorted().collect(Collectors.joining(", "));
        return first(
                unless(
                        Partition.named(partition).isPresent(),
                        quoted(partition) + " is not one of the partitions " + partitions),
                unless(service.equals(expected), "its service is " + quoted(service) + ", not " + quoted(expected)));
    }

    private String accountError() {
        return unless(AwsName.isAccountId(accountId), "the account " + quoted(accountId) + " does not have 12 digits");
    }

    private static String unless(boolean valid, String error) {
        return valid ? "" : error;
    }

    private static String first(String... errors) {
        return Stream.of(errors).filter(error -> !error.isEmpty()).findFirst().orElse("");
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, accountId, resource);
    }
}
