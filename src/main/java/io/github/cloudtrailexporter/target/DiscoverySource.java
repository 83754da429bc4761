package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Check;
import io.github.cloudtrailexporter.trail.Partition;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Accounts and Regions in which trails are discovered, and which of these trails are polled, by name. */
public record DiscoverySource(Scope scope, Regions regions, Predicate<String> trailNames) {

    /** The partition in which trails are discovered: the role's, else that of the listed Regions, else of the environment. */
    public Partition partition(String home) {
        return scope.identity() instanceof AwsIdentity.Role role
                ? role.partition()
                : Partition.ofRegion(firstRegion().orElse(home));
    }

    /** The Region for credentials, accounts and enabled Regions: that of the environment, unless the partition is another. */
    public String queryRegion(String home) {
        Partition partition = partition(home);
        return partition == Partition.ofRegion(home) ? home : firstRegion().orElseGet(partition::firstRegion);
    }

    private Optional<String> firstRegion() {
        return regions instanceof Regions.Listed listed
                ? Optional.of(listed.names().get(0))
                : Optional.empty();
    }

    /** The accounts. */
    public sealed interface Scope {

        /** Discovers trails in its own account, and lists the accounts of an organization. */
        AwsIdentity identity();
    }

    /** The account of an identity, with a name for people; empty if none is configured. */
    public record OneAccount(AwsIdentity identity, String accountName) implements Scope {}

    /**
     * Every active account of an organization.
     *
     * @param identity lists the accounts; in its own account it discovers trails itself, without a role
     * @param roleName the role to assume in each other account; may begin with its path
     * @param externalId for these roles; empty for none; a secret: it is not in {@link #toString()}
     */
    public record Organization(AwsIdentity identity, String roleName, String externalId, Set<String> excluded)
            implements Scope {
        public Organization {
            Check.that(AwsName.isRole(roleName), "role name " + roleName);
            Check.that(externalId.isEmpty() || AwsName.isExternalId(externalId), "external id");
            excluded = Collections.unmodifiableSet(new LinkedHashSet<>(excluded));
            excluded.forEach(account -> Check.that(AwsName.isAccountId(account), "account " + account));
        }

        @Override
        public String toString() {
            return "Organization[lister=" + identity + ", roleName=" + roleName
                    + (externalId.isEmpty() ? "" : ", externalId=***") + ", excluded=" + excluded + "]";
        }
    }

    /** Selects the names that match one of {@code include}, or every name if it is empty, and none of {@code exclude}. */
    public record NameFilter(List<Glob> include, List<Glob> exclude) implements Predicate<String> {

        public NameFilter {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }

        @Override
        public boolean test(String trailName) {
            return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(trailName)))
                    && exclude.stream().noneMatch(glob -> glob.matches(trailName));
        }
    }
}
